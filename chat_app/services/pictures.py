"""Pictures of people: small, without anything but pixels, seen by those who know the person."""

import asyncio
import uuid

from sqlalchemy import delete, select
from sqlmodel import col

from chat_app import policy
from chat_app.adapters import pictures
from chat_app.adapters.pictures import UnusablePicture
from chat_app.models import Picture, User
from chat_app.schemas import PersonOut
from chat_app.services import limits, profiles, visibility
from chat_app.services.errors import Invalid
from chat_app.services.parley import Parley

TOO_LARGE = "A picture can have at most 5 MB."
UNUSABLE = "That is not a picture we can use. Please choose a PNG, JPEG or WebP file."
_turn = asyncio.Semaphore(1)  # one at a time: each may need 150 MB


async def put(parley: Parley, user_id: uuid.UUID, sent: bytes) -> PersonOut:
    """Take a file as a person's picture. Raises Invalid or TooOften."""
    made = await thumbnail(parley, user_id, sent)
    async with profiles.editing(parley, user_id) as (session, user):
        await session.merge(Picture(user_id=user.id, data=made))
        user.picture = user.version + 1  # a number it never had: browsers keep a picture under its address for ever
    return PersonOut.of(user)


async def thumbnail(parley: Parley, user_id: uuid.UUID, sent: bytes) -> bytes:
    """A file as a small picture of bare pixels. Raises Invalid or TooOften."""
    await limits.spend(parley, "uploads", user_id)
    if len(sent) > pictures.LARGEST:
        raise Invalid(TOO_LARGE, "picture")
    try:
        async with _turn:
            return await asyncio.to_thread(pictures.thumbnail, sent)
    except UnusablePicture:
        raise Invalid(UNUSABLE, "picture") from None


async def remove(parley: Parley, user_id: uuid.UUID) -> PersonOut:
    """Go back to initials."""
    await limits.spend(parley, "profiles", user_id)
    async with profiles.editing(parley, user_id) as (session, user):
        await session.execute(delete(Picture).where(col(Picture.user_id) == user.id))
        user.picture = 0
    return PersonOut.of(user)


async def get(parley: Parley, reader_id: uuid.UUID, user_id: uuid.UUID, version: int) -> bytes | None:
    """A picture as it is now, or None: for an older or unknown one, and for a guest who does not know that person."""
    async with parley.database.read() as session:
        reader = await session.get(User, reader_id)
        if reader is None or not policy.active(reader):
            return None
        found = (
            select(col(Picture.data))
            .join(User, col(User.id) == col(Picture.user_id))
            .where(col(User.id) == user_id, col(User.picture) == version, visibility.people(reader))
        )
        return (await session.execute(found)).scalar_one_or_none()
