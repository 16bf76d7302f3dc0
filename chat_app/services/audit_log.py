"""Reading the audit log: newest first, by page, narrowed to a person, an act, a stretch of time. For admins."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import orjson
from sqlalchemy import or_, select
from sqlmodel import col

from chat_app.models import AuditEntry, User
from chat_app.schemas import milliseconds
from chat_app.services import administration
from chat_app.services.parley import Parley

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: of a person (a part of a name, as actor or subject), an act, between two days (UTC)."""

    person: str = ""
    action: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as admins read it. `at` is milliseconds since 1970."""

    id: str
    at: int
    actor: str
    action: str
    subject: str
    ip: str
    detail: str


async def newest(parley: Parley, admin_id: uuid.UUID, wanted: Wanted, count: int = PAGE) -> tuple[list[Line], bool]:
    """As many entries, the newest first, and whether there are more. Raises NotAllowed."""
    async with parley.database.read() as session:
        await administration.admit(session, admin_id)
        found = select(AuditEntry, col(User.name)).outerjoin(User, col(User.id) == col(AuditEntry.actor_id))
        if wanted.person:
            named = (col(User.name), col(AuditEntry.subject))
            found = found.where(or_(*(column.icontains(wanted.person, autoescape=True) for column in named)))
        if wanted.action:
            found = found.where(col(AuditEntry.action) == wanted.action)
        if wanted.since:
            found = found.where(col(AuditEntry.at) >= datetime.combine(wanted.since, time.min, UTC))
        if wanted.until:
            found = found.where(col(AuditEntry.at) <= datetime.combine(wanted.until, time.max, UTC))
        rows = list(await session.execute(found.order_by(col(AuditEntry.id).desc()).limit(count + 1)))
    return [_line(entry, name) for entry, name in rows[:count]], len(rows) > count


async def actions(parley: Parley, admin_id: uuid.UUID) -> list[str]:
    """The acts that the log knows. Raises NotAllowed."""
    async with parley.database.read() as session:
        await administration.admit(session, admin_id)
        found = select(col(AuditEntry.action)).distinct().order_by(col(AuditEntry.action))
        return list((await session.execute(found)).scalars())


def _line(entry: AuditEntry, actor: str | None) -> Line:
    facts = (f"{name.replace('_', ' ')}: {_said(value)}" for name, value in entry.detail.items())
    detail = " · ".join(facts)[:300]
    return Line(str(entry.id), milliseconds(entry.at), actor or "", entry.action, entry.subject, entry.ip, detail)


def _said(value: Any) -> str:
    if isinstance(value, bool | None):
        return {True: "yes", False: "no", None: "none"}[value]
    return value if isinstance(value, str) else orjson.dumps(value).decode()
