"""Our own small JavaScript files, run by Node: which room is open, what is unread."""

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
