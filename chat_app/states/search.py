"""Search: what was asked, and what was found so far."""

import uuid
from dataclasses import dataclass
from typing import Any

import reflex as rx

from chat_app.live.process import current, signed_in
from chat_app.schemas import PersonOut
from chat_app.services import search, search_query
from chat_app.services.errors import Refused


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `marked` where it matches."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Found:
    """One line of the results."""

    id: str
    href: str
    room: str
    sender: PersonOut
    at: int
    pieces: list[Piece]


class SearchState(rx.State):
    """`asked` is empty before the first search."""

    asked: str = ""
    error: str = ""
    found: list[Found] = []
    more: bool = False

    @rx.event
    async def ask(self, form: dict[str, Any]) -> None:
        """Search anew."""
        self.asked, self.found, self.more = str(form.get("query", "")).strip()[: search_query.LIMIT], [], False
        await self._read()

    @rx.event
    async def older(self) -> None:
        """The next page."""
        await self._read()

    async def _read(self) -> None:
        _, user_id = signed_in(self)
        self.error = ""
        last = uuid.UUID(self.found[-1].id) if self.found else None
        try:
            hits = await search.find(current().parley, user_id, search_query.parse(self.asked), before=last)
        except Refused as refusal:
            self.error = str(refusal)
            return
        self.found = [*self.found, *(_line(hit) for hit in hits)]
        self.more = len(hits) == search.PAGE


def _line(hit: search.Hit) -> Found:
    message = hit.message
    pieces = [Piece(text, index % 2 == 1) for index, text in enumerate(hit.snippet) if text]
    return Found(message.id, f"/rooms/{message.room_id}/{message.id}", hit.room_name, hit.sender, message.at, pieces)
