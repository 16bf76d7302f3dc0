"""One person in one process: what belongs to them across rooms, to all their tabs."""

import uuid
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import replace

from chat_app.events import PersonChanged
from chat_app.live.broadcast import push
from chat_app.live.connections import Connections
from chat_app.live.entries import DRAFTS, ME, MEMBERSHIPS, ROOMS, SAVED, VIEW
from chat_app.live.feed import Feeds, VersionedFeed
from chat_app.live.people import People
from chat_app.live.room_feed import RoomFeed
from chat_app.live.store import Delta
from chat_app.schemas import DraftOut, MembershipOut, SavedOut
from chat_app.schemas.screen import View
from chat_app.services.errors import NotAllowed
from chat_app.services.sidebar import Sidebar

Load = Callable[[uuid.UUID], Awaitable[Sidebar]]
NEVER = 1 << 62  # no version of anything is newer


class PersonFeed(VersionedFeed[PersonChanged, Sidebar]):
    """`places`, `drafts` and `saved` are the newest that it has relayed."""

    def __init__(
        self, user_id: uuid.UUID, connections: Connections, people: People, load: Load, rooms: Feeds[RoomFeed]
    ) -> None:
        super().__init__(connections, f"user:{user_id}")
        self.user_id = user_id
        self.places: dict[str, MembershipOut] = {}
        self.drafts: dict[str, DraftOut] = {}
        self.saved: SavedOut | None = None
        self._people = people
        self._load = load
        self._rooms = rooms

    def receive(self, change: PersonChanged) -> None:
        """Relay the next thing, drop what is known, repair a gap. Another role is read with all that hangs on it."""
        if change.role and self.watermark is not None:
            self.hear(change.version)
        else:
            super().receive(change)

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

    async def _read(self, version: int) -> Sidebar | None:
        try:
            return await self._load(self.user_id)
        except NotAllowed:  # deactivated: the sweep closes the tabs, there is nothing to catch up with
            self.watermark = NEVER
            return None

    def _relay(self, news: PersonChanged | Sidebar, before: int) -> None:
        people, me = news.people, Delta()
        if isinstance(news, Sidebar):
            people, me = (*people, news.me), ME.of(news.myself)
            self._change_role(news.role)
        self._people.learn(people)
        self.saved = news.saved or self.saved
        fresh = [place for place in news.memberships if self.newest(place) is place]
        self.places.update((place.room_id, place) for place in fresh)
        with ExitStack() as leases:  # until tabs are in the audiences of rooms that are new to this process
            feeds = [leases.enter_context(self._rooms.lease(uuid.UUID(room.id)))[0] for room in news.rooms]
            rooms = [feed.newest(room) for feed, room in zip(feeds, news.rooms, strict=True)]
            mine = MEMBERSHIPS.of(fresh), ROOMS.of(rooms), self.typed(news.drafts)
            known = self._people.entries(person.id for person in people)
            saved = SAVED.of(news.saved) if news.saved else {}
            push(self._connections.of(f"user:{self.user_id}"), me, *mine, saved, known)
            for place in fresh:
                self._move(place)

    def _change_role(self, role: str) -> None:
        """Tabs go by what their person may do now. Guests know fewer people than others: their tabs start anew."""
        for tab in tuple(self._connections.of(f"user:{self.user_id}")):
            if tab.signed_in is None or tab.signed_in.role == role:
                continue
            before, tab.signed_in = tab.signed_in.role, replace(tab.signed_in, role=role)
            if "guest" in (before, role):
                tab.start_anew()

    def _move(self, place: MembershipOut) -> None:
        """Tabs follow their person into a room, and out of it (rule R10)."""
        room_id = uuid.UUID(place.room_id)
        for tab in tuple(self._connections.of(f"user:{self.user_id}")):
            if not place.left:
                self._connections.enter(tab, room_id)
            elif self._connections.leave(tab, room_id):
                push([tab], VIEW.of(View(place.room_id, "left", by=place.removed_by)))
