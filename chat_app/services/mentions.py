"""Mentions: the people that a post names, and how many unread mentions each member has.

The count stands in the membership's row and changes in the same transaction as its cause: a post, an edit, a
deletion, reading. So no tab ever counts, and catching up carries it like a read position.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlmodel import col

from chat_app import policy
from chat_app.events import Event, PersonChanged
from chat_app.models import Membership, Mention, Message, Room, User
from chat_app.models.mention import MentionKind
from chat_app.schemas import MembershipOut
from chat_app.services import visibility
from chat_app.services.mention_names import Names, worth_reading

TOO_LOUD = f"Guests cannot mention everyone in a room of more than {policy.QUIET} people."
Called = Mapping[uuid.UUID, MentionKind]
Present = Callable[[Iterable[uuid.UUID]], set[uuid.UUID]]  # who of some people is at a tab right now

_MEMBERS = (
    select(col(User.id), col(User.name), col(User.role), col(Membership.involvement))
    .join(Membership, col(Membership.user_id) == col(User.id))
    .where(
        col(Membership.room_id) == bindparam("room"),
        col(Membership.left_at).is_(None),
        col(User.deactivated_at).is_(None),
    )
)


@dataclass(frozen=True, slots=True)
class Audience:
    """Who can be called in a room: `heedful` are those who did not say that the room is nothing to them.

    `names` holds, for each writer, the people of the room and the other rooms that this writer may know of: a link to
    a room that they do not know would tell them that it exists.
    """

    names: Mapping[uuid.UUID, Names] = field(default_factory=dict[uuid.UUID, Names])
    everyone: frozenset[uuid.UUID] = frozenset()
    heedful: frozenset[uuid.UUID] = frozenset()

    def names_for(self, writer_id: uuid.UUID) -> Names:
        """What a text of this writer may point at: nothing for who is not in the room."""
        return self.names.get(writer_id, _NOTHING)

    def called(self, mentions: Iterable[str], sender_id: uuid.UUID, present: Present) -> dict[uuid.UUID, MentionKind]:
        """Whom the mentions of a message call: never its sender, and by name even those who heed nothing else."""
        said = set(mentions)
        found: dict[uuid.UUID, MentionKind] = {}
        if "here" in said:
            found.update(dict.fromkeys(present(self.heedful) & self.heedful, "here"))
        if "room" in said:
            found.update(dict.fromkeys(self.heedful, "room"))
        found.update({each: "person" for each in self.everyone if str(each) in said})
        found.pop(sender_id, None)
        return found


_NOTHING = Names()
NOBODY = Audience()


async def audience(connection: AsyncConnection, room_id: uuid.UUID, texts: Sequence[tuple[uuid.UUID, str]]) -> Audience:
    """Who can be called in a room whose row is locked, by texts with their writers; nothing is read for texts that call
    nobody."""
    if not any(worth_reading(text) for _, text in texts):
        return NOBODY
    members: Any = (await connection.execute(_MEMBERS, {"room": room_id})).all()
    return Audience(
        await _names(connection, members, texts),
        frozenset(row.id for row in members),
        frozenset(row.id for row in members if row.involvement != "nothing"),
    )


async def _names(
    connection: AsyncConnection, members: Sequence[Any], texts: Sequence[tuple[uuid.UUID, str]]
) -> dict[uuid.UUID, Names]:
    """What each writer's texts may point at. All who may know of every open room share one answer."""
    people = [(str(row.id), row.name) for row in members]
    plain, shared = Names.of(people), None
    linking = {writer_id for writer_id, text in texts if "#" in text}
    names: dict[uuid.UUID, Names] = {}
    for row in members:
        if row.id not in linking:
            names[row.id] = plain
        elif not policy.may_browse(row):
            names[row.id] = Names.of(people, await _links(connection, row))
        else:
            shared = names[row.id] = shared or Names.of(people, await _links(connection, row))
    return names


async def _links(connection: AsyncConnection, writer: visibility.Viewer) -> list[tuple[str, str]]:
    """Return id and name of the rooms that an author may link to."""
    found = select(col(Room.id), col(Room.name)).where(visibility.linked_rooms(writer))
    rows: Any = await connection.execute(found)
    return [(str(row.id), row.name) for row in rows]


async def unread(session: AsyncSession, membership: Membership, room: Room) -> int:
    """How many mentions lie behind a read position that has just moved. Reading to the end asks nothing."""
    if membership.read_posts >= room.posts:
        return 0
    found = select(func.count()).where(
        col(Mention.user_id) == membership.user_id,
        col(Mention.room_id) == room.id,
        col(Mention.post_no) > membership.read_posts,
    )
    return (await session.execute(found)).scalar_one()


async def revise(session: AsyncSession, message: Message, called: Called) -> list[Event]:
    """Make these the mentions of a message whose room is locked, and count anew for whom it is unread.

    Returns what to announce after the commit. People's rows are locked in the order of their ids.
    """
    rows = (await session.execute(select(Mention).where(col(Mention.message_id) == message.id))).scalars()
    before = {row.user_id for row in rows}
    gone, fresh = before - called.keys(), called.keys() - before
    if not gone and not fresh:
        return []
    of_these = (col(Mention.message_id) == message.id, col(Mention.user_id).in_(gone))
    await session.execute(delete(Mention).where(*of_these))
    session.add_all(
        Mention(
            message_id=message.id, user_id=each, room_id=message.room_id, post_no=message.post_no, kind=called[each]
        )
        for each in fresh
    )
    changes: list[Event] = []
    for user, place in await _places(session, message, gone | fresh):
        user.version += 1
        place.version, place.mentions = user.version, max(0, place.mentions + (1 if user.id in fresh else -1))
        session.add_all((user, place))
        changes.append(PersonChanged(user.id, user.version, user.version, (MembershipOut.of(place),)))
    return changes


async def _places(session: AsyncSession, message: Message, ids: set[uuid.UUID]) -> list[tuple[User, Membership]]:
    """The people for whom the message is unread, and their places, locked."""
    found = (
        select(User, Membership)
        .join(Membership, col(Membership.user_id) == col(User.id))
        .where(
            col(User.id).in_(ids),
            col(Membership.room_id) == message.room_id,
            col(Membership.left_at).is_(None),
            col(Membership.read_posts) < message.post_no,
        )
        .order_by(col(User.id))
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return [(user, place) for user, place in await session.execute(found)]
