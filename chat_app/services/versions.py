"""The one question of rule R7: how far have these rooms and people got, and which of these sessions have ended?"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

import orjson
from sqlalchemy import ARRAY, String, Uuid, bindparam, text

from chat_app.services.parley import Parley

_UNION = """
SELECT 'r' AS kind, id, version FROM rooms WHERE id {rooms}
UNION ALL SELECT 'p', id, version FROM users WHERE id {people} AND deactivated_at IS NULL
UNION ALL SELECT 's', id, 0 FROM sessions WHERE id {sessions} AND revoked_at IS NULL
UNION ALL SELECT 'w', id, people_version FROM workspace
UNION ALL SELECT 'k', id, version FROM workspace
"""
_POSTGRES = text(_UNION.format(rooms="= ANY(:rooms)", people="= ANY(:people)", sessions="= ANY(:sessions)")).bindparams(
    bindparam("rooms", type_=ARRAY(Uuid)),
    bindparam("people", type_=ARRAY(Uuid)),
    bindparam("sessions", type_=ARRAY(Uuid)),
)
_SQLITE = text(
    _UNION.format(
        rooms="IN (SELECT value FROM json_each(:rooms))",
        people="IN (SELECT value FROM json_each(:people))",
        sessions="IN (SELECT value FROM json_each(:sessions))",
    )
).bindparams(bindparam("rooms", type_=String), bindparam("people", type_=String), bindparam("sessions", type_=String))


@dataclass(frozen=True, slots=True)
class Versions:
    """The answer. A person or session that is missing is deactivated or revoked; `profiles` is how far the workspace's
    people have got, all together; `workspace` how far its own settings, or 0 without one."""

    rooms: dict[uuid.UUID, int]
    people: dict[uuid.UUID, int]
    sessions: set[uuid.UUID]
    profiles: int = 0
    workspace: int = 0


async def ask(
    parley: Parley, rooms: Collection[uuid.UUID], people: Collection[uuid.UUID], sessions: Collection[uuid.UUID]
) -> Versions:
    """How far the database has got."""
    statement, pack = (_SQLITE, _json) if parley.database.embedded else (_POSTGRES, list)
    async with parley.database.snapshot() as connection:
        found = await connection.execute(
            statement, {"rooms": pack(rooms), "people": pack(people), "sessions": pack(sessions)}
        )
        rows = [(row[0], row[1] if isinstance(row[1], uuid.UUID) else uuid.UUID(row[1]), row[2]) for row in found]
    return Versions(
        rooms={key: version for kind, key, version in rows if kind == "r"},
        people={key: version for kind, key, version in rows if kind == "p"},
        sessions={key for kind, key, _ in rows if kind == "s"},
        profiles=max((version for kind, _, version in rows if kind == "w"), default=0),
        workspace=max((version for kind, _, version in rows if kind == "k"), default=0),
    )


def _json(ids: Collection[uuid.UUID]) -> str:
    return orjson.dumps([each.hex for each in ids]).decode()
