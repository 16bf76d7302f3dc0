"""Search: what is asked, and what has been found so far. It is all in the arguments and in the browser (rule R9)."""

import uuid
from typing import Any

import reflex as rx
import structlog

from chat_app.live import store
from chat_app.live.broadcast import push
from chat_app.live.entries import SEARCH, SEARCH_PAGES
from chat_app.live.process import current, signed_in
from chat_app.schemas.screen import Found, Piece, SearchStatus
from chat_app.services import search, search_index, search_query
from chat_app.services.errors import Refused

log = structlog.get_logger()

MOST = 200  # pages


@store.holds("search")
class SearchState(rx.State):
    """Entries: `asking`, and `page_<n>`, a list of what was found each."""

    anchor: str = ""

    @rx.event
    async def open(self) -> None:
        """`/search?q=…`: a link to what was found."""
        query = str(self.router.url.query_parameters.get("q", ""))
        await self._read(query, "", "", 0)

    @rx.event
    async def ask(self, query: str, room_id: str = "") -> None:
        """Search anew, in one room or in all."""
        await self._read(query, room_id, "", 0)

    @rx.event
    async def older(self, query: str, room_id: str, before: str, page: int) -> None:
        """The page after the last that is there, whose last hit is `before`."""
        await self._read(query, room_id, before, page)

    async def _read(self, query: Any, room_id: Any, before: Any, page: Any) -> None:
        tab, user_id = signed_in(self)
        room, last, asked, error = _id(room_id), _id(before), str(query).strip()[: search_query.LIMIT], ""
        hits: list[search.Hit] = []
        if bool(room_id) != bool(room) or bool(before) != bool(last) or type(page) is not int or not 0 <= page < MOST:
            return
        parley = current().parley
        try:
            hits = await search.find(
                parley, user_id, await search.understand(parley, user_id, asked), before=last, room=room
            )
        except Refused as refusal:
            error = str(refusal)
        except Exception:
            log.exception("search_failed")
            error = "The search did not work. Try again in a moment."
        status = SearchStatus(
            asked, str(room or ""), page + 1, len(hits) == search_index.PAGE and page + 1 < MOST, error, False
        )
        push([tab], SEARCH_PAGES.under({page: [_line(hit) for hit in hits]}), SEARCH.of(status))


def _id(value: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except (ValueError, TypeError, AttributeError):
        return None


def _line(hit: search.Hit) -> Found:
    message = hit.message
    pieces = [Piece(text, index % 2 == 1) for index, text in enumerate(hit.snippet) if text]
    return Found(message.id, f"/rooms/{message.room_id}/{message.id}", hit.room_name, hit.sender, message.at, pieces)
