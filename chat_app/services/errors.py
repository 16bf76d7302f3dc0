"""Why a service said no.

Exception
└── Refused        the reason is a sentence for the person who asked
    ├── NotAllowed     they may not, or it does not exist for them (the two look alike on purpose)
    ├── TooOften       they may, but not yet
    └── Invalid        what they sent cannot be used
"""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from chat_app.schemas import MAX_MESSAGE

Asked = TypeVar("Asked", bound=BaseModel)
SENTENCES = {
    "email": "That does not look like an e-mail address.",
    "name": "Please give a name of 1 to 80 characters.",
    "workspace": "Please give the workspace a name of 1 to 80 characters.",
    "title": "A title can have at most 80 characters.",
    "pronouns": "Pronouns can have at most 40 characters.",
    "time_zone": "Please choose a time zone from the list.",
    "emoji": "Please use one emoji.",
    "topic": "A topic can have at most 250 characters.",
    "domains": "A domain looks like example.org. Separate several by spaces.",
    "description": "A description can have at most 1,000 characters.",
}

LATER = "That did not work just now. Please try again in a moment."


class Refused(Exception):
    """A service did not do what was asked. `str(error)` is a sentence that can be shown."""


class NotAllowed(Refused):
    """The person may not do this here."""

    def __init__(self, reason: str = "You are not a member of this room.") -> None:
        super().__init__(reason)


class TooOften(Refused):
    """A limit has been reached; `wait` is in whole seconds, and the sentence says it too."""

    def __init__(self, reason: str, wait: int) -> None:
        super().__init__(reason)
        self.wait = wait


class Invalid(Refused):
    """The input cannot be used; `field` says which part of it."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.field = field


def parse(schema: type[Asked], fields: Mapping[str, object]) -> Asked:
    """What was asked for, validated. Raises Invalid with a sentence about the first field that is wrong."""
    try:
        return schema.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = str(first["loc"][0]) if first["loc"] else ""
        if field == "text":
            raise Invalid(_about_text(first["type"], first["input"]), field) from None
        raise Invalid(SENTENCES.get(field, "That request could not be understood."), field) from None


def _about_text(problem: str, value: object) -> str:
    if problem.endswith("too_long") and isinstance(value, str):
        return f"A message can have at most {MAX_MESSAGE:,} characters; this one has {len(value.strip()):,}."
    return "There is nothing in this message to send."
