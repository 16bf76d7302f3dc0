"""Our own small JavaScript files, run by Node: which message leaves, which room is open."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.stack.front_end import path_with_node

FOLDER = Path(__file__).parents[2] / "chat_app" / "browser"


def run(file: str, expression: str, zone: str = "UTC") -> Any:
    """The value of an expression in which the functions of a file can be used."""
    names = ", ".join(re.findall(r"^export const (\w+)", (FOLDER / file).read_text(), re.MULTILINE))
    code = f"const {{ {names} }} = await import({json.dumps((FOLDER / file).as_uri())});\n"
    code += f"console.log(JSON.stringify({expression}))"
    environment = {**os.environ, "PATH": path_with_node(), "TZ": zone, "LC_ALL": "en_GB.UTF-8"}
    command = ["node", "--input-type=module", "--eval", code]
    return json.loads(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)


class Outbox:
    """A page's echoes, answers and clock, and `outbox.js` at every step of what happens."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def echo(self, name: str, room: str = "a", **more: Any) -> None:
        order = len(self.steps)
        self.put(f"e_{name}", {"client_msg_id": name, "room_id": room, "order": order, **more})

    def answer(self, name: str, status: str, wait: int = 0) -> None:
        self.put(f"a_{name}", {"status": status, "wait": wait})

    def put(self, key: str, value: Any) -> None:
        self.steps.append(f"composer = {{...composer, {json.dumps(key)}: {json.dumps(value)}}};")

    def look(self, at: int, *, connected: bool = True, feed: Any = None) -> None:
        call = f"due(composer, {json.dumps(feed or {})}, posted, {at}, {json.dumps(connected)})"
        self.steps.append(f"seen.push((({{post, late, wait}}) => [post.map(name), late.map(name), wait])({call}));")

    def seen(self) -> list[Any]:
        start = "let composer = {}, seen = []; const posted = new Map(), name = (echo) => echo.client_msg_id;"
        return run("outbox.js", f"(() => {{ {start} {' '.join(self.steps)} return seen; }})()")


def test_of_each_room_one_message_at_a_time_leaves_in_the_order_of_writing():
    page = Outbox()
    page.echo("one")
    page.echo("two")
    page.echo("other", "b")
    page.look(0)
    page.look(5)
    page.answer("one", "sent")
    page.look(10)
    page.look(20, feed={"m_1": {"client_msg_id": "two"}})
    assert page.seen() == [[["one", "other"], [], 10_000], [[], [], 9_995], [["two"], [], 9_990], [[], [], 9_980]]


def test_what_is_held_goes_when_it_may_and_what_follows_waits():
    page = Outbox()
    page.echo("one")
    page.echo("two")
    page.look(0)
    page.answer("one", "refused", wait=3)
    page.look(100)
    page.look(3_000)
    page.look(3_100)
    page.put("a_one", None)
    page.look(3_101)
    page.answer("one", "refused", wait=1)
    page.look(3_200)
    page.look(4_200)
    assert [step[0] for step in page.seen()] == [["one"], [], [], ["one"], [], [], ["one"]]


def test_what_is_refused_for_good_holds_nothing_back_and_goes_first_when_it_is_sent_again():
    page = Outbox()
    page.echo("one")
    page.echo("two")
    page.echo("three")
    page.look(0)
    page.answer("one", "refused")
    page.look(10)
    page.put("a_one", None)
    page.put("e_one", {"client_msg_id": "one", "room_id": "a", "order": 0, "again": 20})
    page.look(20)
    page.answer("two", "sent")
    page.look(30)
    page.answer("one", "sent")
    page.look(40)
    assert [step[0] for step in page.seen()] == [["one"], ["two"], ["one"], [], ["three"]]


def test_what_is_not_answered_is_late_and_sent_again_while_there_is_a_connection():
    page = Outbox()
    page.echo("one")
    page.echo("two")
    page.look(0)
    page.look(9_999)
    page.look(10_000)
    page.look(20_000, connected=False)
    page.look(30_000)
    assert page.seen() == [
        [["one"], [], 10_000], [[], [], 1], [["one"], ["one"], 10_000], [[], ["one"], 10_000],
        [["one"], ["one"], 10_000],
    ]  # fmt: skip


def test_nothing_on_its_way_wakes_nobody():
    page = Outbox()
    page.look(0)
    page.echo("one")
    page.answer("one", "refused")
    page.look(1)
    assert page.seen() == [[[], [], None], [[], [], None]]


@pytest.mark.parametrize(
    ("path", "room"),
    [
        ("/rooms/3f2b8c1e-0d4a-4a57-9a39-2f1c6f6f7a10", "3f2b8c1e-0d4a-4a57-9a39-2f1c6f6f7a10"),
        ("/rooms/3F2B8C1E-0D4A-4A57-9A39-2F1C6F6F7A10/", "3f2b8c1e-0d4a-4a57-9a39-2f1c6f6f7a10"),
        ("/rooms/3f2b8c1e-0d4a-4a57-9a39-2f1c6f6f7a10/8e0c", "3f2b8c1e-0d4a-4a57-9a39-2f1c6f6f7a10"),
        ("/rooms", ""), ("/rooms/", ""), ("/rooms/watercooler", ""), ("/search", ""), ("/", ""),
        ("/rooms/3f2b8c1e-0d4a-4a57-9a39-2f1c6f6f7a100", ""),
    ],
)  # fmt: skip
def test_the_address_says_which_room_one_is_in(path: str, room: str):
    assert run("room.js", f"roomIn({json.dumps(path)})") == room


@pytest.mark.parametrize(
    ("posts", "read", "removed", "unread"),
    [(5, 2, [], 3), (5, 2, [3], 2), (5, 2, [1, 2], 3), (5, 2, [2, 3, 4, 5], 0), (5, 5, [1, 5], 0), (0, 0, [], 0)],
)
def test_deleted_posts_are_not_unread(posts: int, read: int, removed: list[int], unread: int):
    room, place = json.dumps({"posts": posts, "removed": removed}), json.dumps({"read_posts": read})
    assert run("room.js", f"unreadOf({room}, {place})") == unread
