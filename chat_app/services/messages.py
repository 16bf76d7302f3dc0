"""Windows of a room's history, and what a reader has missed of it."""

import uuid
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from chat_app import policy
from chat_app.models import Membership, Message, Room
from chat_app.schemas import MembershipOut, MessageOut, PersonOut, ReaderOut, RoomOut
from chat_app.services import gathering, people, seen
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley

PAGE, REPLAY = 50, 500  # messages of a page, and of a gap that is read one by one
MAX_SEQ = 2_147_483_647
TOGETHER = 16  # windows that one read takes: each may be of 500 messages, and others wait meanwhile

# Built once: every room that opens asks these.
_ROOM = select(Room).where(col(Room.id) == bindparam("room"))
_PLACE = select(Membership).where(
    col(Membership.room_id) == bindparam("room"), col(Membership.user_id) == bindparam("user")
)
_PLACES = select(Membership).where(
    col(Membership.room_id) == bindparam("room"), col(Membership.user_id).in_(bindparam("users", expanding=True))
)
_PAGE = (
    select(Message)
    .where(col(Message.room_id) == bindparam("room"), col(Message.seq).between(bindparam("floor"), bindparam("ceil")))
    .order_by(col(Message.seq))
)
_PINS = select(Message).where(
    col(Message.room_id) == bindparam("room"), col(Message.pinned_at).is_not(None), col(Message.deleted_at).is_(None)
)


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of a room that a tab shows: `floor` to `ceil`, where a `ceil` of 0 means the live end."""

    floor: int
    ceil: int = 0

    def __contains__(self, seq: int) -> bool:
        return self.floor <= seq and (self.ceil == 0 or seq <= self.ceil)

    def within(self, other: "Window") -> bool:
        """Whether this is a part of another window."""
        return other.floor <= self.floor and (other.ceil == 0 or self.floor <= self.ceil <= other.ceil)


@dataclass(frozen=True, slots=True)
class RoomView:
    """A window of a room, as it was at the room's version."""

    room: RoomOut
    membership: MembershipOut
    window: Window
    messages: tuple[MessageOut, ...]
    quotes: tuple[MessageOut, ...]
    people: tuple[PersonOut, ...]
    readers: tuple[ReaderOut, ...]
    pins: tuple[MessageOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Missed:
    """Everything that changed in a room after a version, in order, and what it quotes.

    If more than 500 messages changed, `whole` is false and none is here: windows are to be read anew.
    """

    room: RoomOut
    messages: tuple[MessageOut, ...]
    people: tuple[PersonOut, ...]
    quotes: tuple[MessageOut, ...] = ()
    whole: bool = True

    @property
    def version(self) -> int:
        """The room's, up to which this is all."""
        return self.room.version


async def open_window(
    parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID, wanted: Window | None = None, place: int = 0
) -> RoomView:
    """Return a room for one of its members: the window asked for, or the last page.

    A window that would hold more than 500 messages becomes one of 500 around `place` (the message at which the reader
    was), with a finite ceil. Raises NotAllowed for all who are not members, also when there is no such room.
    """
    return await gathering.ask(parley, _windows, (user_id, room_id, wanted, place), TOGETHER)


Asked = tuple[uuid.UUID, uuid.UUID, Window | None, int]  # a person, a room, and the last two as in `open_window`


async def _windows(parley: Parley, asked: list[Asked]) -> dict[Asked, RoomView | NotAllowed]:
    """Read the windows of several people: each window of a room once."""
    found: dict[Asked, RoomView | NotAllowed] = {each: NotAllowed() for each in asked}
    async with parley.database.snapshot() as connection:
        for room_id in {each[1] for each in asked}:
            here = [each for each in asked if each[1] == room_id]
            row = (await connection.execute(_ROOM, {"room": room_id})).one_or_none()
            ids = list({each[0] for each in here})
            rows: Any = await connection.execute(_PLACES, {"room": room_id, "users": ids})
            places = {place.user_id: MembershipOut.of(place) for place in rows if policy.may_read(place)}
            views: dict[Window, RoomView] = {}
            for each in here if row is not None else ():
                if (place := places.get(each[0])) is None:
                    continue
                room = RoomOut.of(row)
                window = _fit(each[2], room.last_seq, each[3])
                if window not in views:
                    views[window] = await _view(connection, room, place, window)
                found[each] = replace(views[window], membership=place)
    return found


async def open_around(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID, message_id: uuid.UUID) -> RoomView:
    """A room's window around one of its messages; the last page when there is no such message. Raises NotAllowed."""
    async with parley.database.snapshot() as connection:
        room, membership = await _admit(connection, user_id, room_id)
        found = select(col(Message.seq)).where(col(Message.id) == message_id, col(Message.room_id) == room_id)
        seq = (await connection.execute(found)).scalar_one_or_none()
        window = _fit(None, room.last_seq, 0)
        if seq is not None:
            ceil = seq + PAGE // 2
            window = Window(max(1, seq - PAGE // 2), 0 if ceil >= room.last_seq else ceil)
        return await _view(connection, room, membership, window)


async def older(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID, window: Window) -> RoomView:
    """The page before a window. The view's window is the widened one; over 500 messages it lets go of its far end.
    Raises NotAllowed."""
    async with parley.database.snapshot() as connection:
        room, membership = await _admit(connection, user_id, room_id)
        page = Window(max(1, window.floor - PAGE), window.floor - 1) if window.floor > 1 else Window(1, -1)  # empty
        last = min(window.ceil or room.last_seq, room.last_seq)
        ceil = window.ceil if last - page.floor < REPLAY else page.floor + REPLAY - 1
        return await _view(connection, room, membership, Window(page.floor, ceil), page)


async def newer(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID, window: Window) -> RoomView:
    """The page after a window that does not reach the live end; the rest as in `older`. Raises NotAllowed."""
    async with parley.database.snapshot() as connection:
        room, membership = await _admit(connection, user_id, room_id)
        ceil = min(window.ceil or room.last_seq, room.last_seq)
        page = Window(ceil + 1, ceil + PAGE)
        floor = max(window.floor, min(page.ceil, room.last_seq) - REPLAY + 1)
        widened = Window(floor, 0 if page.ceil >= room.last_seq else page.ceil)
        return await _view(connection, room, membership, widened, page)


async def missed(parley: Parley, room_id: uuid.UUID, version: int) -> Missed | None:
    """What changed in a room after a version (rule R6), within bounds; None when there is no such room."""
    async with parley.database.snapshot() as connection:
        room = (await connection.execute(_ROOM, {"room": room_id})).one_or_none()
        if room is None:
            return None
        changed = select(Message).where(col(Message.room_id) == room_id, col(Message.version) > version)
        rows = (await connection.execute(changed.order_by(col(Message.version)).limit(REPLAY + 1))).all()
        if len(rows) > REPLAY:
            return Missed(RoomOut.of(room), (), (), whole=False)
        messages = tuple(MessageOut.of(row) for row in rows)
        quotes = await _quotes(connection, messages)
        return Missed(RoomOut.of(room), messages, await _authors(connection, messages + quotes), quotes)


async def _admit(connection: AsyncConnection, user_id: uuid.UUID, room_id: uuid.UUID) -> tuple[RoomOut, MembershipOut]:
    """The room, read before its rows, and the reader's place in it. Raises NotAllowed."""
    room = (await connection.execute(_ROOM, {"room": room_id})).one_or_none()
    membership: Any = (await connection.execute(_PLACE, {"room": room_id, "user": user_id})).one_or_none()
    if room is None or membership is None or not policy.may_read(membership):
        raise NotAllowed
    return RoomOut.of(room), MembershipOut.of(membership)


def _fit(wanted: Window | None, last_seq: int, place: int) -> Window:
    if wanted is None or wanted.floor < 1 or wanted.floor > last_seq + 1:
        return Window(max(1, last_seq - PAGE + 1))
    last = min(wanted.ceil or last_seq, last_seq)
    if last - wanted.floor < REPLAY:
        return Window(wanted.floor, wanted.ceil if 0 < wanted.ceil < last_seq else 0)
    floor = max(1, min(place or last, last) - REPLAY // 2)
    ceil = floor + REPLAY - 1
    return Window(floor, 0 if ceil >= last_seq else ceil)


async def _view(
    connection: AsyncConnection, room: RoomOut, membership: MembershipOut, window: Window, page: Window | None = None
) -> RoomView:
    """The view of a window, with the messages of a page of it, or of all of it."""
    page, room_id = page or window, uuid.UUID(room.id)
    bounds = {"room": room_id, "floor": page.floor, "ceil": page.ceil or MAX_SEQ}
    messages = tuple(MessageOut.of(row) for row in await connection.execute(_PAGE, bounds))
    quotes = await _quotes(connection, messages)
    rows = await connection.execute(_PINS, {"room": room_id}) if room.pins else ()
    pins = tuple(MessageOut.of(row) for row in rows)
    people = await _authors(connection, messages + quotes + pins)
    readers: tuple[ReaderOut, ...] = ()
    if room.members <= seen.LIMIT:
        readers, known = await seen.readers(connection, [room_id])
        people += tuple(each for each in known if each not in people)
    return RoomView(room, membership, window, messages, quotes, people, readers, pins)


async def _quotes(connection: AsyncConnection, messages: tuple[MessageOut, ...]) -> tuple[MessageOut, ...]:
    """The originals that messages reply to and that are not among them."""
    here = {message.id for message in messages}
    ids = {message.reply_to_id for message in messages if message.reply_to_id} - here
    if not ids:
        return ()
    rows = await connection.execute(select(Message).where(col(Message.id).in_([uuid.UUID(each) for each in ids])))
    return tuple(MessageOut.of(row) for row in rows)


async def _authors(connection: AsyncConnection, messages: tuple[MessageOut, ...]) -> tuple[PersonOut, ...]:
    return await people.by_ids(connection, {uuid.UUID(each) for message in messages for each in message.people})
