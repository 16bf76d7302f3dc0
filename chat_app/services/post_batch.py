"""What one transaction of posts does.

It locks the room's row, which orders writers, so that `seq`, `post_no` and `version` have neither holes nor repeats
(rule R2); then the rows of its senders, and of those whom the posts mention, in the order of their ids. One room a
batch: two processes can never deadlock.
"""

import asyncio
import uuid
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from chat_app import policy
from chat_app.events import Event, PersonChanged, RoomChanged, RoomNudged
from chat_app.models import Message, new_id, now
from chat_app.schemas import DraftOut, MembershipOut, MessageIn, MessageOut, PersonOut, RoomOut
from chat_app.services import flags, mentions
from chat_app.services import post_statements as sql
from chat_app.services.errors import NotAllowed, Refused
from chat_app.services.mention_names import EVERYBODY
from chat_app.services.mentions import Called
from chat_app.services.readings import Reading
from chat_app.services.text import Rendered

_ELSEWHERE = "This message could not be sent. Please send it again."


@dataclass(slots=True)
class Waiting:
    """A post whose sender is waiting for it to be stored."""

    sender_id: uuid.UUID
    draft: MessageIn
    done: "asyncio.Future[MessageOut]"
    flags: tuple[tuple[str, str], ...] = ()
    reading: "asyncio.Task[list[Reading]] | None" = None  # of this text only, where that takes a while


