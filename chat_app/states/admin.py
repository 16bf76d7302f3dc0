"""The admin pages: who may see them, people, rooms. Each event is authorised again in its service."""

import uuid
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any, ClassVar, get_args

import reflex as rx

from chat_app import policy
from chat_app.live.process import current, signed_in, tab_of
from chat_app.models.user import Role
from chat_app.services import accounts, administration, flags, purging, room_changes, room_list
from chat_app.services.administration import Account
from chat_app.services.errors import Refused
from chat_app.services.room_list import RoomLine
from chat_app.states.listing import Listing


class AdminState(rx.State):
    """Whether whoever is here may be: `status` is empty, `allowed` or `denied`. `flags` wait for somebody to look."""

    status: str = ""
    flags: int = 0

    @rx.event
    async def enter(self) -> None:
        """An admin page opens."""
        tab = tab_of(self)
        user = await accounts.by_id(current().parley, tab.signed_in.user_id) if tab.signed_in else None
        self.status = "allowed" if policy.may_administrate(user) else "denied"
        self.flags = await flags.waiting(current().parley, user.id) if user else 0


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
    """A page of accounts, found by name or address."""

    _a_page: ClassVar[int] = administration.PAGE
    found: list[PersonLine] = []
    question: Question = Question()

    @rx.event
    async def list_people(self) -> None:
        """The page opens."""
        self.words, self.page, self.error, self.said, self.question = "", 0, "", "", Question()
        await self._read()

    @rx.event
    async def give_role(self, user_id: str, role: str) -> None:
        """Change what somebody may do."""
        tab, me = signed_in(self)
        self.question = Question()
        if (other := _id(user_id)) is not None:
            await self._do(administration.set_role(current().parley, me, other, str(role), ip=tab.ip), "")

    @rx.event
    async def question_role(self, user_id: str, role: str) -> None:
        """Ask before somebody may do more, or less: a list is turned by one key too many."""
        _, me = signed_in(self)
        other, admin = _id(user_id), await accounts.by_id(current().parley, me)
        user = await accounts.by_id(current().parley, other) if other and policy.may_administrate(admin) else None
        if user is not None and role in get_args(Role):
            self.question = Question("role", str(user.id), user.name, 0, role)

    @rx.event
    async def question_about(self, act: str, user_id: str) -> None:
        """Ask before something is lost; how many messages a purge would erase is counted first."""
        _, me = signed_in(self)
        other, self.error, self.said = _id(user_id), "", ""
        user = await accounts.by_id(current().parley, other) if other else None
        if other is None or user is None or act not in ("deactivate", "ban", "purge"):
            return
        try:
            count = await purging.count(current().parley, me, other)
        except Refused as refusal:
            self.error = str(refusal)
            return
        self.question = Question(act, str(other), user.name, count)

    @rx.event
    def withdraw(self) -> None:
        """Close the question."""
        self.question = Question()

    @rx.event
    async def settle(self, act: str, user_id: str) -> None:
        """Do what was asked."""
        tab, me = signed_in(self)
        parley, other = current().parley, _id(user_id)
        self.question = Question()
        if other is None:
            return
        if act == "purge":
            await self._do(purging.purge(parley, me, other, ip=tab.ip), "All messages of this person are erased.")
        elif act in ("deactivate", "ban"):
            done = "The account is switched off, and signed out everywhere."
            await self._do(administration.deactivate(parley, me, other, ban=act == "ban", ip=tab.ip), done)

    @rx.event
    async def let_back(self, user_id: str) -> None:
        """Switch an account on again."""
        tab, me = signed_in(self)
        if (other := _id(user_id)) is not None:
            await self._do(
                administration.reactivate(current().parley, me, other, ip=tab.ip), "The account can be used again."
            )

    async def _do(self, work: Awaitable[Any], done: str) -> None:
        self.error, self.said = "", ""
        try:
            await work
            self.said = done
        except Refused as refusal:
            self.error = str(refusal)
        await self._read()

    async def _read(self) -> None:
        _, me = signed_in(self)
        try:
            found, self.total = await administration.find(current().parley, me, self.words, self.page)
        except Refused:
            self.found, self.total = [], 0
            return
        self.found = [_person(each) for each in found]
        self.ready = True


class AdminRoomsState(Listing, rx.State):
    """A page of rooms, found by name."""

    _a_page: ClassVar[int] = room_list.PAGE
    found: list[RoomLine] = []

    @rx.event
    async def list_rooms(self) -> None:
        """The page opens."""
        self.words, self.page, self.error = "", 0, ""
        await self._read()

    @rx.event
    async def put_away(self, room_id: str, archived: bool) -> None:
        """Archive a room, or take it into use again; either can be undone."""
        tab, me = signed_in(self)
        room, self.error = _id(room_id), ""
        try:
            if room is not None:
                await room_changes.archive(current().parley, me, room, archived, ip=tab.ip)
        except Refused as refusal:
            self.error = str(refusal)
        await self._read()

    async def _read(self) -> None:
        _, me = signed_in(self)
        try:
            self.found, self.total = await room_list.page(current().parley, me, self.words, self.page)
            self.ready = True
        except Refused:
            self.found, self.total = [], 0


def _person(account: Account) -> PersonLine:
    who = account.person
    return PersonLine(
        who.id, who.name, who.initials, who.tint, who.picture,
        account.email, account.role, account.state, account.proved,
    )  # fmt: skip


def _id(value: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
