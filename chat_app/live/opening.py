"""Bringing a tab up to date: its sidebar, a room, another page (rule R5).

Always in this order: begin to record what the feed relays → authorise and read, at version V, in one transaction → let
the feed reach V → check that the tab still wants it → lay the record over the rows and send, in one step without an
await. The tab joins the audience in that same step, so a stranger never receives anything in between.
"""

import uuid
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass

from chat_app.live.attendance import Attendance
from chat_app.live.broadcast import push
from chat_app.live.connections import Connections, Tab
from chat_app.live.entries import (
    ARRIVED,
    ENDED,
    ME,
    MEMBERSHIPS,
    MESSAGES,
    READ_POSITIONS,
    READY,
    REPLY,
    ROOMS,
    SAVED,
    VIEW,
    WORKSPACE,
)
from chat_app.live.feed import Feeds, Record
from chat_app.live.people import People
from chat_app.live.person_feed import PersonFeed
from chat_app.live.read_positions import ReadPositions
from chat_app.live.room_feed import RoomFeed
from chat_app.live.workspace_feed import WorkspaceFeed
from chat_app.logs import log
from chat_app.schemas.screen import View
from chat_app.services import messages, sidebar
from chat_app.services import rooms as room_services
from chat_app.services.errors import NotAllowed
from chat_app.services.messages import RoomView, Window
from chat_app.services.parley import Parley
from chat_app.services.sessions import SignedIn
from chat_app.services.sidebar import Sidebar

Read = Callable[[], Awaitable[RoomView]]


