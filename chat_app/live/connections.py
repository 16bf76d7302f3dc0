"""The tabs that are connected to this process, who is behind each, and the audiences they are in.

Audiences: `room:<id>` has the tabs with that room open, `member:<id>` the tabs of its members that look elsewhere,
`user:<id>` and `session:<id>` the tabs of a person or of a session; `everyone` those who may know all people here:
all but guests.
"""

import asyncio
import uuid
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from engineio.packet import Packet

from chat_app.logs import log
from chat_app.services.messages import Window
from chat_app.services.sessions import SignedIn

QUEUE = 1_000  # frames that may wait for one slow tab


class Tab:
    """One connected browser tab."""

    __slots__ = (
        "_close",
        "_socket",
        "audiences",
        "came",
        "charge",
        "complaints",
        "failing",
        "idle",
        "ip",
        "loaded",
        "opening",
        "pins",
        "room_id",
        "settled",
        "sid",
        "signed_in",
        "token",
        "window",
    )  # fmt: skip

    def __init__(self, sid: str, socket: Any, close: Callable[[], Awaitable[None]], signed_in: SignedIn | None):
        self.sid = sid
        self.signed_in = signed_in
        self.token = ""  # Reflex's name for a tab, no secret  # nosec B105
        self.ip = ""  # of the browser, as the audit log keeps it
        self.charge: Callable[[int], object] = lambda cost: None  # has its connection wait for what dear events cost
        self.room_id: uuid.UUID | None = None
        self.window: Window | None = None  # of that room: what the tab has in full, and up to date
        self.came: tuple[int, int] = (0, 0)  # the place that one was led to on coming, and how far one had read
        self.pins: tuple[int, tuple[str, ...]] = (0, ())  # what was pinned at a version of that room
        self.opening = 0  # counts attempts to open a room: an older attempt gives way to a newer one
        self.loaded = False  # whether the tab has its sidebar
        self.idle = False  # whether nobody has touched its page for a while, or can see it
        self.audiences: set[str] = set()
        self.complaints = 0  # errors that its page has reported
        self.settled = False  # whether what its page asks for when it starts has been done
        self.failing = False  # whether some of that could not be, so that it is to come anew
        self._socket = socket
        self._close = close

    def send(self, packet: Packet) -> None:
        """Queue a frame; over the bound, close the transport. The stock front end then comes back and catches up."""
        queue = self._socket.queue
        if queue.qsize() < QUEUE:
            queue.put_nowait(packet)
        else:
            self.cut()

    def cut(self) -> None:
        """Close the transport of a tab that does not keep up, or sends more than anybody can answer."""
        if not self._socket.closed:
            log.warning("tab_cut", sid=self.sid)
            self._socket.closed = True
            asyncio.get_running_loop().create_task(self._cut(), name="cut-tab")

    def start_anew(self) -> None:
        """Close the transport: the stock front end comes back by itself, and is brought up to date as on a reload."""
        asyncio.get_running_loop().create_task(self._cut(), name="renew-tab")

    async def _cut(self) -> None:
        await self._close()


class Connections:
    """The registry of this process's tabs. All of it is synchronous: what it says is true until the next await."""

    def __init__(self) -> None:
        self.tabs: dict[str, Tab] = {}
        self._audiences: dict[str, set[Tab]] = defaultdict(set)
        self._ids: dict[str, uuid.UUID] = {}  # of audiences that were asked for: the sweep asks for thousands
        self.on_empty: Callable[[str], None] = lambda audience: None
        self.on_person: Callable[[uuid.UUID], None] = lambda user_id: None  # a tab of theirs has come or gone

    def add(self, tab: Tab) -> None:
        """A tab has connected. Its person and session are known from here on, so that ending them reaches it."""
        self.tabs[tab.sid] = tab
        if tab.signed_in is not None:
            self.join(tab, f"session:{tab.signed_in.session_id}")
            self.join(tab, f"user:{tab.signed_in.user_id}")

    def remove(self, sid: str) -> None:
        """A tab is gone."""
        tab = self.tabs.pop(sid, None)
        if tab is not None:
            self.mute(tab)

    def mute(self, tab: Tab) -> None:
        """Take a tab out of every audience (rule R10)."""
        for audience in tuple(tab.audiences):
            self.part(tab, audience)
        tab.room_id = None
        tab.opening += 1
        tab.loaded = False

    def join(self, tab: Tab, audience: str) -> None:
        """Let a tab receive what is sent to an audience."""
        tab.audiences.add(audience)
        self._audiences[audience].add(tab)
        self._note(audience)

    def part(self, tab: Tab, audience: str) -> None:
        """Stop that."""
        tab.audiences.discard(audience)
        members = self._audiences.get(audience)
        if members is None:
            return
        members.discard(tab)
        if not members:
            del self._audiences[audience]
            self._ids.pop(audience, None)
            self.on_empty(audience)
        self._note(audience)

    def of(self, audience: str) -> Iterable[Tab]:
        """The tabs in an audience."""
        return self._audiences.get(audience, ())

    def ids(self, kind: str) -> list[uuid.UUID]:
        """Whom or what this process has an audience for: `ids("user")` are the people behind its tabs."""
        prefix = f"{kind}:"
        return [self._ids.get(name) or self._id(name) for name in self._audiences if name.startswith(prefix)]

    def _id(self, audience: str) -> uuid.UUID:
        found = self._ids[audience] = uuid.UUID(audience.partition(":")[2])
        return found

    def look(self, tab: Tab, room_id: uuid.UUID | None) -> None:
        """A tab shows another room: it moves from `member` to `room` there, and back where it was."""
        if tab.room_id is not None and tab.room_id != room_id:
            self.join(tab, f"member:{tab.room_id}")
            self.part(tab, f"room:{tab.room_id}")
        if room_id is not None:
            self.join(tab, f"room:{room_id}")
            self.part(tab, f"member:{room_id}")
        tab.room_id = room_id

    def enter(self, tab: Tab, room_id: uuid.UUID) -> None:
        """The person behind a tab is a member of a room."""
        if tab.room_id != room_id:
            self.join(tab, f"member:{room_id}")

    def leave(self, tab: Tab, room_id: uuid.UUID) -> bool:
        """The person behind a tab is no longer a member. Returns whether the tab had that room open."""
        was_open = tab.room_id == room_id
        self.part(tab, f"room:{room_id}")
        self.part(tab, f"member:{room_id}")
        if was_open:
            tab.room_id = None
            tab.opening += 1
        return was_open

    def _note(self, audience: str) -> None:
        if audience.startswith("user:"):
            self.on_person(uuid.UUID(audience[5:]))
