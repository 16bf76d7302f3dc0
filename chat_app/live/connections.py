"""The tabs that are connected to this process, with their people and audiences.

An audience is a kind and an id: `room` has the tabs with that room open, `member` the tabs of its members that look
elsewhere, `user` and `session` the tabs of a person or of a session; `everyone`, which needs no id, all tabs but those
of guests, who may not know all people.
"""

import asyncio
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Coroutine
from dataclasses import dataclass, field
from typing import Any

from chat_app.live.transport import Transport
from chat_app.logs import log
from chat_app.services.messages import Window
from chat_app.services.sessions import SignedIn

NO_ID = uuid.UUID(int=0)
Audience = tuple[str, uuid.UUID]


@dataclass(slots=True, eq=False)
class Tab:
    """One connected browser tab."""

    sid: str
    _transport: Transport
    _close: Callable[[], Coroutine[Any, Any, None]]
    signed_in: SignedIn | None
    token: str = ""  # Reflex's name for a tab, no secret
    ip: str = ""  # of the browser, as the audit log keeps it
    charge: Callable[[int], object] = lambda cost: None  # makes its connection wait for the cost of expensive events
    room_id: uuid.UUID | None = None
    window: Window | None = None  # of that room: what the tab has in full, and up to date
    opened_at: tuple[int, int] = (0, 0)  # `seq` of the message that a link led to, and of the last read one at opening
    pins: tuple[int, tuple[str, ...]] = (0, ())  # what was pinned at a version of that room
    opening: int = 0  # counts attempts to open a room: an older attempt gives way to a newer one
    loaded: bool = False  # whether the tab has its sidebar
    idle: bool = False  # whether its page is hidden, or has not been touched for a while
    audiences: set[Audience] = field(default_factory=set[Audience])
    reported_errors: int = 0  # by its page
    started: bool = False  # whether all events that start its page have been handled
    _cut: bool = False
    start_failed: bool = False  # whether such an event has failed, so that the tab has to reconnect

    def send(self, frame: bytes) -> None:
        """Send a frame; when too much waits already, close. The stock front end then comes back and catches up."""
        if not self._transport.send(frame):
            self.cut()

    def cut(self) -> None:
        """Close the transport of a tab that does not keep up, or sends too many events."""
        if not self._cut:
            log.warning("tab_cut", sid=self.sid)
            self._cut = True
            asyncio.get_running_loop().create_task(self._close(), name="cut-tab")

    def reconnect(self) -> None:
        """Close the transport: the stock front end comes back by itself, and is brought up to date as on a reload."""
        asyncio.get_running_loop().create_task(self._close(), name="renew-tab")


class Connections:
    """The registry of this process's tabs. All methods are synchronous: results are valid until the next await."""

    def __init__(self) -> None:
        self.tabs: dict[str, Tab] = {}
        self._audiences: dict[Audience, set[Tab]] = defaultdict(set)
        self.on_empty: Callable[[str, uuid.UUID], None] = lambda kind, id: None
        # Called when a tab of a person comes or goes.
        self.on_person: Callable[[uuid.UUID], None] = lambda user_id: None

    def add(self, tab: Tab) -> None:
        """Add a tab that has connected, and join it to the audiences of its person and session."""
        self.tabs[tab.sid] = tab
        if tab.signed_in is not None:
            self.join(tab, "session", tab.signed_in.session_id)
            self.join(tab, "user", tab.signed_in.user_id)

    def remove(self, sid: str) -> None:
        """Remove a tab that has gone."""
        tab = self.tabs.pop(sid, None)
        if tab is not None:
            self.leave_all(tab)

    def leave_all(self, tab: Tab) -> None:
        """Take a tab out of every audience (rule R10)."""
        for audience in tuple(tab.audiences):
            self.part(tab, *audience)
        tab.room_id = None
        tab.opening += 1
        tab.loaded = False

    def join(self, tab: Tab, kind: str, id: uuid.UUID = NO_ID) -> None:
        """Add a tab to an audience."""
        tab.audiences.add((kind, id))
        self._audiences[kind, id].add(tab)
        self._note(kind, id)

    def part(self, tab: Tab, kind: str, id: uuid.UUID) -> None:
        """Take a tab out of an audience."""
        tab.audiences.discard((kind, id))
        members = self._audiences.get((kind, id))
        if members is None:
            return
        members.discard(tab)
        if not members:
            del self._audiences[kind, id]
            self.on_empty(kind, id)
        self._note(kind, id)

    def of(self, kind: str, id: uuid.UUID = NO_ID) -> Collection[Tab]:
        """Return the tabs in an audience."""
        return self._audiences.get((kind, id), ())

    def ids(self, kind: str) -> list[uuid.UUID]:
        """Return the ids of all audiences of a kind: `ids("user")` are the people behind this process's tabs."""
        return [id for each, id in self._audiences if each == kind]

    def show_room(self, tab: Tab, room_id: uuid.UUID | None) -> None:
        """Move a tab that shows another room from `member` to `room` there, and back to `member` where it was."""
        if tab.room_id is not None and tab.room_id != room_id:
            self.join(tab, "member", tab.room_id)
            self.part(tab, "room", tab.room_id)
        if room_id is not None:
            self.join(tab, "room", room_id)
            self.part(tab, "member", room_id)
        tab.room_id = room_id

    def enter(self, tab: Tab, room_id: uuid.UUID) -> None:
        """Add a tab to the audience of a room of which its person is a member."""
        if tab.room_id != room_id:
            self.join(tab, "member", room_id)

    def leave(self, tab: Tab, room_id: uuid.UUID) -> bool:
        """Take a tab out of a room of which its person is no longer a member. Return whether the room was open."""
        was_open = tab.room_id == room_id
        self.part(tab, "room", room_id)
        self.part(tab, "member", room_id)
        if was_open:
            tab.room_id = None
            tab.opening += 1
        return was_open

    def _note(self, kind: str, id: uuid.UUID) -> None:
        if kind == "user":
            self.on_person(id)