@dataclass(frozen=True, slots=True)
class Opening:
    """Brings tabs up to date, with the feeds and the registries of one process."""

    parley: Parley
    connections: Connections
    rooms: Feeds[RoomFeed]
    persons: Feeds[PersonFeed]
    people: People
    read_positions: ReadPositions
    attendance: Attendance
    workspace: WorkspaceFeed

    async def sidebar(self, tab: Tab) -> None:
        """Send the sidebar, and add the tab to the audiences of its person's rooms. Does nothing when a tab has it."""
        who = tab.signed_in
        if who is None or tab.loaded:
            return
        # A tab that has gone meanwhile, or has failed, leaves no feed behind: no audience keeps it.
        with self.persons.lease(who.user_id) as (feed, _), ExitStack() as leases:
            seen = await sidebar.load(self.parley, who.user_id)
            await feed.reach(seen)
            for room in seen.rooms:
                room_feed, _ = leases.enter_context(self.rooms.lease(uuid.UUID(room.id)))
                await room_feed.reach(room)
            if seen.role == "guest":
                await self.attendance.load_circle(who.user_id)
            if tab.signed_in is who and tab.sid in self.connections.tabs:
                self._send_sidebar(tab, feed, seen)

    def _send_sidebar(self, tab: Tab, feed: PersonFeed, seen: Sidebar) -> None:
        """Add the tab to the audiences of its rooms and send it what the feeds hold, in one step."""
        self.people.learn((*seen.people, seen.me))
        memberships = [feed.newest(each) for each in seen.memberships]
        feed.memberships.update((each.room_id, each) for each in memberships)
        mine = [self.rooms.of(uuid.UUID(room.id)).newest(room) for room in seen.rooms]
        for each in memberships:
            if not each.left:
                self.connections.enter(tab, uuid.UUID(each.room_id))
        if seen.role != "guest":
            self.connections.join(tab, "everyone")
        tab.loaded = True
        saved = feed.saved if feed.saved is not None and feed.saved.version > seen.saved.version else seen.saved
        if seen.workspace is not None:
            self.workspace.learn(seen.workspace)
        session = ME.of(seen.myself), WORKSPACE.of(self.workspace.known), ENDED.of(""), ARRIVED.of(tab.sid)
        page = REPLY.of(None)  # the page that is left may have shown one
        own = MEMBERSHIPS.of(memberships), ROOMS.of(mine), feed.newest_drafts(seen.drafts), SAVED.of(saved)
        people = self.people.entries([seen.me.id, *(person.id for person in seen.people)])
        push([tab], page, *session, *own, READY.of(True), people, self.attendance.snapshot(tab))

    async def room(
        self, tab: Tab, room_id: uuid.UUID, wanted: Window | None = None, top_seq: int = 0, *, focus: int = 0
    ) -> None:
        """Show a room to a tab: the window `wanted`, or the last page.

        To a person who may not see it the room is missing, whether or not it exists; an open room offers to be joined.
        `top_seq` is the message at the top of the screen, `focus` the message that a link leads to; 0 for none.
        """
        who = tab.signed_in
        if who is None:
            return
        tab.opening += 1
        try:
            await self.sidebar(tab)  # an event may come before `on_load`; without it no removal would reach the tab
            await self.show(
                tab, who, room_id,
                lambda: messages.open_window(self.parley, who.user_id, room_id, wanted, top_seq), focus,
            )  # fmt: skip
        except NotAllowed:
            self._show_nothing(tab, room_id, await self._offer(tab, who, room_id))
        except Exception:
            log.exception("room_not_opened", room=str(room_id))
            self._show_nothing(tab, room_id, "failed")

    async def message(self, tab: Tab, room_id: uuid.UUID, message_id: uuid.UUID) -> None:
        """Show a room around the message that a link leads to; where that is gone, the room's last page."""
        who = tab.signed_in
        if who is None:
            return
        tab.opening += 1
        try:
            await self.sidebar(tab)  # as in `room`
            await self.show(
                tab, who, room_id,
                lambda: messages.open_around(self.parley, who.user_id, room_id, message_id), str(message_id),
            )  # fmt: skip
        except NotAllowed:
            await self.room(tab, room_id)  # which says why not

    async def _offer(self, tab: Tab, who: SignedIn, room_id: uuid.UUID) -> str:
        """Send a room that a person could join, as its feed has it: the row that was read may be ahead of what the feed
        still sends. Return the status of the view, `outside`, or `missing` where there is no such room."""
        found = await room_services.peek(self.parley, who.user_id, room_id)
        if found is None:
            return "missing"
        with self.rooms.lease(room_id) as (feed, _):
            await feed.reach(found)
            room = feed.newest(found)
            if room.kind == "open":  # it may have been closed since it was read
                push([tab], ROOMS.of([room]))
            return "outside" if room.kind == "open" else "missing"

    def close(self, tab: Tab) -> None:
        """Show no room any more; an attempt to open a room that is under way gives up."""
        tab.opening += 1
        self.connections.show_room(tab, None)
        push([tab], VIEW.of(None))

    def _show_nothing(self, tab: Tab, room_id: uuid.UUID, status: str) -> None:
        self.connections.show_room(tab, None)
        push([tab], VIEW.of(View(str(room_id), status)))

    async def widen(self, tab: Tab, room_id: uuid.UUID, window: Window, *, older: bool) -> None:
        """Add the page before a tab's window, or the one after it. Raises NotAllowed.

        A window that the tab no longer has (the event waited while it was offline) is not widened: between the two
        there may be messages that the tab never got.
        """
        who = tab.signed_in
        if who is None or tab.room_id != room_id or tab.window != window:
            return
        page = messages.older if older else messages.newer
        await self.show(tab, who, room_id, lambda: page(self.parley, who.user_id, room_id, window), of=window)

    async def show(
        self, tab: Tab, who: SignedIn, room_id: uuid.UUID, read: Read, focus: int | str | None = None,
        *, of: Window | None = None,
    ) -> bool:  # fmt: skip
        """Show what `read` returns to a tab, unless it has another wish by then, or another window than `of`. Return
        whether it was shown. Raises NotAllowed when the person has left the room, and the errors of `read`."""
        attempt = tab.opening
        with self.rooms.lease(room_id) as (feed, newer):
            seen = await read()
            await feed.reach(seen.room)
            while feed.skipped_to > seen.room.version:  # no record has what was left out since
                seen = await read()
                await feed.reach(seen.room)
            if tab.opening != attempt or tab.signed_in is not who or tab.sid not in self.connections.tabs:
                return False
            if of is not None and tab.window != of:
                return False
            if self.persons.of(who.user_id).newest(seen.membership).left:
                raise NotAllowed  # left meanwhile, in another tab
            self._send_room(tab, feed, seen, newer, focus)
            return True

    def _send_room(self, tab: Tab, feed: RoomFeed, seen: RoomView, newer: Record, focus: int | str | None) -> None:
        """Send what the feed holds, add the tab to the audience, and send it the rows with the record laid over.

        `focus` is the `seq` or the id of the message that a link leads to; None keeps the present one.
        """
        feed.flush()
        self.people.learn(seen.people)
        self.read_positions.update(seen.readers)
        self.connections.show_room(tab, feed.room_id)
        readers = self.read_positions.known(feed.room_id)
        # What was relayed up to V is in the rows already, or older than they are.
        late = (message for version, message in newer.values() if version > seen.room.version)
        rows = {message.id: message for message in (*seen.quotes, *seen.pins, *seen.messages, *late)}
        named = {each for message in rows.values() for each in message.people} | {reader.user_id for reader in readers}
        room = feed.newest(seen.room)
        tab.pins = seen.room.version, tuple(pin.id for pin in seen.pins)
        if focus is not None:
            seq = next((message.seq for message in rows.values() if focus in (message.seq, message.id)), 0)
            tab.opened_at, tab.window = (seq, seen.membership.read_seq), seen.window
        shown = MESSAGES.of(rows.values()), READ_POSITIONS.of(readers), VIEW.of(_moved(tab, seen.window))
        push([tab], *shown, ROOMS.of([room]), self.people.entries(named))


def narrow(tab: Tab, room_id: uuid.UUID, window: Window, kept: Window) -> None:
    """Reduce a tab's window to a part of it, which needs no query; does nothing when the tab has another window."""
    if tab.room_id == room_id and tab.window == window and kept.within(window):
        push([tab], VIEW.of(_moved(tab, kept)))


def _moved(tab: Tab, window: Window) -> View:
    """Give the tab another window of its room, and return its view. Where the first unread message is left out above,
    the reader has passed it."""
    assert tab.room_id is not None
    focus, read = tab.opened_at
    if tab.window is not None and tab.window.floor <= read + 1 < window.floor:
        read = 0
    tab.opened_at, tab.window = (focus, read), window
    at, pins = tab.pins
    return View(str(tab.room_id), "open", window.floor, window.ceil, focus, read, at=at, pins=pins)
