"""What one does with a room and the people in it. A refusal goes to the rooms' store as `refused`."""

import uuid
from collections.abc import Awaitable
from typing import Any

import reflex as rx

from chat_app.live.broadcast import push
from chat_app.live.connections import Tab
from chat_app.live.entries import NOTICE, ROOM_DIALOG, ROOM_REFUSED
from chat_app.live.process import current, signed_in
from chat_app.schemas import PersonOut
from chat_app.schemas.screen import Notice
from chat_app.services import memberships, room_changes, room_people
from chat_app.services.errors import Refused

UNREADABLE = (ValueError, TypeError, AttributeError)


class RoomActsState(rx.State):
    """Events only. The browser's entry `asking` says which dialog is open; doing what it asks closes it."""

    @rx.event
    async def describe(self, form: dict[str, Any]) -> None:
        """Name, topic and description, as the dialog *Edit room* has them."""
        tab, user_id = signed_in(self)
        fields = {name: form[name] for name in ("name", "topic", "description") if name in form}
        if room_id := _id(form.get("room_id")):
            await _do(tab, room_changes.describe(current().parley, user_id, room_id, **fields))

    @rx.event
    async def archive(self, room_id: str, archived: bool) -> None:
        """Close a room for good, or take it into use again."""
        tab, user_id = signed_in(self)
        if room := _id(room_id):
            await _do(tab, room_changes.archive(current().parley, user_id, room, archived, ip=tab.ip))

    @rx.event
    async def remove(self, room_id: str, user_id: str) -> None:
        """Take somebody out of a room."""
        tab, me = signed_in(self)
        if (room := _id(room_id)) and (other := _id(user_id)):
            await _do(tab, room_people.remove(current().parley, me, room, other, ip=tab.ip))

    @rx.event
    async def set_role(self, room_id: str, user_id: str, role: str) -> None:
        """Make somebody an owner of a room, or a member again."""
        tab, me = signed_in(self)
        if (room := _id(room_id)) and (other := _id(user_id)):
            known = "owner" if role == "owner" else "member"
            await _do(tab, room_people.set_role(current().parley, me, room, other, known, ip=tab.ip))

    @rx.event
    async def hand_over(self, room_id: str, user_id: str) -> None:
        """Make somebody else the owner instead of oneself."""
        tab, me = signed_in(self)
        if (room := _id(room_id)) and (other := _id(user_id)):
            await _do(tab, room_people.hand_over(current().parley, me, room, other, ip=tab.ip))

    @rx.event
    async def star(self, room_id: str, starred: bool) -> None:
        """Put a room at the top of one's own list, or back."""
        tab, user_id = signed_in(self)
        if room := _id(room_id):
            await saying(tab, memberships.star(current().parley, user_id, room, starred))

    @rx.event
    async def involve(self, room_id: str, involvement: str) -> None:
        """How much of a room one wants to be told of."""
        tab, user_id = signed_in(self)
        if room := _id(room_id):
            level = "mentions" if involvement == "mentions" else "nothing" if involvement == "nothing" else "everything"
            await saying(tab, memberships.involve(current().parley, user_id, room, level))


class AddPeopleState(rx.State):
    """The dialog *Add people*: whom one could add to the room `room_id`."""

    room_id: str = ""
    people: list[PersonOut] = []
    ready: bool = False
    word: str = ""

    @rx.event
    async def candidates(self, room_id: str) -> None:
        """Fill the dialog, which the browser has opened."""
        tab, user_id = signed_in(self)
        self.room_id, self.people, self.word, self.ready = "", [], "", False
        try:
            found = await room_people.candidates(current().parley, user_id, uuid.UUID(room_id))
        except Refused as refusal:
            refuse(tab, refusal)
            return
        except UNREADABLE:
            return
        self.room_id, self.people, self.ready = room_id, [PersonOut.of(user) for user in found], True

    @rx.event
    def narrow(self, word: str) -> None:
        """Narrow the list to names with this in them."""
        self.word = str(word)[:80]

    @rx.event
    async def add(self, form: dict[str, Any]) -> None:
        """Bring the chosen people into the room."""
        tab, user_id = signed_in(self)
        if room := _id(form.get("room_id")):
            await _do(tab, room_people.add(current().parley, user_id, room, chosen(form)))


def chosen(form: dict[str, Any]) -> list[uuid.UUID]:
    """The people who are ticked in a form: each box is called `person:<id>`."""
    keys = (_id(key.removeprefix("person:")) for key in form if key.startswith("person:"))
    return [key for key in keys if key is not None]


def refuse(tab: Tab, refusal: Refused) -> None:
    """Say in the open dialog why something was not done."""
    push([tab], ROOM_REFUSED.of(Notice(str(refusal), str(uuid.uuid4()))))


async def saying(tab: Tab, work: Awaitable[object]) -> bool:
    """Do what has no dialog; a refusal is said beside the message box. Returns whether it was done."""
    try:
        await work
    except Refused as refusal:
        push([tab], NOTICE.of(Notice(str(refusal), str(uuid.uuid4()))))
        return False
    return True


async def _do(tab: Tab, work: Awaitable[Any]) -> None:
    try:
        await work
    except Refused as refusal:
        refuse(tab, refusal)
        return
    push([tab], ROOM_DIALOG.of(None), ROOM_REFUSED.of(None))


def _id(value: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
