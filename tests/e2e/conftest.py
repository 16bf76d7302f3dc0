"""What the browser tests share: a house with people in it, and silence on their consoles."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.house import House, proved
from tests.stack.chromium import People
from tests.stack.server import Server

expect.set_options(timeout=30_000)  # a busy machine is slow, and only a failure waits so long

Guests = Callable[..., list[Page]]


@pytest.fixture(scope="module")
def house(browser: Browser, one_server: Server) -> House:
    """One server with Ada, who owns the workspace, and Grace."""
    founded = House.founded(browser, one_server.url, "grace")
    proved(one_server, "ada", "grace")
    return founded


@pytest.fixture
def call_in(house: House, people: People) -> Guests:
    """`ada, grace = call_in("ada", "grace")`: each in a browser of their own, signed in."""
    return lambda *names, **how: house.call_in(people, *names, **how)


@pytest.fixture
def meet(house: House, people: People) -> Guests:
    """`ada, grace = meet("designers", "ada", "grace")`: the same, in a new room of that name."""
    return lambda room, *names, **looks: house.meet(people, room, *names, **looks)


@pytest.fixture(autouse=True)
def quiet_consoles(people: People, request: pytest.FixtureRequest) -> Iterator[None]:
    """No test leaves an error on anybody's console, but for what its module's NOISE expects."""
    yield
    expected = getattr(request.module, "NOISE", ())
    said = [
        f"{name}: {line}"
        for name, lines in people.consoles.items()
        for line in lines
        if line.startswith(("error:", "uncaught:")) and not any(noise in line for noise in expected)
    ]
    assert not said, "\n".join(said)
