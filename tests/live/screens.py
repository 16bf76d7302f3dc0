"""What R3 and R8 say about a tab: what it shows is what a fresh page would show, and nothing ever goes back in time."""

from __future__ import annotations

from typing import Any

from chat_app.live.entries import PEOPLE
from tests.live.chatter import Chatter, Person
from tests.stack.raw_tab import Store

WINDOW = ("room_id", "floor", "ceil")  # not where one had read to when the page was opened


def screen(tab: Chatter) -> dict[str, Any]:
    """Everything that is on a tab's screen: window, lines with all fields of their messages, rooms, unread counts,
    names."""
    view = tab.view
    return {
        "view": [view[part] for part in WINDOW] if view["status"] == "open" else "no room",
        **tab.shown("lines", "pins", "memberships", "rows", "people", "drafts"),
        "saved": tab.saved(),
        "readers": tab.readers() if view["status"] == "open" else {},
    }


async def fresh_screen(person: Person, url: str, like: Chatter) -> dict[str, Any]:
    """What a new page of the same person shows, on the same window."""
    open_room = like.view["room_id"] if like.view["status"] == "open" else ""
    tab = person.tab(url, open_room)
    if open_room:
        tab.kept = f"{open_room}:{like.view['floor']}:{like.view['ceil']}:0"
    async with await tab.arrive():
        return screen(tab)


def differences(shown: Any, fresh: Any, at: str = "") -> dict[str, tuple[Any, Any]]:
    """Where two screens differ, with what is at that place on each."""
    if isinstance(shown, list) and isinstance(fresh, list) and len(shown) == len(fresh):
        shown, fresh = dict(enumerate(shown)), dict(enumerate(fresh))
    if not (isinstance(shown, dict) and isinstance(fresh, dict)):
        return {} if shown == fresh else {at: (shown, fresh)}
    found: dict[str, tuple[Any, Any]] = {}
    for key in shown.keys() | fresh.keys():
        found |= differences(shown.get(key), fresh.get(key), f"{at}/{key}")
    return found


class TimeArrow:
    """Watches what arrives at a tab, over all its connections: no entry may be older than one that came before."""

    def __init__(self, tab: Chatter) -> None:
        self.newest: dict[str, dict[str, Any]] = {}
        self.broken: list[str] = []
        tab.on_delta = self.watch

    def watch(self, delta: Store) -> None:
        for entries in delta.values():
            for key, entry in entries.items():
                if isinstance(entry, dict) and "version" in entry:
                    self._compare(key, entry)

    def _compare(self, key: str, entry: dict[str, Any]) -> None:
        known = self.newest.get(key)
        if known is not None and entry["version"] < known["version"]:
            # A person's version moves with every post; where only that moved, processes may say the older number.
            if not key.startswith(PEOPLE.key("")) or {**entry, "version": 0} != {**known, "version": 0}:
                self.broken.append(f"{key}: {known} and then {entry}")
            return
        self.newest[key] = entry
