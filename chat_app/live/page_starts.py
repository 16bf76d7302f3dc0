"""Pages whose start has failed: their transport is closed after a moment, so that they connect and start again.

A page sends the events of its start once. When such an event fails, for example without the database, the page would
stay blank on a working connection.
"""

import asyncio
import random
from collections import OrderedDict

from reflex_base.event.context import EventContext

from chat_app.live.connections import Tab

FIRST, LONGEST = 0.5, 30.0  # seconds before the first, and between later attempts
AFTER_LAST = 1.0  # seconds after the last event of a start: Reflex handles it before it reports failures
REMEMBERED = 10_000  # pages
LAST = "set_is_hydrated"  # the event that ends a page's start


class PageStarts:
    """The number of failed starts of each page."""

    def __init__(self) -> None:
        self._failed: OrderedDict[str, int] = OrderedDict()  # by Reflex's name for a page

    def on_event(self, tab: Tab, name: str, payload: object) -> None:
        """Note an event that is about to be handled: the last of a start is followed by `_succeed`."""
        if name.endswith(f".{LAST}") and payload == {"value": True} and not tab.started:
            asyncio.get_running_loop().call_later(AFTER_LAST, self._succeed, tab, _page())

    def on_failure(self, tab: Tab) -> None:
        """Have a tab reconnect when an event of its start has failed; does nothing after the start."""
        if tab.started or tab.start_failed:
            return
        tab.start_failed = True
        times = self._failed[_page()] = self._failed.pop(_page(), 0) + 1
        if len(self._failed) > REMEMBERED:
            self._failed.popitem(last=False)
        pause = min(LONGEST, FIRST * 2 ** (times - 1)) * random.uniform(0.5, 1.5)
        asyncio.get_running_loop().call_later(pause, tab.reconnect)

    def _succeed(self, tab: Tab, page: str) -> None:
        if not tab.start_failed:
            tab.started = True
            self._failed.pop(page, None)


def _page() -> str:
    return EventContext.get().token
