"""The pages before the door hold one state; what they show must belong to the address that shows it."""

from __future__ import annotations

from typing import Any

from tests.stack.raw_tab import HYDRATE, ROOT_STATE, RawTab, open_tab
from tests.stack.server import Server


async def test_a_tab_that_goes_on_to_a_mailed_link_is_never_offered_the_click_without_its_token(one_server: Server):
    """The click would send no token, and the page would say that the link has ended."""
    seen: list[tuple[bool, str]] = []
    async with await open_tab(one_server.url, path="/setup") as tab:
        await tab.wait_for(lambda tab: _entry(tab, "ready") is True and _hydrated(tab))
        tab.on_delta = lambda _: seen.append((_entry(tab, "ready"), _entry(tab, "token")))
        tab.path = "/auth/magic?token=secret"
        await tab.send(HYDRATE)
        await tab.wait_for(lambda tab: _entry(tab, "token") == "secret" and _entry(tab, "ready") is True)
    assert (True, "secret") in seen
    assert (True, "") not in seen


def _entry(tab: RawTab, var: str) -> Any:
    return next((value for key, value in tab.state("entry_state").items() if key.startswith(var)), None)


def _hydrated(tab: RawTab) -> bool:
    return tab.store.get(ROOT_STATE, {}).get("is_hydrated_rx_state_") is True
