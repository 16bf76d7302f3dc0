"""What one transaction of posts does.

It locks the room's row, which orders writers, so that `seq`, `post_no` and `version` have neither holes nor repeats
(rule R2); then its senders' rows in the order of their ids. One room a batch: two processes can never deadlock.
"""

import asyncio
import uuid
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel, col

from chat_app.events import Event, PersonChanged, RoomChanged, RoomNudged
from chat_app.models import Membership, Message, Room, User, new_id, now
from chat_app.schemas import MembershipOut, MessageIn, MessageOut, PersonOut, RoomOut
from chat_app.services import flags
from chat_app.services import people as persons
from chat_app.services.errors import NotAllowed, Refused
from chat_app.services.text import render

_USERS: Any = SQLModel.metadata.tables["users"]
_LOCK_ROOM = select(Room).where(col(Room.id) == bindparam("room")).with_for_update(key_share=True)
_KNOWN = select(Message).where(
    col(Message.room_id) == bindparam("room"), col(Message.client_msg_id).in_(bindparam("ids", expanding=True))
)
_ORIGINALS: Any = (
    select(Message, *persons.beside())
    .join(_USERS, _USERS.c.id == col(Message.sender_id))
    .where(
        col(Message.room_id) == bindparam("room"),
        col(Message.id).in_(bindparam("ids", expanding=True)),
        col(Message.deleted_at).is_(None),
    )
)
_SENDERS: Any = (
    select(Membership, *persons.beside())
    .join(User, col(User.id) == col(Membership.user_id))
    .where(
        col(Membership.room_id) == bindparam("room"),
        col(User.id).in_(bindparam("ids", expanding=True)),
        col(Membership.left_at).is_(None),
        col(User.deactivated_at).is_(None),
    )
    .order_by(col(User.id))
    .with_for_update(key_share=True, of=User)  # `mark_read` locks the person, then the membership: the same order
)
_INSERT = insert(Message)
_MOVE_ROOM = (
    update(Room)
    .where(col(Room.id) == bindparam("room"))
    .values(last_seq=bindparam("to_seq"), posts=bindparam("to_post"), version=bindparam("to_version"))
)
_MOVE_PERSON = update(User).where(col(User.id) == bindparam("user")).values(version=bindparam("to_version"))
_MOVE_READER = (
    update(Membership)
    .where(col(Membership.room_id) == bindparam("room"), col(Membership.user_id) == bindparam("user"))
    .values(read_seq=bindparam("to_seq"), read_posts=bindparam("to_post"), version=bindparam("to_version"))
)
_ELSEWHERE = "This message could not be sent. Please send it again."


@dataclass(slots=True)
class Waiting:
    """A post whose sender is waiting for it to be stored."""

    sender_id: uuid.UUID
    draft: MessageIn
    done: "asyncio.Future[MessageOut]"
    flags: tuple[tuple[str, str], ...] = ()