class PostBatch:
    """The posts of one room that are stored together, each with its reading, and what is to be said afterwards."""

    def __init__(self, room_id: uuid.UUID, waiting: list[Waiting], read: list[Reading]) -> None:
        self.room_id = room_id
        self.waiting = waiting
        self._read = read
        self.events: list[Event] = []
        self._originals: dict[uuid.UUID, MessageOut] = {}
        self._quoted: list[PersonOut] = []
        self._called: dict[uuid.UUID, Called] = {}  # whom each fresh post calls
        self._fresh: dict[uuid.UUID, Message] = {}
        self._stored: dict[uuid.UUID, MessageOut] = {}
        self._flagged: list[tuple[uuid.UUID, Waiting]] = []
        self._refused: dict[int, Refused] = {}
        self._ended: dict[uuid.UUID, tuple[DraftOut]] = {}  # drafts, by author

    async def run(self, connection: AsyncConnection) -> None:
        """Everything inside the transaction, except its commit."""
        room = (await connection.execute(sql.LOCK_ROOM, {"room": self.room_id})).one_or_none()
        if room is None:
            self._refused = {index: NotAllowed() for index in range(len(self.waiting))}
            return
        ids = [item.draft.client_msg_id for item in self.waiting]
        found = await connection.execute(sql.KNOWN, {"room": self.room_id, "ids": ids})
        known = {row.client_msg_id: row for row in found}
        places = await self._places(connection)
        await self._read_originals(connection)
        for index, item in enumerate(self.waiting):
            refusal = self._sort(item, self._read[index], room, known, places)
            if refusal is not None:
                self._refused[index] = refusal
        if self._fresh:
            await self._write(connection, room, places)
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

    async def _places(self, connection: AsyncConnection) -> dict[uuid.UUID, Any]:
        """The places of the senders, and of those whom they call, as far as they may be there."""
        ids = {item.sender_id for item in self.waiting}.union(*(reading.called for reading in self._read))
        rows: Any = await connection.execute(sql.PLACES, {"room": self.room_id, "ids": list(ids)})
        return {row.user_id: row for row in rows}

    async def _read_originals(self, connection: AsyncConnection) -> None:
        """What replies refer to, in this room and not deleted."""
        ids = [item.draft.reply_to_id for item in self.waiting if item.draft.reply_to_id is not None]
        if ids:
            rows: Any = await connection.execute(sql.ORIGINALS, {"room": self.room_id, "ids": ids})
            for row in rows:
                self._originals[row.id] = MessageOut.of(row)
                self._quoted.append(PersonOut.of(row, "person_"))

    def _sort(
        self,
        item: Waiting,
        reading: Reading,
        room: Row[Any],
        known: dict[uuid.UUID, Row[Any]],
        places: dict[uuid.UUID, Any],
    ) -> Refused | None:
        """Is this a retry, new, or refused? A retry takes no number, and is told what became of the first."""
        key = item.draft.client_msg_id
        if (stored := known.get(key)) is not None:
            self._stored[key] = MessageOut.of(stored)
            return None if stored.sender_id == item.sender_id else NotAllowed(_ELSEWHERE)
        if key in self._fresh:
            return None if self._fresh[key].sender_id == item.sender_id else NotAllowed(_ELSEWHERE)
        if item.sender_id not in places:
            return NotAllowed()
        if room.archived_at is not None:
            return NotAllowed("This room is archived.")
        if item.draft.reply_to_id is not None and item.draft.reply_to_id not in self._originals:
            return NotAllowed("The message you reply to has been deleted.")
        loud = not set(EVERYBODY).isdisjoint(reading.rendered.mentions)
        if loud and not policy.may_call_everyone(places[item.sender_id].person_role, room.members):
            return NotAllowed(mentions.TOO_LOUD)
        self._fresh[key] = _message(item, reading.rendered, room, len(self._fresh) + 1)
        self._called[key] = {each: kind for each, kind in reading.called.items() if each in places}
        if item.flags:
            self._flagged.append((self._fresh[key].id, item))
        return None

    async def _write(self, connection: AsyncConnection, room: Row[Any], places: dict[uuid.UUID, Any]) -> None:
        posts = list(self._fresh.values())
        await connection.execute(sql.INSERT, [post.model_dump() for post in posts])
        if calls := self._calls():
            await connection.execute(sql.CALL, calls)
        for message_id, item in self._flagged:
            await flags.note(connection, message_id, item.sender_id, item.flags)
        last = posts[-1]
        moved = {"room": self.room_id, "to_seq": last.seq, "to_post": last.post_no, "to_version": last.version}
        await connection.execute(sql.MOVE_ROOM, moved)
        moves = self._moves(places, calls)
        await connection.execute(sql.MOVE_PERSON, [{"user": m["user"], "to_version": m["to_version"]} for m in moves])
        await connection.execute(sql.MOVE_READER, moves)
        await self._end_drafts(connection, posts)
        self._collect_events(room, posts, moves, places)

    async def _end_drafts(self, connection: AsyncConnection, posts: list[Message]) -> None:
        """What was posted is no draft any more, on any device of its author."""
        stored = {(post.sender_id, post.client_msg_id) for post in posts}
        senders = list({post.sender_id for post in posts})
        drafts: Any = await connection.execute(sql.OPEN_DRAFTS, {"room": self.room_id, "senders": senders})
        if sent := [each.id for each in drafts if (each.user_id, each.client_msg_id) in stored]:
            ended: Any = await connection.execute(sql.END_DRAFTS, {"ids": sent, "moment": now()})
            self._ended = {row.user_id: (DraftOut.of(row),) for row in ended}

    def _calls(self) -> list[dict[str, Any]]:
        """The rows of those who are mentioned."""
        return [
            {"id": new_id(), "message_id": post.id, "user_id": user_id, "room_id": self.room_id,
             "post_no": post.post_no, "kind": kind}
            for key, post in self._fresh.items()
            for user_id, kind in self._called[key].items()
        ]  # fmt: skip

    def _moves(self, places: dict[uuid.UUID, Any], calls: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Where everybody is afterwards: a sender has read up to their newest post, and with it what called them."""
        newest = {post.sender_id: post for post in self._fresh.values()}
        moves: list[dict[str, Any]] = []
        for user_id in sorted({*newest, *(call["user_id"] for call in calls)}):
            place, own = places[user_id], newest.get(user_id)
            read = (own.seq, own.post_no) if own else (place.read_seq, place.read_posts)
            mine = sum(call["user_id"] == user_id and call["post_no"] > read[1] for call in calls)
            moves.append({
                "room": self.room_id, "user": user_id, "to_seq": read[0], "to_post": read[1],
                "to_mentions": mine + (0 if own else place.mentions), "to_version": place.person_version + 1,
            })  # fmt: skip
        return moves

    def _collect_events(
        self, room: Row[Any], posts: list[Message], moves: list[dict[str, Any]], places: dict[uuid.UUID, Any]
    ) -> None:
        last = posts[-1]
        self._stored.update((post.client_msg_id, MessageOut.of(post)) for post in posts)
        messages = tuple(self._stored[post.client_msg_id] for post in posts)
        after = replace(RoomOut.of(room), last_seq=last.seq, posts=last.post_no, version=last.version)
        senders = [places[each] for each in sorted({post.sender_id for post in posts})]
        people = [PersonOut.of(row, "person_", version=row.person_version + 1) for row in senders]
        people, quotes = (*self._quoted, *people), tuple(self._originals.values())
        self.events.append(RoomChanged(self.room_id, room.version + 1, last.version, after, messages, people, quotes))
        for move in moves:
            user_id, version = move["user"], move["to_version"]
            place = replace(
                MembershipOut.of(places[user_id]), read_seq=move["to_seq"], read_posts=move["to_post"],
                mentions=move["to_mentions"], version=version,
            )  # fmt: skip
            drafts = self._ended.get(user_id, ())
            self.events.append(PersonChanged(user_id, version, version, (place,), drafts=drafts))


def _message(item: Waiting, rendered: Rendered, room: Row[Any], place: int) -> Message:
    return Message(
        room_id=room.id, seq=room.last_seq + place, post_no=room.posts + place, version=room.version + place,
        sender_id=item.sender_id, content=item.draft.text, html=rendered.html, client_msg_id=item.draft.client_msg_id,
        reply_to_id=item.draft.reply_to_id, mentions=list(rendered.mentions),
    )  # fmt: skip
