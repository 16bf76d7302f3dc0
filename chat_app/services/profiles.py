"""Profiles: what people show of themselves. Each change takes the workspace's next `people_version`.

All that know a person see the change at once; what the bus loses is found by comparing that version (rules R6 and R7).
"""

import uuid
import zoneinfo
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, get_args

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app import policy
from chat_app.events import Event, PersonChanged, ProfileChanged
from chat_app.models import User, Workspace, now
from chat_app.models.user import Availability
from chat_app.schemas import PersonOut, ProfileIn, StatusIn
from chat_app.services import limits, memberships, names, people
from chat_app.services.errors import Invalid, NotAllowed, parse
from chat_app.services.parley import Parley

LONGEST = timedelta(days=400)  # that a status may hold


@dataclass(frozen=True, slots=True)
class Profiles:
    """Those who have changed since a version, and the version up to which that is all."""

    version: int
    people: tuple[PersonOut, ...]


async def change(parley: Parley, user_id: uuid.UUID, **fields: Any) -> PersonOut:
    """Change a person's `name`, `title`, `pronouns`, `time_zone`. Raises TooOften or Invalid (a taken name, too)."""
    asked = parse(ProfileIn, fields)
    if asked.time_zone and asked.time_zone not in zones():
        raise Invalid("Please choose a time zone from the list.", "time_zone")
    await limits.spend(parley, "profiles", user_id)
    async with editing(parley, user_id) as (session, user):
        if asked.name != user.name:
            await names.claim(session, asked.name, but=user.id)
        user.name, user.title, user.pronouns, user.time_zone = asked.name, asked.title, asked.pronouns, asked.time_zone
    return PersonOut.of(user)


async def set_status(parley: Parley, user_id: uuid.UUID, **fields: Any) -> PersonOut:
    """Set a person's status: `emoji`, `text`, `until` (milliseconds since 1970, or 0). Raises Invalid or TooOften.

    A text without an emoji gets a speech balloon; neither clears the status.
    """
    try:
        asked = StatusIn.model_validate(fields)
    except ValidationError as error:
        field = str(error.errors(include_url=False)[0]["loc"][:1])
        raise Invalid(
            "A status can have at most 80 characters." if "text" in field else "Please use one emoji."
        ) from None
    if asked.emoji and not policy.is_emoji(asked.emoji):
        raise Invalid("Please use one emoji.", "emoji")
    until = _moment(asked.until)
    await limits.spend(parley, "profiles", user_id)
    async with editing(parley, user_id) as (_, user):
        user.status_emoji = asked.emoji or ("💬" if asked.text else "")
        user.status_text, user.status_until = asked.text, until if user.status_emoji else None
    return PersonOut.of(user)


async def set_availability(parley: Parley, user_id: uuid.UUID, availability: str) -> PersonOut:
    """Set `away`, `dnd` (do not disturb), or empty for the status of the person's tabs. Raises Invalid or TooOften."""
    chosen: Availability | None = next((each for each in get_args(Availability) if each == availability), None)
    if chosen is None:
        raise Invalid("That is no way to be available.")
    await limits.spend(parley, "profiles", user_id)
    async with editing(parley, user_id) as (_, user):
        user.availability = chosen
    return PersonOut.of(user)


async def find_zone(parley: Parley, user_id: uuid.UUID, zone: str) -> None:
    """Take the time zone of a person's browser, if they have chosen none. An unknown zone changes nothing."""
    if zone not in zones():
        return
    async with parley.database.read() as session:
        user = await session.get(User, user_id)
    if user is None or user.time_zone:
        return  # every page that opens asks: what changes nothing takes nothing of the limit
    await limits.spend(parley, "profiles", user_id)
    async with editing(parley, user_id) as (_, user):
        user.time_zone = user.time_zone or zone


async def clear_expired(parley: Parley) -> None:
    """End every status whose time is over."""
    over = (col(User.status_until) <= now()) & (col(User.status_emoji) != "")
    async with parley.database.read() as session:
        ids = list((await session.execute(select(col(User.id)).where(over))).scalars())
    for user_id in ids:
        async with editing(parley, user_id) as (_, user):
            if user.status_until is not None and user.status_until <= now():
                user.status_emoji, user.status_text, user.status_until = "", "", None


async def since(parley: Parley, version: int) -> Profiles:
    """Whose profile has changed after a `people_version`, with the version now."""
    async with parley.database.snapshot() as connection:
        newest: Any = (await connection.execute(select(col(Workspace.people_version)))).scalar_one_or_none()
        changed = people.columns().where(col(User.profile_version) > version).order_by(col(User.profile_version))
        rows = await connection.execute(changed)
        return Profiles(newest or 0, tuple(PersonOut.of(row) for row in rows))


@asynccontextmanager
async def editing(parley: Parley, user_id: uuid.UUID) -> AsyncGenerator[tuple[AsyncSession, User]]:
    """Give a person's locked row to be changed, and announce it to all who know them, if a value has become another.

    Raises NotAllowed for an account that cannot be used.
    """
    async with parley.database.write() as session:
        workspace = await names.lock_workspace(session)
        user = await memberships.lock_person(session, user_id)
        if workspace is None or user is None or not policy.active(user):
            raise NotAllowed("This account cannot be used.")
        before = PersonOut.of(user)
        yield session, user
        changes = stamp(session, workspace, user) if PersonOut.of(user) != before else []
    parley.announce(*changes)


def stamp(session: AsyncSession, workspace: Workspace, user: User) -> list[Event]:
    """Take the next versions for a profile that was changed; returns what to announce after the commit."""
    user.version += 1
    workspace.people_version += 1
    user.profile_version = workspace.people_version
    session.add_all((user, workspace))
    person = PersonOut.of(user)
    return [
        ProfileChanged(user.id, workspace.people_version, person),
        PersonChanged(user.id, user.version, user.version, people=(person,)),
    ]


@cache
def zones() -> frozenset[str]:
    """The time zones there are."""
    return frozenset(zoneinfo.available_timezones())


def _moment(milliseconds: int) -> datetime | None:
    """When a status ends. Raises Invalid for what has passed, or is too far away."""
    if not milliseconds:
        return None
    if not now() < (until := datetime.fromtimestamp(min(milliseconds, 1 << 42) / 1000, UTC)) < now() + LONGEST:
        raise Invalid("That moment has passed, or is more than a year away.", "until")
    return until
