"""Long lists that people page through, and search: people, rooms, invites."""

from typing import Any, ClassVar

import reflex as rx


class Paged(rx.State, mixin=True):
    """Which page is shown; `_read` fills it, from what each list is a list of."""

    page: int = 0
    total: int = 0

    _a_page: ClassVar[int]

    @rx.var
    def last(self) -> int:
        """The number of the last page."""
        return max(0, (self.total - 1) // self._a_page)

    @rx.event
    async def turn(self, step: int) -> None:
        """To the next page, or the one before."""
        self.page = max(0, min(self.last, self.page + (1 if step > 0 else -1)))
        await self._read()

    async def _read(self) -> None:
        raise NotImplementedError


class Listing(Paged, mixin=True):
    """Which page of which search is shown."""

    words: str = ""
    ready: bool = False
    error: str = ""
    said: str = ""

    @rx.event
    async def look_up(self, form: dict[str, Any]) -> None:
        """Search."""
        self.words, self.page = str(form.get("words", ""))[:100], 0
        await self._read()
