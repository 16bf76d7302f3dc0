"""Reading people as others see them: the columns that such a person is made of."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlmodel import SQLModel

from chat_app.schemas import PERSON

_USERS = SQLModel.metadata.tables["users"]


def columns() -> Select[Any]:
    """A query for people, to be narrowed; `PersonOut.of(row)` reads its rows."""
    return select(*(_USERS.c[name] for name in PERSON))


def beside() -> list[ColumnElement[Any]]:
    """The same columns for a query whose rows are about something else: `PersonOut.of(row, "person_")`."""
    return [_USERS.c[name].label(f"person_{name}") for name in PERSON]
