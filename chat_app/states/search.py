"""Search. Question and results are in the arguments and in the browser (rule R9)."""

import uuid
from typing import Annotated

import reflex as rx
import structlog
from pydantic import Field

from chat_app.live import store
from chat_app.live.entries import SEARCH, SEARCH_PAGES
from chat_app.live.javascript import Computed
from chat_app.schemas.screen import Found, Piece, SearchStatus
from chat_app.services import search, search_index, search_query
from chat_app.services.errors import Refused
from chat_app.states.acting import Actor, OptionalId, acting

log = structlog.get_logger()

MOST = 200  # pages
Page = Annotated[int, Field(ge=0, lt=MOST)]


@store.holds("search")
class SearchState(rx.State):
    """The search of this tab; `found` are the results that it has so far, newest first."""

    found = Computed("search", "resultsOf", list[Found])

    @acting(silent=True)
    async def open(self, actor: Actor) -> None:
        """Search when the page `/search?q=…` opens."""
        await _read(actor, str(self.router.url.query_parameters.get("q", "")))

    @acting(silent=True)
    async def ask(self, actor: Actor, query: str, room_id: OptionalId = None) -> None:
        """Search anew, in one room or in all."""
        await _read(actor, query, room_id)

    @acting(silent=True)
    async def older(self, actor: Actor, query: str, room_id: OptionalId, before: OptionalId, page: Page) -> None:
        """Load the next page, number `page`, after the message `before`."""
        await _read(actor, query, room_id, before, page)


async def _read(
    actor: Actor, query: str, room_id: uuid.UUID | None = None, before: uuid.UUID | None = None, page: int = 0
) -> None:
    asked, error, parley = query.strip()[: search_query.LIMIT], "", actor.parley
    hits: list[search.Hit] = []
    try:
        understood = await search.understand(parley, actor.user_id, asked)
        hits = await search.find(parley, actor.user_id, understood, before=before, room=room_id)
    except Refused as refusal:
        error = str(refusal)
    except Exception:
        log.exception("search_failed")
        error = "The search did not work. Try again in a moment."
    more = len(hits) == search_index.PAGE and page + 1 < MOST
    status = SearchStatus(asked, str(room_id or ""), page + 1, more, error, False)
    actor.push(SEARCH_PAGES.under({page: [_line(hit) for hit in hits]}), SEARCH.of(status))


def _line(hit: search.Hit) -> Found:
    message = hit.message
    pieces = [Piece(text, index % 2 == 1) for index, text in enumerate(hit.snippet) if text]
    return Found(message.id, f"/rooms/{message.room_id}/{message.id}", hit.room_name, hit.sender, message.at, pieces)
