"""Pages that could not be brought up: their transport is closed after a moment, so that they come back by themselves.

What a page asks for when it starts is asked once. Where that fails, the database being away for one, the page would
stay as it is, blank, on a connection that is well.
"""

import asyncio
import random
from collections import OrderedDict

from reflex_base.event.context import EventContext

from chat_app.live.connections import Tab

FIRST, LONGEST = 0.5, 30.0  # seconds before the first, and between later attempts
SETTLING = 1.0  # seconds after the last event of a start: Reflex handles that one before it tells of failures
REMEMBERED = 10_000  # pages
LAST = "set_is_hydrated"  # the event that ends a page's start


class Arrivals:
    """Which pages are being brought up, and how often each has failed."""

    def __init__(self) -> None:
        self._failed: OrderedDict[str, int] = OrderedDict()  # by Reflex's name for a page

    def heard(self, tab: Tab, name: str, payload: object) -> None:
        """An event of a page is about to be handled."""
        if name.endswith(f".{LAST}") and payload == {"value": True} and not tab.settled:
            asyncio.get_running_loop().call_later(SETTLING, self._settle, tab, _page())

    def failed(self, tab: Tab) -> None:
        """An event of a page has failed. One that is up already goes on as it is."""
        if tab.settled or tab.failing:
            return
        tab.failing = True
        times = self._failed[_page()] = self._failed.pop(_page(), 0) + 1
        if len(self._failed) > REMEMBERED:
            self._failed.popitem(last=False)
        pause = min(LONGEST, FIRST * 2 ** (times - 1)) * random.uniform(0.5, 1.5)
        asyncio.get_running_loop().call_later(pause, tab.start_anew)

    def _settle(self, tab: Tab, page: str) -> None:
        if not tab.failing:
            tab.settled = True
            self._failed.pop(page, None)


def _page() -> str:
    return EventContext.get().token
