"""A page that connects is answered, and comes up by itself, whatever fails or hangs while it does."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from chat_app.live.entries import ARRIVED
from tests.conftest import StartServers
from tests.live import chatter
from tests.live.chatter import Chatter, Person
from tests.stack.faults import PLACES
from tests.stack.sample import sample
from tests.stack.server import Server

PATIENCE = 10.0  # seconds until a page is answered, or its connection is closed


@dataclass
class House:
    """A server that fails at what stands in the file."""

    server: Server
    ada: Person
    file: Path


@pytest.fixture(scope="module")
def house(start_servers: StartServers, tmp_path_factory: pytest.TempPathFactory) -> House:
    file = tmp_path_factory.mktemp("faults") / "place"
    (server,) = start_servers(1, FAIL_AT=str(file), LIMIT_ARRIVALS="10000/1s")
    return House(server, asyncio.run(chatter.found(server.url)), file)


class Page:
    """A page as the stock front end has it: when its connection is refused or ends, it makes another."""

    def __init__(self, tab: Chatter) -> None:
        self.tab = tab
        self.failed = asyncio.Event()

    async def up(self) -> None:
        """Return when it shows everything. Raises TimeoutError when it has no answer in time."""
        while not await self._attempt():
            self.failed.set()
            await asyncio.sleep(0.2)

    async def _attempt(self) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                await self.tab.open()
                await self.tab.wait_for(lambda tab: tab.entry(ARRIVED) == tab.sid)
        except (ConnectionClosed, ConnectionError):
            await self.tab.cut()
            return False
        return True


@pytest.mark.parametrize("place", sample(PLACES, 3))
async def test_a_page_comes_up_by_itself_when_what_failed_works_again(house: House, place: str) -> None:
    house.file.write_text(place)
    page = Page(house.ada.tab(house.server.url))
    task = asyncio.create_task(page.up())
    await asyncio.wait([task, asyncio.create_task(page.failed.wait())], return_when=asyncio.FIRST_COMPLETED)
    assert not task.done()
    house.file.write_text("")
    async with asyncio.timeout(PATIENCE):
        await task
    await page.tab.close()


@pytest.mark.parametrize(
    "place", sample(["chat_app.services.sessions:find", "reflex.app:EventNamespace.link_token_to_sid"], 1)
)
async def test_a_connection_that_hangs_is_answered_in_time(house: House, place: str) -> None:
    house.file.write_text(f"hang {place}")
    tab = house.ada.tab(house.server.url)
    with pytest.raises(ConnectionRefusedError):
        async with asyncio.timeout(PATIENCE + 2):
            await tab.open()
    house.file.write_text("")
    async with asyncio.timeout(PATIENCE):
        await Page(tab).up()
    await tab.close()


async def test_a_page_that_is_up_is_not_taken_away(house: House) -> None:
    async with await house.ada.tab(house.server.url).arrive() as tab:
        house.file.write_text("chat_app.services.sidebar:load")
        await tab.send(chatter.NAVIGATE)
        with pytest.raises(TimeoutError):
            await tab.wait_for(lambda tab: not tab.connected, seconds=3)
        assert tab.connected
    house.file.write_text("")
