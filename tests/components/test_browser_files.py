"""Our own small JavaScript files, run by Node: what time it is called, which key was pressed, which message leaves."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from chat_app.schemas.wording import isolated
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


@pytest.mark.parametrize(
    ("zone", "at", "now", "name"),
    [
        # 29 March 2026 has 23 hours in Berlin, 25 October has 25; in New York 8 March and 1 November.
        ("Europe/Berlin", "2026-03-29T21:30:00Z", "2026-03-29T22:30:00Z", "Yesterday"),
        ("Europe/Berlin", "2026-03-28T22:59:00Z", "2026-03-29T22:30:00Z", "Saturday"),
        ("Europe/Berlin", "2026-03-28T23:01:00Z", "2026-03-29T22:30:00Z", "Yesterday"),
        ("Europe/Berlin", "2026-10-24T22:01:00Z", "2026-10-25T22:59:00Z", "Today"),
        ("Europe/Berlin", "2026-10-24T21:59:00Z", "2026-10-25T22:59:00Z", "Yesterday"),
        ("America/New_York", "2026-11-01T03:59:00Z", "2026-11-02T04:30:00Z", "Yesterday"),
        ("America/New_York", "2026-10-31T03:59:00Z", "2026-11-02T04:30:00Z", "Friday"),
        ("America/New_York", "2026-11-01T04:01:00Z", "2026-11-02T05:30:00Z", "Yesterday"),
        ("America/New_York", "2026-03-08T04:30:00Z", "2026-03-09T04:30:00Z", "Saturday"),
        ("Pacific/Apia", "2026-06-01T11:01:00Z", "2026-06-02T10:59:00Z", "Today"),
        ("Asia/Kathmandu", "2026-06-01T18:14:00Z", "2026-06-01T18:16:00Z", "Yesterday"),
        ("UTC", "2025-12-31T23:59:00Z", "2026-01-01T00:01:00Z", "Yesterday"),
        ("UTC", "2025-12-30T12:00:00Z", "2026-01-01T00:01:00Z", "2025"),
        ("UTC", "2026-01-30T12:00:00Z", "2026-03-01T00:01:00Z", "January"),
    ],
)
def test_a_day_has_the_name_that_people_give_it(zone: str, at: str, now: str, name: str):
    assert name in run("days.js", f"dayName(new Date('{at}'), new Date('{now}'))", zone)


def test_a_day_of_this_year_is_named_without_it():
    said = run("days.js", "dayName(new Date('2026-01-30T12:00:00Z'), new Date('2026-03-01T00:01:00Z'))")
    assert "2026" not in said


@pytest.mark.parametrize(
    ("pressed", "letter"),
    [
        ({"key": "b", "code": "KeyB"}, "b"), ({"key": "B", "code": "KeyB"}, "b"),  # Caps Lock
        ({"key": "и", "code": "KeyB"}, "b"), ({"key": "И", "code": "KeyB"}, "b"), ({"key": "л", "code": "KeyK"}, "k"),
        ({"key": "β", "code": "KeyB"}, "b"), ({"key": "נ", "code": "KeyB"}, "b"), ({"key": "ㅠ", "code": "KeyB"}, "b"),
        ({"key": "x", "code": "KeyB"}, "x"), ({"key": "b", "code": "KeyN"}, "b"),  # Dvorak
        ({"key": "a", "code": "KeyQ"}, "a"), ({"key": "q", "code": "KeyA"}, "q"),  # AZERTY
        ({"key": "k", "code": "KeyK", "altKey": True}, ""), ({"key": "Process", "code": "KeyK", "keyCode": 229}, ""),
        ({"key": "k", "code": "KeyK", "ctrlKey": False}, ""), ({"key": "Enter", "code": "Enter"}, ""),
        ({"key": "k", "code": "KeyK", "ctrlKey": False, "metaKey": True}, "k"),
        ({"key": "k", "code": "KeyK", "isComposing": True}, ""), ({"key": "/", "code": "Slash"}, "/"),
    ],
)  # fmt: skip
def test_a_shortcut_is_the_letter_that_people_mean(pressed: dict[str, Any], letter: str):
    event = json.dumps({"ctrlKey": True, "metaKey": False, "altKey": False, **pressed})
    assert run("keys.js", f"withControl({event})") == letter


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


@pytest.mark.parametrize("name", ["Ada", "山田", "محمد", "דנה", "Ada דנה", "ﭐ", "𐤀", "𞤀", "Ελένη", "१२३"])
def test_the_browser_isolates_the_names_that_the_server_does(name: str):
    assert run("bidi.js", f"isolated({json.dumps(name)})") == isolated(name)