class PostBatch:
    """The posts of one room that are stored together, and what is to be said afterwards."""

    def __init__(self, room_id: uuid.UUID, waiting: list[Waiting]) -> None:
        self.room_id = room_id
        self.waiting = waiting
        self.events: list[Event] = []
        self._originals: dict[uuid.UUID, MessageOut] = {}
        self._quoted: list[PersonOut] = []
        self._fresh: dict[uuid.UUID, dict[str, Any]] = {}
        self._stored: dict[uuid.UUID, MessageOut] = {}
        self._flagged: list[tuple[uuid.UUID, Waiting]] = []
        self._refused: dict[int, Refused] = {}

    async def run(self, connection: AsyncConnection) -> None:
        """Everything inside the transaction, except its commit."""
        room = (await connection.execute(_LOCK_ROOM, {"room": self.room_id})).one_or_none()
        if room is None:
            self._refused = {index: NotAllowed() for index in range(len(self.waiting))}
            return
        known = await self._known(connection)
        senders = await self._senders(connection)
        await self._read_originals(connection)
        for index, item in enumerate(self.waiting):
            refusal = self._sort(item, room, known, senders)
            if refusal is not None:
                self._refused[index] = refusal
        if self._fresh:
            await self._write(connection, room, senders)
        if known:
            self.events.append(RoomNudged(self.room_id, room.version + len(self._fresh)))

    def answer(self) -> None:
        """Tell each sender. Only after the commit."""
        for index, item in enumerate(self.waiting):
            if item.done.done():
                continue
            if index in self._refused:
                item.done.set_exception(self._refused[index])
            else:
                item.done.set_result(self._stored[item.draft.client_msg_id])

    async def _known(self, connection: AsyncConnection) -> dict[uuid.UUID, Row[Any]]:
        ids = [item.draft.client_msg_id for item in self.waiting]
        rows = await connection.execute(_KNOWN, {"room": self.room_id, "ids": ids})
        return {row.client_msg_id: row for row in rows}

    async def _senders(self, connection: AsyncConnection) -> dict[uuid.UUID, Any]:
        ids = list({item.sender_id for item in self.waiting})
        rows: Any = await connection.execute(_SENDERS, {"room": self.room_id, "ids": ids})
        return {row.user_id: row for row in rows}

    async def _read_originals(self, connection: AsyncConnection) -> None:
        """What replies refer to, in this room and not deleted."""
        ids = [item.draft.reply_to_id for item in self.waiting if item.draft.reply_to_id is not None]
        if ids:
            rows: Any = await connection.execute(_ORIGINALS, {"room": self.room_id, "ids": ids})
            for row in rows:
                self._originals[row.id] = MessageOut.of(row)
                self._quoted.append(PersonOut.of(row, "person_"))

    def _sort(
        self, item: Waiting, room: Row[Any], known: dict[uuid.UUID, Row[Any]], senders: dict[uuid.UUID, Any]
    ) -> Refused | None:
        """Is this a retry, new, or refused? A retry takes no number, and is told what became of the first."""
        key = item.draft.client_msg_id
        if (stored := known.get(key)) is not None:
            self._stored[key] = MessageOut.of(stored)
            return None if stored.sender_id == item.sender_id else NotAllowed(_ELSEWHERE)
        if key in self._fresh:
            return None if self._fresh[key]["sender_id"] == item.sender_id else NotAllowed(_ELSEWHERE)
        if item.sender_id not in senders:
            return NotAllowed()
        if room.archived_at is not None:
            return NotAllowed("This room is archived.")
        if item.draft.reply_to_id is not None and item.draft.reply_to_id not in self._originals:
            return NotAllowed("The message you reply to has been deleted.")
        self._fresh[key] = _row(item, room, len(self._fresh) + 1)
        if item.flags:
            self._flagged.append((self._fresh[key]["id"], item))
        return None

    async def _write(self, connection: AsyncConnection, room: Row[Any], senders: dict[uuid.UUID, Any]) -> None:
        rows = list(self._fresh.values())
        last = rows[-1]
        await connection.execute(_INSERT, rows)
        for message_id, item in self._flagged:
            await flags.note(connection, message_id, item.sender_id, item.flags)
        await connection.execute(_MOVE_ROOM, _position(last, last["version"]))
        newest = {row["sender_id"]: row for row in rows}
        moves = [
            {**_position(newest[sender], senders[sender].person_version + 1), "user": sender}
            for sender in sorted(newest)
        ]
        await connection.execute(_MOVE_PERSON, [{"user": m["user"], "to_version": m["to_version"]} for m in moves])
        await connection.execute(_MOVE_READER, moves)
        self._tell(room, rows, moves, senders)

    def _tell(
        self,
        room: Row[Any],
        rows: list[dict[str, Any]],
        moves: list[dict[str, Any]],
        senders: dict[uuid.UUID, Any],
    ) -> None:
        last = rows[-1]
        messages = tuple(MessageOut.of(SimpleNamespace(**row)) for row in rows)
        self._stored.update((uuid.UUID(message.client_msg_id), message) for message in messages)
        after = replace(RoomOut.of(room), last_seq=last["seq"], posts=last["post_no"], version=last["version"])
        authors = (PersonOut.of(senders[m["user"]], "person_", version=m["to_version"]) for m in moves)
        people = (*self._quoted, *authors)
        quotes = tuple(self._originals.values())
        self.events.append(
            RoomChanged(self.room_id, room.version + 1, last["version"], after, messages, people, quotes)
        )
        for move in moves:
            place = MembershipOut.of(senders[move["user"]])
            version = move["to_version"]
            place = replace(place, read_seq=move["to_seq"], read_posts=move["to_post"], version=version)
            self.events.append(PersonChanged(move["user"], version, version, (place,)))


def _position(row: dict[str, Any], version: int) -> dict[str, Any]:
    return {"room": row["room_id"], "to_seq": row["seq"], "to_post": row["post_no"], "to_version": version}


def _row(item: Waiting, room: Row[Any], place: int) -> dict[str, Any]:
    return {
        "id": new_id(),
        "room_id": room.id,
        "seq": room.last_seq + place,
        "post_no": room.posts + place,
        "version": room.version + place,
        "kind": "post",
        "sender_id": item.sender_id,
        "content": item.draft.text,
        "html": render(item.draft.text),
        "client_msg_id": item.draft.client_msg_id,
        "reply_to_id": item.draft.reply_to_id,
        "reactions": [],
        "created_at": now(),
        "edited_at": None,
        "deleted_at": None,
    }
