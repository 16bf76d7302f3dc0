"""What a browser has to fetch for a room: little, from us alone, and nothing that it cannot use."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response

from tests.e2e import screen
from tests.e2e.house import House
from tests.stack.chromium import People
from tests.stack.server import Server

FIRST_LOAD = 230 * 1024  # bytes of script and style, compressed


@dataclass
class Load:
    """What one cold load of a room fetched."""

    page: Page
    answers: list[Response]
    sockets: list[str]

    @property
    def code(self) -> list[Response]:
        return [answer for answer in self.answers if answer.request.resource_type in ("script", "stylesheet")]


@pytest.fixture
def load(house: House, people: People) -> Load:
    page = people("ada", base_url=house.url, storage_state=house.keys["ada"], alone=True)
    load = Load(page, [], [])
    page.on("response", lambda answer: load.answers.append(answer))
    page.on("websocket", lambda socket: load.sockets.append(socket.url))
    page.goto("/")
    screen.expect_room(page)
    page.wait_for_load_state("networkidle")
    return load


def test_script_and_style_of_a_room_weigh_little(load: Load) -> None:
    """As they came over the wire, in Brotli, and as gzip would have sent them."""
    assert len(load.code) > 5
    assert sum(answer.request.sizes()["responseBodySize"] for answer in load.code) <= FIRST_LOAD
    assert sum(len(gzip.compress(answer.body())) for answer in load.code) <= FIRST_LOAD


def test_no_request_leaves_our_server(load: Load, house: House) -> None:
    ours = urlsplit(house.url).netloc
    foreign = [
        url
        for url in (*(answer.url for answer in load.answers), *load.sockets)
        if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != ours
    ]
    assert load.sockets
    assert not foreign


@pytest.mark.parametrize(
    "unwanted",
    ["radix-themes", ".rt-Button", "__EMOTION", "window.__reflex={"],
    ids=["themes", "themes-css", "emotion", "globals"],
)
def test_what_no_page_of_ours_can_use_is_in_no_file_that_is_served(one_server: Server, unwanted: str) -> None:
    client = one_server.folder / ".web" / "build" / "client"
    files = [*client.rglob("*.js"), *client.rglob("*.css")]
    assert any("parley" in file.read_text() for file in files)
    assert not [file.name for file in files if unwanted in file.read_text()]
