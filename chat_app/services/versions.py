"""The one question of rule R7: how far have these rooms and people got, and which of these sessions have ended?"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import ARRAY, String, Uuid, bindparam, text

from chat_app.models import now
from chat_app.models.columns import UtcDateTime
from chat_app.services.parley import Parley
from chat_app.services.seen import LIMIT

_UNION = """
SELECT 'r' AS kind, id, version FROM rooms WHERE id {rooms}
UNION ALL SELECT 'p', id, version FROM users WHERE id {people} AND deactivated_at IS NULL
UNION ALL SELECT 's', id, 0 FROM sessions WHERE id {sessions} AND revoked_at IS NULL AND expires_at > :moment
UNION ALL SELECT 'w', id, people_version FROM workspace
UNION ALL SELECT 'k', id, version FROM workspace
UNION ALL SELECT 'm', m.room_id, sum(m.version) FROM memberships m JOIN rooms r ON r.id = m.room_id
    WHERE m.room_id {shown} AND r.members <= {limit} AND (SELECT seen_by FROM workspace) GROUP BY m.room_id
"""
_IN = "IN (SELECT value FROM json_each(:{}))"
_LISTS = ("rooms", "people", "sessions", "shown")
_MOMENT = bindparam("moment", type_=UtcDateTime)
_POSTGRES = text(_UNION.format(limit=LIMIT, **{each: f"= ANY(:{each})" for each in _LISTS})).bindparams(
    *(bindparam(each, type_=ARRAY(Uuid)) for each in _LISTS), _MOMENT
)
_SQLITE = text(_UNION.format(limit=LIMIT, **{each: _IN.format(each) for each in _LISTS})).bindparams(
    *(bindparam(each, type_=String) for each in _LISTS), _MOMENT
)


@dataclass(frozen=True, slots=True)
class Versions:
    """The answer. A person or session that is missing is deactivated, revoked or expired; `profiles` is how far the
    workspace's people have got, all together; `workspace` how far its own settings, or 0 without one.

    `readers` has, for each room on a screen that shows how far its people have read, the sum of the versions of all
    their memberships: it is another one as soon as one of them has changed.
    """

    rooms: dict[uuid.UUID, int]
    people: dict[uuid.UUID, int]
    sessions: set[uuid.UUID]
    profiles: int = 0
    workspace: int = 0
    readers: dict[uuid.UUID, int] = field(default_factory=dict)


async def ask(
    parley: Parley,
    rooms: Collection[uuid.UUID],
    people: Collection[uuid.UUID],
    sessions: Collection[uuid.UUID],
    shown: Collection[uuid.UUID] = (),
) -> Versions:
    """How far the database has got; `shown` are the rooms on a screen."""
    statement, pack = (_SQLITE, _json) if parley.database.embedded else (_POSTGRES, list)
    lists: dict[str, Any] = {
        name: pack(ids) for name, ids in zip(_LISTS, (rooms, people, sessions, shown), strict=True)
    }
    async with parley.database.reserved() as connection:
        found = await connection.execute(statement, {**lists, "moment": now()})
        asked = {each.hex: each for each in (*rooms, *people, *sessions, *shown)} if parley.database.embedded else {}
        rows = [(row[0], _key(row[1], asked), row[2]) for row in found]
    return Versions(
        rooms={key: version for kind, key, version in rows if kind == "r"},
        people={key: version for kind, key, version in rows if kind == "p"},
        sessions={key for kind, key, _ in rows if kind == "s"},
        profiles=max((version for kind, _, version in rows if kind == "w"), default=0),
        workspace=max((version for kind, _, version in rows if kind == "k"), default=0),
        readers={key: int(total) for kind, key, total in rows if kind == "m"},
    )


def _key(value: uuid.UUID | str, asked: dict[str, uuid.UUID]) -> uuid.UUID:
    """SQLite answers with text; looking up is a third of parsing it."""
    return value if isinstance(value, uuid.UUID) else asked.get(value) or uuid.UUID(value)


def _json(ids: Collection[uuid.UUID]) -> str:
    return orjson.dumps([each.hex for each in ids]).decode()
