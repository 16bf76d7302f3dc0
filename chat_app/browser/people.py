"""People as this tab knows them, by their ids."""

from typing import Any

import reflex as rx

from chat_app.live.javascript import Script
from chat_app.schemas import PersonOut
from chat_app.states.people import PeopleState

_script = Script("people")


def names(ids: Any) -> rx.Var[str]:
    """Return the names of a list of people, as one text."""
    return _script.value("namesOf", str, PeopleState, ids)


def first_of(ids: rx.Var[str], most: int) -> rx.Var[list[PersonOut]]:
    """Return so many people at most; `ids` are parted by blanks."""
    return _script.value("firstOf", list[PersonOut], PeopleState, ids, most)


def count_after(ids: rx.Var[str], most: int) -> rx.Var[int]:
    """Return how many more people there are than those; `ids` are parted by blanks."""
    return _script.value("countAfter", int, ids, most)


def seen_by(ids: rx.Var[str]) -> rx.Var[str]:
    """Return `Seen by` and the names; `ids` are parted by blanks."""
    return _script.value("seenByText", str, PeopleState, ids)
