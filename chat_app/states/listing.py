"""A long list that admins page through and search: people, rooms."""

from typing import Any, ClassVar

import reflex as rx


class Listing(rx.State, mixin=True):
    """Which page of which search is shown; `_read` fills it, from what each list is a list of."""

    words: str = ""
    page: int = 0
    total: int = 0
    ready: bool = False
    error: str = ""
    said: str = ""

    _a_page: ClassVar[int]

    @rx.var
    def last(self) -> int:
        """The number of the last page."""
        return max(0, (self.total - 1) // self._a_page)

    @rx.event
    async def look_up(self, form: dict[str, Any]) -> None:
        """Search."""
        self.words, self.page = str(form.get("words", ""))[:100], 0
        await self._read()

    @rx.event
    async def turn(self, step: int) -> None:
        """To the next page, or the one before."""
        self.page = max(0, min(self.last, self.page + (1 if step > 0 else -1)))
        await self._read()

    async def _read(self) -> None:
        raise NotImplementedError
