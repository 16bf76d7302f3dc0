"""Long lists with pages and a search: people, rooms, invites."""

from typing import Any, ClassVar

import reflex as rx
from typing_extensions import TypedDict

from chat_app.services.errors import Refused
from chat_app.states.acting import Actor, Number, acting


class WordsForm(TypedDict):
    """The words to search for."""

    words: str


class Listing(rx.State, mixin=True):
    """The page `page` of what `words` find; each list has a `_read` of its own."""

    words: str = ""
    page: int = 0
    total: int = 0
    found: list[Any] = []
    ready: bool = False

    _a_page: ClassVar[int]

    @rx.var
    def last(self) -> int:
        """Return the number of the last page, from 0."""
        return max(0, (self.total - 1) // self._a_page)

    @acting
    async def open_list(self, actor: Actor) -> None:
        """Show the first page when the page opens."""
        await self._show(actor)

    @acting(silent=True)
    async def turn(self, actor: Actor, words: str, page: Number) -> None:
        """Show another page, or the same page after a change; the last page if there are fewer."""
        await self._show(actor, words, page)

    @acting(silent=True)
    async def look_up(self, actor: Actor, form: WordsForm) -> None:
        """Search."""
        await self._show(actor, form["words"])

    async def _show(self, actor: Actor, words: str = "", page: int = 0) -> None:
        self.words, self.page = words[:100], page
        try:
            self.found, self.total = await self._read(actor, self.words, page)
            if page > self.last:
                self.page = self.last
                self.found, _ = await self._read(actor, self.words, self.page)
            self.ready = True
        except Refused:
            self.found, self.total = [], 0

    async def _read(self, actor: Actor, words: str, page: int) -> tuple[list[Any], int]:
        """Return a page, and how many entries there are in all. Raises Refused."""
        raise NotImplementedError
