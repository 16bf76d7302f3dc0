"""The admin pages: who may see them, people, rooms. Each event is authorised again in its service."""

import uuid
from dataclasses import dataclass
from typing import ClassVar, Literal

import reflex as rx

from chat_app import policy
from chat_app.models.user import Role
from chat_app.services import accounts, administration, flags, purging, room_changes, room_list
from chat_app.services.administration import Account
from chat_app.services.room_list import RoomLine
from chat_app.states.acting import Actor, acting
from chat_app.states.listing import Listing


class AdminState(rx.State):
    """Whether whoever is here may be: `status` is empty, `allowed` or `denied`. `flags` wait for somebody to look."""

    status: str = ""
    flags: int = 0

    @acting(silent=True)
    async def enter(self, actor: Actor) -> None:
        """An admin page opens."""
        user = await accounts.by_id(actor.parley, actor.user_id)
        self.status = "allowed" if policy.may_administrate(user) else "denied"
        self.flags = await flags.waiting(actor.parley, actor.user_id)


@dataclass(frozen=True)
class PersonLine:
    """One account in the list."""

    id: str
    name: str
    initials: str
    tint: int
    picture: str
    email: str
    role: str
    state: str
    proved: bool


@dataclass(frozen=True)
class Question:
    """What is asked first: `act` is `deactivate`, `ban`, `purge`, `role`, or empty for nothing."""

    act: str = ""
    user_id: str = ""
    name: str = ""
    count: int = 0
    role: str = ""


class AdminPeopleState(Listing, rx.State):
    """A page of accounts, found by name or address. The browser asks for it again (`turn`) after each change."""

    _a_page: ClassVar[int] = administration.PAGE
    found: list[PersonLine] = []
    question: Question = Question()

    @acting
    async def list_people(self, actor: Actor) -> None:
        """The page opens."""
        self.question = Question()
        await self._show(actor)

    @acting
    async def give_role(self, actor: Actor, user_id: uuid.UUID, role: str) -> None:
        """Change what somebody may do."""
        self.question = Question()
        await administration.set_role(actor.parley, actor.user_id, user_id, role, ip=actor.ip)

    @acting(silent=True)
    async def question_role(self, actor: Actor, user_id: uuid.UUID, role: Role) -> None:
        """Ask before somebody may do more, or less: a list is turned by one key too many."""
        admin, user = [await accounts.by_id(actor.parley, each) for each in (actor.user_id, user_id)]
        if user is not None and policy.may_administrate(admin):
            self.question = Question("role", str(user.id), user.name, 0, role)

    @acting
    async def question_about(
        self, actor: Actor, act: Literal["deactivate", "ban", "purge"], user_id: uuid.UUID
    ) -> None:
        """Ask before something is lost; how many messages a purge would erase is counted first."""
        count = await purging.count(actor.parley, actor.user_id, user_id)
        if (user := await accounts.by_id(actor.parley, user_id)) is not None:
            self.question = Question(act, str(user_id), user.name, count)

    @rx.event
    def withdraw(self) -> None:
        """Close the question."""
        self.question = Question()

    @acting
    async def settle(self, actor: Actor, act: Literal["deactivate", "ban", "purge"], user_id: uuid.UUID) -> None:
        """Do what was asked."""
        self.question, me = Question(), actor.user_id
        if act == "purge":
            await purging.purge(actor.parley, me, user_id, ip=actor.ip)
            self.said = "All messages of this person are erased."
        else:
            await administration.deactivate(actor.parley, me, user_id, ban=act == "ban", ip=actor.ip)
            self.said = "The account is switched off, and signed out everywhere."

    @acting
    async def let_back(self, actor: Actor, user_id: uuid.UUID) -> None:
        """Switch an account on again."""
        await administration.reactivate(actor.parley, actor.user_id, user_id, ip=actor.ip)
        self.said = "The account can be used again."

    async def _read(self, actor: Actor, words: str, page: int) -> tuple[list[PersonLine], int]:
        found, total = await administration.find(actor.parley, actor.user_id, words, page)
        return [_person(each) for each in found], total


class AdminRoomsState(Listing, rx.State):
    """A page of rooms, found by name."""

    _a_page: ClassVar[int] = room_list.PAGE
    found: list[RoomLine] = []

    @acting
    async def list_rooms(self, actor: Actor) -> None:
        """The page opens."""
        await self._show(actor)

    @acting
    async def put_away(self, actor: Actor, room_id: uuid.UUID, archived: bool) -> None:
        """Archive a room, or take it into use again; either can be undone."""
        await room_changes.archive(actor.parley, actor.user_id, room_id, archived, ip=actor.ip)

    async def _read(self, actor: Actor, words: str, page: int) -> tuple[list[RoomLine], int]:
        return await room_list.page(actor.parley, actor.user_id, words, page)


def _person(account: Account) -> PersonLine:
    who = account.person
    return PersonLine(
        who.id, who.name, who.initials, who.tint, who.picture,
        account.email, account.role, account.state, account.proved,
    )  # fmt: skip
