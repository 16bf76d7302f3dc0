"""Names, column types and identifiers that all tables share."""

import re
import secrets
import uuid
from datetime import UTC, datetime
from typing import Any

import uuid_utils.compat
from sqlalchemy import JSON, DateTime, MetaData, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import declared_attr
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata: MetaData = SQLModel.metadata


class UtcDateTime(TypeDecorator[datetime]):
    """A time in UTC. SQLite does not store the zone; this type adds it again, and refuses times without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value


def now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


def new_id() -> uuid.UUID:
    """Return a version 7 UUID, which sorts by creation time (RFC 9562, section 5.7)."""
    return uuid_utils.compat.uuid7()


def oldest_id(at: datetime) -> uuid.UUID:
    """Return an id that sorts before all that were made at this time or later."""
    return uuid.UUID(int=max(0, round(at.timestamp() * 1000)) << 80)


def id_of(at: datetime) -> uuid.UUID:
    """Return an id that sorts like those made at this time, for imported rows."""
    return uuid.UUID(int=oldest_id(at).int | 7 << 76 | 2 << 62 | secrets.randbits(12) << 64 | secrets.randbits(62))


class Table(SQLModel):
    """A table, called by the plural of its class: `AuditEntry` is a row of `audit_entries`."""

    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:  # pyright: ignore[reportIncompatibleVariableOverride]
        words = re.sub("(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()
        return re.sub("(?<![aeiou])y$", "ie", words) + "s"


class Keyed(Table):
    """A table whose rows have an id of their own."""

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True, sa_type=Uuid)


def moment(*, optional: bool = False, index: bool = False) -> Any:
    """Return the field of a UTC time: by default that of the insert; None if `optional`."""
    if optional:
        return Field(default=None, sa_type=UtcDateTime, nullable=True, index=index)  # type: ignore[call-overload]
    return Field(default_factory=now, sa_type=UtcDateTime, nullable=False, index=index)  # type: ignore[call-overload]


def json_field() -> Any:
    """Return the field of a list that is stored as JSON and replaced as a whole; empty by default."""
    return Field(default_factory=list, sa_type=JSON, nullable=False, sa_column_kwargs={"server_default": "[]"})  # type: ignore[call-overload]


def reference(target: str, *, optional: bool = False, index: bool = False) -> Any:
    """Return the field of a foreign key to another table's id."""
    if optional:
        return Field(default=None, foreign_key=target, nullable=True, index=index)
    return Field(foreign_key=target, nullable=False, index=index)
