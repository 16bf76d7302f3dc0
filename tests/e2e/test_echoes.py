"""What one has sent and the server has not answered: never lost, never doubled, and honest about it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.e2e import screen
from tests.e2e.conftest import Guests
from tests.stack.server import Server

SOCKET = "**/_event/**"
TOO_LONG = "long " * 800 + "!"  # 4,001 characters, which a page would not send by itself


@pytest.fixture
def paused(one_server: Server) -> Iterator[Server]:
    """The server, which is running again after the test whatever happens."""
    yield one_server
    one_server.resume()


@pytest.mark.slow
def test_a_post_unanswered_for_ten_seconds_offers_retry_which_makes_no_double(meet: Guests, paused: Server) -> None:
    ada, grace = meet("designers", "ada", "grace")
    paused.pause()
    screen.post(ada, "Is anybody there?")
    retry = screen.articles(ada).get_by_role("button", name="Retry")
    expect(retry).to_be_visible(timeout=20_000)
    expect(screen.articles(ada)).to_have_attribute("data-state", "unconfirmed")
    retry.click()
    expect(screen.articles(ada)).to_have_attribute("data-state", "pending")
    paused.resume()
    for page in (ada, grace):
        screen.expect_feed(page, ["Is anybody there?"])
    ada.reload()
    screen.expect_feed(ada, ["Is anybody there?"])


@pytest.mark.slow
def test_an_echo_survives_a_reload(meet: Guests) -> None:
    """Posts get lost on the way until the second reload; each page load sends what is still unanswered."""
    ada, grace = meet("support", "ada", "grace", alone=True)
    way = _Way(ada)
    ada.reload()
    screen.expect_room(ada, "support")
    way.swallows_posts = True
    screen.post(ada, "Do not forget me")
    ada.reload()
    screen.expect_room(ada, "support")
    expect(screen.article(ada, "Do not forget me")).to_have_attribute("data-state", "pending")
    expect(screen.articles(grace)).to_have_count(0)
    way.swallows_posts = False
    ada.reload()
    for page in (ada, grace):
        screen.expect_feed(page, ["Do not forget me"])


def test_a_refused_post_says_why_and_can_be_edited(meet: Guests) -> None:
    ada, grace = meet("lunch", "ada", "grace", alone=True)
    _refuse_posts(ada, "lunch")
    screen.post(ada, "Too much")
    refused = screen.articles(ada)
    expect(refused).to_have_attribute("data-state", "refused")
    expect(refused.get_by_role("alert")).to_have_text(
        "A message can have at most 4,000 characters; this one has 4,001."
    )
    refused.get_by_role("button", name="Edit").click()
    expect(screen.box(ada)).to_have_value("Too much")
    expect(screen.box(ada)).to_be_focused()
    expect(refused).to_have_count(0)
    screen.post(ada, "Short")
    screen.expect_feed(grace, ["Short"])


@pytest.mark.slow
def test_a_refused_post_can_be_discarded_for_good(meet: Guests) -> None:
    (ada,) = meet("reading group", "ada", alone=True)
    _refuse_posts(ada, "reading group")
    screen.post(ada, "Too much")
    screen.articles(ada).get_by_role("button", name="Discard").click()
    expect(screen.articles(ada)).to_have_count(0)
    expect(screen.box(ada)).to_have_value("")
    ada.reload()
    screen.post(ada, "Something else")
    screen.expect_feed(ada, ["Something else"])


@pytest.mark.slow
def test_a_refused_post_is_still_there_after_a_reload(meet: Guests) -> None:
    (ada,) = meet("essays", "ada", alone=True)
    _refuse_posts(ada, "essays")
    screen.post(ada, "Too much")
    expect(screen.articles(ada)).to_have_attribute("data-state", "refused")
    ada.reload()
    expect(screen.articles(ada)).to_have_attribute("data-state", "refused")


def test_a_post_is_in_the_room_it_was_written_in_when_one_switches_at_once(meet: Guests) -> None:
    ada, grace = meet("allotment", "ada", "grace")
    for number in range(5):
        screen.go_to(ada, "allotment")
        screen.box(ada).fill(f"beans {number}")
        screen.box(ada).press("Enter")
        screen.go_to(ada, "watercooler")
    screen.expect_feed(grace, [f"beans {number}" for number in range(5)])
    expect(screen.article(ada, "beans")).to_have_count(0)
    screen.go_to(ada, "allotment")
    screen.expect_feed(ada, [f"beans {number}" for number in range(5)])


def _refuse_posts(page: Page, room: str) -> None:
    """From now on whoever says *Too much* says more than the server takes."""
    _Way(page).swells_posts = True
    page.reload()
    screen.expect_room(page, room)


class _Way:
    """Between a page and its server; it can lose posts or swell them, and nothing else."""

    def __init__(self, page: Page) -> None:
        self.swallows_posts = self.swells_posts = False
        page.route_web_socket(SOCKET, self._connect)

    def _connect(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(socket.send)
        socket.on_message(lambda frame: self._forward(server, frame))

    def _forward(self, server: WebSocketRoute, frame: str | bytes) -> None:
        if not (self.swallows_posts and "composer_state.post" in str(frame)):
            server.send(str(frame).replace('"Too much"', f'"{TOO_LONG}"') if self.swells_posts else frame)
