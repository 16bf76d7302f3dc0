"""Takes events, of this process and from the bus, to the feeds, and asks the database every second for missed ones."""

import asyncio
import time
import uuid
from functools import partial

from chat_app import events
from chat_app.live.attendance import Attendance
from chat_app.live.broadcast import push
from chat_app.live.connections import Connections, Tab
from chat_app.live.entries import ENDED, TYPING
from chat_app.live.feed import Feeds
from chat_app.live.large_gaps import LargeGaps
from chat_app.live.opening import Opening
from chat_app.live.people import People
from chat_app.live.people_feed import PeopleFeed
from chat_app.live.person_feed import PersonFeed
from chat_app.live.read_positions import ReadPositions
from chat_app.live.room_feed import RoomFeed
from chat_app.live.workspace_feed import WorkspaceFeed
from chat_app.logs import log
from chat_app.schemas import WorkspaceOut
from chat_app.schemas.screen import TypingOut
from chat_app.services import accounts, messages, profiles, sessions, sidebar, versions
from chat_app.services.parley import Parley

SWEEP = 0.75  # seconds: with the time that the answer takes, nothing is found later than in a second
SIGNED_OUT = sessions.REASONS[""]
DEACTIVATED = sessions.REASONS["deactivated"]


class Relay:
    """The feeds of one process. Feeds exist for the rooms and people that its tabs are about, and for no others."""

    def __init__(self, parley: Parley) -> None:
        self.parley = parley
        self.connections = Connections()
        self.connections.on_empty = self._release
        self.people = People()
        self.attendance = Attendance(parley, self.connections)
        self.profiles = PeopleFeed(self.connections, self.people, self.attendance, partial(profiles.since, parley))
        self.workspace = WorkspaceFeed(self.connections, self._workspace)
        self.read_positions = ReadPositions(parley, self.connections, self.people)
        self.rooms: Feeds[RoomFeed] = Feeds(self._room)
        self.persons: Feeds[PersonFeed] = Feeds(self._person)
        self.opening = Opening(
            parley, self.connections, self.rooms, self.persons,
            self.people, self.read_positions, self.attendance, self.workspace,
        )  # fmt: skip
        self._large_gaps = LargeGaps(parley, self.connections, self.opening)

    async def start(self) -> None:
        """Subscribe to events. Once this returns, no event of a watched room is missed for longer than a sweep."""
        self.parley.listeners.append(self.dispatch)
        self.parley.swept_at = time.monotonic()
        await self.parley.bus.start(self._receive)

    async def stop(self) -> None:
        """Unsubscribe."""
        self.parley.listeners.remove(self.dispatch)
        await self.parley.bus.stop()

    def rooms_in_use(self, user_id: uuid.UUID) -> set[str]:
        """Return the ids of the rooms of a person with a tab here, without archived rooms."""
        person = self.persons.get(user_id)
        mine = [each.room_id for each in person.memberships.values() if not each.left] if person else []
        feeds = {each: self.rooms.get(uuid.UUID(each)) for each in mine}
        return {each for each, feed in feeds.items() if feed and feed.room and not feed.room.archived}

    def dispatch(self, event: events.Event) -> None:
        """Take an event of a committed change, of this or another process, to its feed."""
        match event:
            case events.RoomChanged() if event.about in self.rooms:
                self.rooms[event.about].receive(event)
            case events.RoomNudged() if event.about in self.rooms:
                self.rooms[event.about].check_version(event.version)
            case events.PersonChanged() if event.about in self.persons:
                self.persons[event.about].receive(event)
            case events.Typing() if event.about in self.rooms:
                typing = TypingOut(str(event.about), event.name, event.at)
                push(self.connections.of("room", event.about), TYPING.under({event.user_id: typing}))
            case events.ProfileChanged():
                self.profiles.receive(event)
            case events.PresenceChanged():
                self.parley.presence.receive(event)
            case events.SessionRevoked():
                self.sign_out("session", event.about, event.reason or SIGNED_OUT)
            case events.PersonDeactivated():
                self.sign_out("user", event.about, DEACTIVATED)
            case events.WorkspaceChanged():
                self.workspace.learn(event.workspace)
            case _:
                pass

    def sign_out(self, kind: str, id: uuid.UUID, reason: str) -> None:
        """Cut the tabs of a session, or of a user (`kind`), off, and tell them why (rule R10)."""
        for tab in tuple(self.connections.of(kind, id)):
            self.forget(tab, reason)

    def forget(self, tab: Tab, reason: str = SIGNED_OUT) -> None:
        """Take a tab whose session has ended out of all audiences; it may send what visitors may send."""
        tab.signed_in = None
        self.connections.leave_all(tab)
        push([tab], ENDED.of(reason))

    async def sweep(self) -> None:
        """Ask for versions every second, always: it finds what no bus can promise (rule R7)."""
        while True:
            await asyncio.sleep(SWEEP)
            try:
                await self._ask()
                self.parley.swept_at = time.monotonic()
            except Exception:
                log.exception("sweep_failed")

    async def _ask(self) -> None:
        # What is asked about is fixed before the question: the answer says nothing of tabs that came since.
        signed_in, people = self.connections.ids("session"), self.connections.ids("user")
        if not signed_in and not self.rooms:
            return
        shown = self.connections.ids("room")
        found = await versions.ask(self.parley, list(self.rooms), people, signed_in, shown)
        self.profiles.check_version(found.profiles)
        for room_id, version in found.rooms.items():
            if room_id in self.rooms:
                self.rooms[room_id].check_version(version)
        for user_id, version in found.people.items():
            if user_id in self.persons:
                self.persons[user_id].check_version(version)
        # People before sessions: a deactivated person's tabs are told that reason.
        for user_id in people:
            if user_id not in found.people:
                self.sign_out("user", user_id, DEACTIVATED)
        for session_id in signed_in:
            if session_id not in found.sessions:
                reason = await sessions.why_ended(self.parley, session_id) or SIGNED_OUT
                self.sign_out("session", session_id, reason)
        self.workspace.check_version(found.workspace)
        await self.read_positions.catch_up(shown, found.readers)

    def _receive(self, frame: bytes) -> None:
        """Handle a frame from another process; what is not watched here is dropped without parsing."""
        try:
            event, about = events.head(frame)
            watched = {"room": self.rooms, "person": self.persons}.get(event.concerns)
            if watched is None or about in watched:
                self.dispatch(events.decode(frame))
        except ValueError:
            log.warning("bad_frame", size=len(frame))

    def _release(self, kind: str, subject: uuid.UUID) -> None:
        """Release the feed of an audience that the last tab has left."""
        if kind == "room":
            self.read_positions.release(subject)
        if kind in ("room", "member"):
            self.rooms.release(subject)
        elif kind == "user":
            self.persons.release(subject)

    def _room(self, room_id: uuid.UUID) -> RoomFeed:
        return RoomFeed(
            room_id,
            self.connections,
            self.people,
            partial(messages.missed, self.parley, room_id),
            self._large_gaps.reload_windows,
        )

    def _person(self, user_id: uuid.UUID) -> PersonFeed:
        return PersonFeed(user_id, self.connections, self.people, partial(sidebar.load, self.parley), self.rooms)

    async def _workspace(self, _version: int) -> WorkspaceOut | None:
        found = await accounts.workspace(self.parley)
        return WorkspaceOut.of(found) if found is not None else None
