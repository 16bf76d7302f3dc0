"""One person in one process: what belongs to them across rooms, in version order, to all their tabs."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import replace

import structlog

from chat_app.events import PersonChanged
from chat_app.live.broadcast import push
from chat_app.live.connections import Connections
from chat_app.live.entries import DRAFTS, ME, MEMBERSHIPS, ROOMS, SAVED, VIEW
from chat_app.live.people import People
from chat_app.live.room_feed import PATIENCE, RoomFeed
from chat_app.live.store import Delta
from chat_app.schemas import DraftOut, MembershipOut, PersonOut, RoomOut, SavedOut
from chat_app.schemas.screen import View
from chat_app.services.errors import NotAllowed
from chat_app.services.sidebar import Sidebar

log = structlog.get_logger()

Load = Callable[[uuid.UUID], Awaitable[Sidebar]]
FindFeed = Callable[[uuid.UUID], RoomFeed]


class PersonFeed:
    """The order keeper of one person's own entries; `places`, `drafts` and `saved` are the newest it has relayed."""

    def __init__(
        self, user_id: uuid.UUID, connections: Connections, people: People, load: Load, feed: FindFeed
    ) -> None:
        self.user_id = user_id
        self.watermark: int | None = None
        self.places: dict[str, MembershipOut] = {}
        self.drafts: dict[str, DraftOut] = {}
        self.saved: SavedOut | None = None
        self._connections = connections
        self._people = people
        self._load = load
        self._feed = feed
        self._early: list[PersonChanged] = []
        self._repair: asyncio.Task[None] | None = None

    def receive(self, event: PersonChanged) -> None:
        """Relay the next thing, drop what is known, repair a gap."""
        if self.watermark is None:
            self._early.append(event)
        elif event.version <= self.watermark:
            return
        elif event.first > self.watermark + 1 or event.role:
            self.repair()
        else:
            self._relay(event.version, event.memberships, event.rooms, event.people, event.drafts, event.saved)

    def hear(self, version: int) -> None:
        """The person is said to have reached a version: repair if that is news."""
        if self.watermark is not None and version > self.watermark:
            self.repair()

    def begin(self, version: int) -> None:
        """A new feed starts at the version that its first reader saw; what came earlier waits until then."""
        if self.watermark is None:
            self.watermark = version
            early, self._early = self._early, []
            for event in early:
                self.receive(event)

    async def reach(self, version: int) -> None:
        """Catch up with a version that a reader has just seen in the database. Raises TimeoutError as a room does."""
        self.begin(version)
        for _ in range(PATIENCE):
            if (self.watermark or 0) >= version:
                return
            await asyncio.shield(self.repair())
        raise TimeoutError

    def repair(self) -> asyncio.Task[None]:
        """Read everything of this person and relay it; one repair at a time."""
        if self._repair is None or self._repair.done():
            self._repair = asyncio.create_task(self._catch_up(), name="person-repair")
        return self._repair

    def newest(self, place: MembershipOut) -> MembershipOut:
        """The newer of a row that was read and what has been relayed since."""
        known = self.places.get(place.room_id)
        return known if known is not None and known.version > place.version else place

    def typed(self, drafts: tuple[DraftOut, ...]) -> Delta:
        """A delta with drafts that were read, none older than what has been relayed."""
        for draft in drafts:
            known = self.drafts.get(draft.room_id)
            if known is None or draft.version >= known.version:
                self.drafts[draft.room_id] = draft
        return DRAFTS.of(self.drafts[draft.room_id] for draft in drafts)

    async def _catch_up(self) -> None:
        try:
            seen = await self._load(self.user_id)
        except NotAllowed:
            self.watermark = 1 << 62  # deactivated: the sweep closes the tabs, there is nothing to catch up with
            return
        except Exception:
            log.exception("person_repair_failed", user=str(self.user_id))
            await asyncio.sleep(0.2)
            return
        if seen.version > (self.watermark or 0):
            push(self._connections.of(f"user:{self.user_id}"), ME.of(seen.myself))
            self._change_role(seen.role)
            self._relay(seen.version, seen.memberships, seen.rooms, (*seen.people, seen.me), seen.drafts, seen.saved)

    def _change_role(self, role: str) -> None:
        """Tabs go by what their person may do now. Guests know fewer people than others: their tabs start anew."""
        for tab in tuple(self._connections.of(f"user:{self.user_id}")):
            if tab.signed_in is None or tab.signed_in.role == role:
                continue
            before, tab.signed_in = tab.signed_in.role, replace(tab.signed_in, role=role)
            if "guest" in (before, role):
                tab.start_anew()

    def _relay(
        self,
        version: int,
        memberships: tuple[MembershipOut, ...],
        rooms: tuple[RoomOut, ...],
        people: tuple[PersonOut, ...],
        drafts: tuple[DraftOut, ...] = (),
        saved: SavedOut | None = None,
    ) -> None:
        self.watermark = version
        self.saved = saved or self.saved
        typed = self.typed(drafts)
        self._people.learn(people)
        fresh = [place for place in memberships if self.newest(place) is place]
        self.places.update((place.room_id, place) for place in fresh)
        rooms = tuple(newest_room(self._feed(uuid.UUID(room.id)), room) for room in rooms)
        known = self._people.entries(person.id for person in people)
        mine = MEMBERSHIPS.of(fresh), ROOMS.of(rooms), typed, SAVED.of(saved) if saved else {}
        push(self._connections.of(f"user:{self.user_id}"), *mine, known)
        for place in fresh:
            self._move(place)

    def _move(self, place: MembershipOut) -> None:
        """Tabs follow their person into a room, and out of it (rule R10)."""
        room_id = uuid.UUID(place.room_id)
        for tab in tuple(self._connections.of(f"user:{self.user_id}")):
            if not place.left:
                self._connections.enter(tab, room_id)
            elif self._connections.leave(tab, room_id):
                push([tab], VIEW.of(View(place.room_id, "left", by=place.removed_by)))


def newest_room(feed: RoomFeed, room: RoomOut) -> RoomOut:
    """A row that was read, or what the room's feed has relayed; a feed that is new starts at the row.

    A row that is ahead of the feed is left to it: tabs that got it now would get older states of the room afterwards.
    """
    feed.begin(room)
    feed.hear(room.version)
    return feed.room if feed.room is not None else room
