"""Two processes over PostgreSQL and Redis with a person on each; and one of the two dies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import StartServers
from tests.e2e import screen
from tests.e2e.house import House
from tests.stack.chromium import People
from tests.stack.postgres import Postgres
from tests.stack.processes import alive
from tests.stack.redis import Redis
from tests.stack.server import Server
from tests.stack.switch import Switch

NOISE = ("WebSocket connection to", "Failed to load resource")  # a process is killed under open tabs


@dataclass
class Pair:
    """Ada reaches the first server, Grace the second, each at an address of her own that can be re-plugged."""

    servers: list[Server]
    ways: list[Switch]
    house: House

    def plug_in(self) -> None:
        """As it was in the beginning."""
        for server, way in zip(self.servers, self.ways, strict=True):
            if not alive(server.pid):
                server.start()
            way.lead_to(server)


@pytest.fixture(scope="module")
def pair(start_servers: StartServers, browser: Browser, postgres: Postgres, redis: Redis) -> Iterator[Pair]:
    ways = [Switch(), Switch()]
    database = postgres.create()
    origins = ",".join(way.url for way in ways)
    servers = start_servers(2, database_url=postgres.url(database), redis_url=redis.url, ALLOWED_ORIGINS=origins)
    for way in ways:
        way.lead_to(servers[0])
    # At the server itself: who comes by another port than ours is asked for the setup code.
    founded = House.founded(browser, servers[0].url, "grace")
    yield Pair(servers, ways, House(ways[0].url, founded.keys))
    for server in servers:
        server.stop()
    for way in ways:
        way.stop()
    postgres.drop(database)


@pytest.fixture
def ada(pair: Pair, people: People) -> Page:
    pair.plug_in()
    return pair.house.call_in(people, "ada", url=pair.ways[0].url)[0]


@pytest.fixture
def grace(pair: Pair, people: People, ada: Page) -> Page:
    return pair.house.call_in(people, "grace", url=pair.ways[1].url)[0]


def test_messages_cross_both_ways_in_order(ada: Page, grace: Page) -> None:
    _meet("designers", ada, grace)
    talk = [f"{number} from {who}" for number in range(1, 6) for who in ("Ada", "Grace")]
    for text in talk:
        page, other = (ada, grace) if text.endswith("Ada") else (grace, ada)
        screen.post(page, text)
        screen.expect_message(other, text)
    for page in (ada, grace):
        screen.expect_feed(page, talk)


@pytest.mark.slow
def test_many_messages_at_once_are_in_the_same_order_for_both(ada: Page, grace: Page) -> None:
    _meet("support", ada, grace)
    for number in range(15):
        screen.post(ada, f"a{number}")
        screen.post(grace, f"g{number}")
    expect(screen.feed(ada).locator(screen.CONFIRMED)).to_have_count(30)
    expect(screen.feed(grace).locator(screen.CONFIRMED)).to_have_count(30)
    assert _bodies(ada) == _bodies(grace)
    for letter in "ag":
        own = [text for text in _bodies(ada) if text.startswith(letter)]
        assert own == [f"{letter}{number}" for number in range(15)]


@pytest.mark.slow
def test_unread_messages_are_counted_for_who_looks_elsewhere_until_she_looks(ada: Page, grace: Page) -> None:
    _meet("engineering", ada, grace)
    screen.go_to(grace, "watercooler")
    screen.post(ada, "One")
    expect(screen.room_link(grace, "engineering, 1 unread")).to_be_visible()
    screen.post(ada, "Two")
    expect(screen.room_link(grace, "engineering, 2 unread")).to_be_visible()
    expect(grace).to_have_title("(2) watercooler · Parley")
    grace.bring_to_front()
    screen.go_to(grace, "engineering")
    expect(screen.room_link(grace, "engineering")).to_be_visible()
    expect(screen.room_link(ada, "engineering")).to_be_visible()


@pytest.mark.slow
def test_a_mention_is_counted_once_at_the_other_process_until_she_looks(ada: Page, grace: Page) -> None:
    _meet("front desk", ada, grace)
    screen.go_to(grace, "watercooler")
    screen.post(ada, "@Grace Hopper, a parcel", "and a letter")
    link = screen.room_link(grace, "front desk, 2 unread, mentioned")
    expect(link.locator("[data-mentioned=true]")).to_have_text("1")
    grace.bring_to_front()
    screen.go_to(grace, "front desk")
    expect(screen.room_link(grace, "front desk")).to_be_visible()


def test_a_killed_process_loses_nothing(pair: Pair, ada: Page, grace: Page) -> None:
    _meet("lunch", ada, grace)
    screen.post(ada, "Before")
    screen.expect_message(grace, "Before")
    pair.ways[0].lead_to(pair.servers[1])
    pair.servers[0].kill()
    screen.post(grace, "Meanwhile")
    screen.expect_message(ada, "Meanwhile")
    screen.post(ada, "After")
    for page in (ada, grace, ada, grace):
        screen.expect_feed(page, ["Before", "Meanwhile", "After"])
        page.reload()


@pytest.mark.slow
def test_a_post_that_dies_with_its_process_is_stored_once(pair: Pair, ada: Page, grace: Page) -> None:
    """It was sent, and is never answered: the process that had it is gone."""
    _meet("reading group", ada, grace)
    pair.servers[0].pause()
    screen.post(ada, "Chapter one")
    expect(screen.article(ada, "Chapter one")).to_have_attribute("data-state", "pending")
    pair.ways[0].lead_to(pair.servers[1])
    pair.servers[0].kill()
    for page in (ada, grace):
        screen.expect_feed(page, ["Chapter one"])


def test_posts_in_full_flow_survive_a_kill_once_each(pair: Pair, ada: Page, grace: Page) -> None:
    """Some are stored and unanswered when the process dies, some have not arrived: nobody can tell, nobody need."""
    _meet("allotment", ada, grace)
    screen.post(ada, *(f"row {number:02}" for number in range(10)))
    pair.ways[0].lead_to(pair.servers[1])
    pair.servers[0].kill()
    screen.post(ada, *(f"row {number:02}" for number in range(10, 20)))
    for page in (ada, grace):
        expect(screen.feed(page).locator(screen.CONFIRMED)).to_have_count(20, timeout=30_000)
    assert _bodies(ada) == _bodies(grace)
    assert sorted(_bodies(ada)) == [f"row {number:02}" for number in range(20)]


def _meet(room: str, ada: Page, grace: Page) -> None:
    screen.create_room(ada, room)
    screen.expect_room(ada, room)
    screen.join_room(grace, room)


def _bodies(page: Page) -> list[str]:
    """What each message says, without who and when."""
    return [text.splitlines()[-1].strip() for text in screen.articles(page).all_inner_texts()]
