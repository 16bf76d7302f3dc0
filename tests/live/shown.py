"""What the screen of a raw tab would show, as the modules of `chat_app/browser` compute it in one Node process."""

from __future__ import annotations

import os
import subprocess
import weakref
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import orjson

from chat_app.live.entries import ME, READ_POSITIONS, SAVED, VIEW
from tests.stack.front_end import path_with_node
from tests.stack.raw_tab import RawTab, Store

SCRIPT = Path(__file__).parents[1] / "browser" / "shown.js"
_numbers = count()


class Node:
    """A Node process that keeps the stores of all tabs of this test process, and ends with it."""

    def __init__(self) -> None:
        environment = {**os.environ, "PATH": path_with_node(), "TZ": "UTC"}
        command = ["node", str(SCRIPT)]
        self._process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._gone: list[int] = []

    def ask(self, **question: Any) -> Any:
        """Return the answer to a question. Raises RuntimeError with the stack of what JavaScript raised."""
        assert self._process.stdin
        assert self._process.stdout
        gone, self._gone = self._gone, []
        self._process.stdin.write(orjson.dumps({**question, "gone": gone}) + b"\n")
        self._process.stdin.flush()
        answer = orjson.loads(self._process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["answer"]

    def forget(self, tab: int) -> None:
        """Drop the stores of a tab with the next question: this may be called at any moment, also during another."""
        self._gone.append(tab)


@cache
def node() -> Node:
    """Return the process, started when first asked for."""
    return Node()


class ShownTab(RawTab):
    """A tab that knows what it shows."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._number = next(_numbers)
        self._to_merge: Store = {}  # what has arrived since the last question
        self._asked = False

    def shown(self, *parts: str, of: tuple[str, ...] = ()) -> dict[str, Any]:
        """Return some parts of the screen by name (`QUESTIONS` in the script); `of` are the ids of people."""
        if not self._asked:
            self._asked = True
            weakref.finalize(self, node().forget, self._number).atexit = False
        news, self._to_merge = self._to_merge, {}
        return node().ask(tab=self._number, delta=news, ask=parts, of=of)

    @property
    def view(self) -> dict[str, Any]:
        """Which room is on the screen, and which stretch of it."""
        return self.entry(VIEW) or {"room_id": "", "status": "none", "floor": 1, "ceil": 0}

    def messages(self) -> list[dict[str, Any]]:
        """What the screen shows of the open room, from top to bottom."""
        return self.shown("messages")["messages"]

    def texts(self) -> list[str]:
        """What people wrote in the open room, from top to bottom."""
        return self.shown("texts")["texts"]

    def pins(self) -> list[str]:
        """The ids of the pinned messages of the open room, as its pane lists them."""
        return [pin["id"] for pin in self.shown("pins")["pins"]]

    def saved(self) -> list[str]:
        """What the person has saved, newest first."""
        return self.entry(SAVED)["ids"]

    def readers(self) -> dict[str, int]:
        """How far the people of the open room have read."""
        found = [each for each in self.entries(READ_POSITIONS).values() if each["room_id"] == self.view["room_id"]]
        return {each["user_id"]: each["read"] for each in found if not each["left"]}

    def memberships(self) -> dict[str, dict[str, Any]]:
        """The rooms of the person by id: the membership (`mine`), the `room`, and the number of `unread` posts."""
        return self.shown("memberships")["memberships"]

    @property
    def me(self) -> str:
        """Whose tab this is."""
        return self.entry(ME)["user_id"]

    def statuses(self, *people: str) -> dict[str, str]:
        """The dots beside people by id: `online`, `away`, `dnd` or `offline`."""
        return self.shown("statuses", of=people)["statuses"]

    def _merge(self, delta: Store) -> None:
        super()._merge(delta)
        for state, values in delta.items():
            self._to_merge.setdefault(state, {}).update(values)
