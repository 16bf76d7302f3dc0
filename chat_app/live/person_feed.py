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
    """Relays what belongs to a person; `memberships`, `drafts` and `saved` are the newest relayed states."""

    def __init__(
        self, user_id: uuid.UUID, connections: Connections, people: People, load: Load, rooms: Feeds[RoomFeed]
    ) -> None:
        super().__init__(connections, self._load_newest, ("user", user_id))
        self.user_id = user_id
        self.memberships: dict[str, MembershipOut] = {}
        self.drafts: dict[str, DraftOut] = {}
        self.saved: SavedOut | None = None
        self._people = people
        self._load = load
        self._rooms = rooms

    def receive(self, change: PersonChanged) -> None:
        """Relay the next thing, drop what is known, repair a gap. Another role is read with all that hangs on it."""
        if change.role and self.watermark is not None:
            self.check_version(change.version)
        else:
            super().receive(change)

    def newest(self, membership: MembershipOut) -> MembershipOut:
        """Return the newer of a membership that was read and the relayed state."""
        known = self.memberships.get(membership.room_id)
        return known if known is not None and known.version > membership.version else membership

    def newest_drafts(self, drafts: tuple[DraftOut, ...]) -> Delta:
        """Return a delta with drafts that were read, or newer relayed ones."""
        for draft in drafts:
            known = self.drafts.get(draft.room_id)
            if known is None or draft.version >= known.version:
                self.drafts[draft.room_id] = draft
        return DRAFTS.of(self.drafts[draft.room_id] for draft in drafts)

    async def _load_newest(self, _version: int) -> Sidebar | None:
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
        fresh = [membership for membership in news.memberships if self.newest(membership) is membership]
        self.memberships.update((membership.room_id, membership) for membership in fresh)
        with ExitStack() as leases:  # until tabs are in the audiences of rooms that are new to this process
            feeds = [leases.enter_context(self._rooms.lease(uuid.UUID(room.id)))[0] for room in news.rooms]
            rooms = [feed.newest(room) for feed, room in zip(feeds, news.rooms, strict=True)]
            mine = MEMBERSHIPS.of(fresh), ROOMS.of(rooms), self.newest_drafts(news.drafts)
            known = self._people.entries(person.id for person in people)
            saved = SAVED.of(news.saved) if news.saved else {}
            push(self._connections.of("user", self.user_id), me, *mine, saved, known)
            for membership in fresh:
                self._move(membership)

    def _change_role(self, role: str) -> None:
        """Give tabs their person's new role. From or to `guest`, who knows fewer people, tabs reconnect."""
        for tab in tuple(self._connections.of("user", self.user_id)):
            if tab.signed_in is None or tab.signed_in.role == role:
                continue
            before, tab.signed_in = tab.signed_in.role, replace(tab.signed_in, role=role)
            if "guest" in (before, role):
                tab.reconnect()

    def _move(self, membership: MembershipOut) -> None:
        """Move a person's tabs into the audience of a room, or out of it (rule R10)."""
        room_id = uuid.UUID(membership.room_id)
        for tab in tuple(self._connections.of("user", self.user_id)):
            if not membership.left:
                self._connections.enter(tab, room_id)
            elif self._connections.leave(tab, room_id):
                push([tab], VIEW.of(View(membership.room_id, "left", by=membership.removed_by)))
