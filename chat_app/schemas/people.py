"""People and the workspace as browsers get them: plain, and quick to encode."""

import uuid
import zlib
from dataclasses import dataclass
from typing import Any

from chat_app.schemas.moments import milliseconds

TINTS = 6

# The columns of a user that a PersonOut is made of. Queries that join people name them `person_<column>`.
PERSON = (
    "id", "name", "version", "title", "pronouns", "time_zone", "picture",
    "availability", "status_emoji", "status_text", "status_until",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonOut:
    """A person as others see them. `tint` (1 to 6) is the colour behind the initials, `picture` the address of their
    picture or empty. `availability` is `away`, `dnd` or empty. The status ends at `status_until` (milliseconds since
    1970; 0 for no end).
    """

    id: str
    name: str
    initials: str
    tint: int
    version: int
    title: str = ""
    pronouns: str = ""
    time_zone: str = ""
    picture: str = ""
    availability: str = ""
    status_emoji: str = ""
    status_text: str = ""
    status_until: int = 0

    @classmethod
    def of(cls, row: Any, prefix: str = "", *, version: int = 0) -> "PersonOut":
        """Create from a user, or a row with the columns of `PERSON`; with `version` instead of its own if given."""
        user_id, name, known, title, pronouns, zone, picture, availability, emoji, text, until = (
            getattr(row, prefix + column) for column in PERSON
        )
        address = f"/pictures/{user_id}/{picture}" if picture else ""
        return cls(
            str(user_id), name, initials(name), tint(user_id), version or known, title, pronouns, zone, address,
            availability, emoji, text, milliseconds(until),
        )  # fmt: skip


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def tint(user_id: uuid.UUID) -> int:
    """Return a person's colour (1 to TINTS), derived from their id."""
    return zlib.crc32(user_id.bytes) % TINTS + 1


@dataclass(frozen=True, slots=True)
class WorkspaceOut:
    """The workspace as people and visitors see it. `picture` is the address of its picture, or empty."""

    name: str
    accent: str
    version: int
    picture: str = ""

    @classmethod
    def of(cls, row: Any) -> "WorkspaceOut":
        return cls(row.name, row.accent, row.version, f"/pictures/workspace/{row.picture}" if row.picture else "")
