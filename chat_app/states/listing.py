"""Long lists that people page through, and search: people, rooms, invites."""

from typing import Any, ClassVar

import reflex as rx
from typing_extensions import TypedDict

from chat_app.services.errors import Refused
from chat_app.states.acting import Actor, Number, acting


class WordsForm(TypedDict):
    """What somebody looks for."""

    words: str


class Paged(rx.State, mixin=True):
    """Which page is shown of what `words` find; each list says in `_read` of what it is a list."""

    words: str = ""
    page: int = 0
    total: int = 0
    found: list[Any] = []
    ready: bool = False
    error: str = ""
    said: str = ""

    _a_page: ClassVar[int]

    @rx.var
    def last(self) -> int:
        """The number of the last page."""
        return max(0, (self.total - 1) // self._a_page)

    @acting(silent=True)
    async def turn(self, actor: Actor, words: str, page: Number) -> None:
        """Show a page, or the last one if there are fewer: another one, or the same after something has changed."""
        await self._show(actor, words, page)

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


class Listing(Paged, mixin=True):
    """A list in which people search."""

    @acting(silent=True)
    async def look_up(self, actor: Actor, form: WordsForm) -> None:
        """Search."""
        await self._show(actor, form["words"])
