"""The admin pages: who may see them, people, rooms. The services authorise each event again."""

import uuid
from typing import ClassVar

import reflex as rx

from chat_app import policy
from chat_app.services import accounts, administration, flags, purging, room_changes, room_list
from chat_app.services.administration import Account
from chat_app.services.room_list import RoomLine
from chat_app.states.acting import Actor, acting
from chat_app.states.listing import Listing


class AdminState(rx.State):
    """Whether the person of the tab may see the admin pages: `status` is empty until that is known, then `allowed` or
    `denied`. `flags` is the number of flags that wait for a decision."""

    status: str = ""
    flags: int = 0

    @acting(silent=True)
    async def enter(self, actor: Actor) -> None:
        """Find out who asks when an admin page opens."""
        user = await accounts.by_id(actor.parley, actor.user_id)
        self.status = "allowed" if policy.may_administrate(user) else "denied"
        self.flags = await flags.waiting(actor.parley, actor.user_id)


class AdminPeopleState(Listing, rx.State):
    """A page of accounts, found by name or address. The browser asks for it again (`turn`) after each change."""

    _a_page: ClassVar[int] = administration.PAGE
    found: list[Account] = []

    @acting(closes=True)
    async def give_role(self, actor: Actor, user_id: uuid.UUID, role: str) -> None:
        """Change the role of a person."""
        await administration.set_role(actor.parley, actor.user_id, user_id, role, ip=actor.ip)

    @acting
    async def count_messages(self, actor: Actor, user_id: uuid.UUID) -> None:
        """Fill the question before a purge with the number of messages that it would erase."""
        actor.fill("purge", user_id, count=await purging.count(actor.parley, actor.user_id, user_id))

    @acting(closes=True)
    async def purge(self, actor: Actor, user_id: uuid.UUID) -> str:
        """Erase all messages of a person for good."""
        await purging.purge(actor.parley, actor.user_id, user_id, ip=actor.ip)
        return "All messages of this person are erased."

    @acting(closes=True)
    async def deactivate(self, actor: Actor, user_id: uuid.UUID, ban: bool) -> str:
        """Switch an account off, and with `ban` keep its address from joining again."""
        await administration.deactivate(actor.parley, actor.user_id, user_id, ban=ban, ip=actor.ip)
        return "The account is switched off, and signed out everywhere."

    @acting
    async def reactivate(self, actor: Actor, user_id: uuid.UUID) -> str:
        """Switch an account on again."""
        await administration.reactivate(actor.parley, actor.user_id, user_id, ip=actor.ip)
        return "The account can be used again."

    async def _read(self, actor: Actor, words: str, page: int) -> tuple[list[Account], int]:
        return await administration.find(actor.parley, actor.user_id, words, page)


class AdminRoomsState(Listing, rx.State):
    """A page of rooms, found by name."""

    _a_page: ClassVar[int] = room_list.PAGE
    found: list[RoomLine] = []

    @acting
    async def archive(self, actor: Actor, room_id: uuid.UUID, archived: bool) -> None:
        """Archive a room, or take it into use again."""
        await room_changes.archive(actor.parley, actor.user_id, room_id, archived, ip=actor.ip)

    async def _read(self, actor: Actor, words: str, page: int) -> tuple[list[RoomLine], int]:
        return await room_list.page(actor.parley, actor.user_id, words, page)
