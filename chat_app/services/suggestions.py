"""What the message box offers while one types: people after `@`, rooms after `#`, emoji after `:`."""

import uuid
from functools import lru_cache
from typing import Any

import emoji
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app import policy, words
from chat_app.models import Membership, Room, User
from chat_app.schemas import initials, tint
from chat_app.schemas.screen import Suggestion
from chat_app.services import memberships, visibility
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley

MOST = 8
WORD = 80  # characters that are looked at


async def find(parley: Parley, user_id: uuid.UUID, room_id: uuid.UUID, sign: str, word: str) -> list[Suggestion]:
    """The best few, for a member of the room. Raises NotAllowed."""
    asked = words.fold_name(word[:WORD])
    async with parley.database.read() as session:
        user, place = await session.get(User, user_id), await memberships.find(session, room_id, user_id)
        if user is None or not policy.active(user) or not policy.may_read(place):
            raise NotAllowed
        match sign:
            case "@":
                return await _people(session, user_id, room_id, asked)
            case "#":
                return await _rooms(session, user, asked)
            case ":":
                return _emoji(asked)
            case _:
                return []


async def _people(session: AsyncSession, user_id: uuid.UUID, room_id: uuid.UUID, asked: str) -> list[Suggestion]:
    """Members of the room, then everybody at once."""
    found = (
        select(col(User.id), col(User.name))
        .join(Membership, col(Membership.user_id) == col(User.id))
        .where(
            col(Membership.room_id) == room_id, col(Membership.left_at).is_(None), col(User.deactivated_at).is_(None)
        )
    )
    rows: Any = (await session.execute(found)).all()
    people = [row for row in rows if row.id != user_id and _fits(row.name, asked)]
    people.sort(key=lambda each: (not words.fold_name(each.name).startswith(asked), words.fold_name(each.name)))
    whole = f"All {len(rows)} people in this room" if len(rows) > 1 else "Everyone in this room"
    everybody = [
        Suggestion(f"@{word}", f"@{word}", hint, word, "@")
        for word, hint in (("here", "Everyone who is here now"), ("room", whole))
        if word.startswith(asked)
    ]
    named = [
        Suggestion(f"@{p.name}", p.name, "", words.fold_name(p.name), initials(p.name), tint(p.id)) for p in people
    ]
    return [*named[: MOST - len(everybody)], *everybody]


async def _rooms(session: AsyncSession, user: User, asked: str) -> list[Suggestion]:
    """Those that a message of this person could link to."""
    found = select(Room).where(visibility.linked_rooms(user)).order_by(col(Room.name_key))
    rooms = [room for room in (await session.execute(found)).scalars() if _fits(room.name, asked)]
    return [
        Suggestion(f"#{room.name}", room.name, room.topic, words.fold_name(room.name), "#") for room in rooms[:MOST]
    ]


def _emoji(asked: str) -> list[Suggestion]:
    """Those whose code begins so, before those in which a later word does."""
    if not asked:
        return []
    begin = [each for each in _codes() if each[0].startswith(asked)]
    later = [each for each in _codes() if f"_{asked}" in each[0]] if len(begin) < MOST else []
    shown: dict[str, str] = {}
    for code, glyph in (*begin, *later):
        shown.setdefault(glyph, code)
    return [
        Suggestion(glyph, f":{code}:", "", f"{code} {code.replace('_', ' ')}", glyph)
        for glyph, code in list(shown.items())[:MOST]
    ]


@lru_cache(maxsize=1)
def _codes() -> list[tuple[str, str]]:
    """All codes that a text may hold, the shortest first, without the variants by skin."""
    found = {
        code.strip(":"): glyph
        for glyph, data in emoji.EMOJI_DATA.items()
        if data["status"] == emoji.STATUS["fully_qualified"] and "_skin_tone" not in data["en"]
        for code in (*data.get("alias", ()), data["en"])
    }
    return sorted(found.items(), key=lambda each: (len(each[0]), each[0]))


def _fits(name: str, asked: str) -> bool:
    """Whether a name, or one of its later words, begins so."""
    return f" {asked}" in f" {words.fold_name(name)}"
