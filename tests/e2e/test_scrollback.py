"""Reading back: what one reads stays where it is, and is found there again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import screen, scrolling
from tests.e2e.house import House, inhabited
from tests.stack.chromium import People
from tests.stack.server import Server
from tests.stack.switch import Switch

NOISE = ("WebSocket connection to", "Failed to load resource")  # the line is cut under an open tab


@pytest.fixture(scope="module")
def way() -> Iterator[Switch]:
    """The line to Ada, that can be cut."""
    way = Switch()
    yield way
    way.stop()


@pytest.fixture(scope="module")
def server(way: Switch) -> Iterator[Server]:
    """The watercooler has 1,060 messages."""
    with inhabited(2120, ALLOWED_ORIGINS=way.url) as server:
        yield server


@pytest.fixture(scope="module")
def house(browser: Browser, server: Server) -> House:
    return House.inherited(browser, server, "ada", "grace")


@pytest.fixture
def grace(people: People, house: House) -> Page:
    (page,) = house.call_in(people, "grace")
    screen.go_to(page, "watercooler")
    return page


@pytest.fixture
def ada(people: People, house: House, server: Server, way: Switch) -> Page:
    """In the watercooler, at its end."""
    way.lead_to(server)
    (page,) = house.call_in(people, "ada", url=way.url)
    screen.go_to(page, "watercooler")
    expect(screen.articles(page).last).to_be_in_viewport()
    return page


@pytest.mark.slow
@pytest.mark.parametrize("far", [300, 1_000])
def test_messages_back_and_forth_what_one_reads_moves_as_far_as_the_wheel_turns(
    ada: Page, grace: Page, far: int
) -> None:
    """Older messages come in above, live ones below, and the far end is let go of."""
    last = max(screen.feed(ada).evaluate(scrolling.SEQS))
    screen.feed(ada).hover()
    screen.feed(ada).evaluate(scrolling.FOLLOW)
    turned = 0
    while min(screen.feed(ada).evaluate(scrolling.SEQS)) > last - far:
        turned += scrolling.turn(ada, scrolling.STEP, turned)
        if turned % (20 * scrolling.STEP) == 0:
            screen.post(grace, f"While you read, {turned}")
    assert len(screen.feed(ada).evaluate(scrolling.SEQS)) <= 500
    ada.evaluate("at = 0.85")
    ada.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    for _ in range(20):
        turned += scrolling.turn(ada, -scrolling.STEP, turned)
    assert len(screen.feed(ada).evaluate(scrolling.SEQS)) <= 500
    ada.get_by_role("status", name="New posts").get_by_role("button").click()
    expect(screen.articles(ada).last).to_be_in_viewport()
    expect(screen.article(ada, "While you read").last).to_be_in_viewport()


def test_the_past_comes_by_itself_without_a_gap(ada: Page) -> None:
    shown: list[int] = screen.feed(ada).evaluate(scrolling.SEQS)
    for _ in range(4):
        screen.feed(ada).evaluate("box => { box.scrollTop = -box.scrollHeight; }")
        expect(screen.feed(ada).locator(f'[data-seq="{shown[0] - 1}"]')).to_be_attached()
        shown = screen.feed(ada).evaluate(scrolling.SEQS)
        assert shown == list(range(shown[0], shown[-1] + 1))


@pytest.mark.slow
def test_all_of_the_past_comes_by_itself_without_a_gap(ada: Page) -> None:
    seen: set[int] = set()
    while ada.locator("[data-edge=older]").count():
        shown = screen.feed(ada).evaluate(scrolling.SEQS)
        assert shown == list(range(shown[0], shown[-1] + 1))
        seen.update(shown)
        if shown[0] == 1:
            break  # the last page has come between the two looks
        screen.feed(ada).evaluate("box => { box.scrollTop = -box.scrollHeight; }")
        expect(screen.feed(ada).locator(f'[data-seq="{shown[0] - 1}"]')).to_be_attached()
    seen.update(screen.feed(ada).evaluate(scrolling.SEQS))
    expect(ada.get_by_text("This is the beginning of #watercooler")).to_be_visible()
    assert seen == set(range(1, max(seen) + 1))
    assert len(seen) >= 1_060


@pytest.mark.slow
def test_the_end_of_a_page_is_not_run_past(ada: Page) -> None:
    """At the very end of a page with an end, more comes below: one goes on where one was."""
    scrolling.far_back(ada)
    shown = screen.feed(ada).evaluate(scrolling.SEQS)
    row = screen.feed(ada).locator(f'[data-seq="{shown[-1]}"]')
    screen.feed(ada).evaluate("box => { box.scrollTop = 0; }")
    before = row.evaluate("row => row.getBoundingClientRect().top")
    expect(screen.feed(ada).locator(f'[data-seq="{shown[-1] + 1}"]')).to_be_attached()
    assert row.evaluate("row => row.getBoundingClientRect().top") == pytest.approx(before, abs=2)


@pytest.mark.slow
def test_a_pill_counts_what_others_post_while_one_reads_further_up(ada: Page, grace: Page) -> None:
    pill = ada.get_by_role("status", name="New posts")
    expect(pill).to_have_text("")
    scrolling.scroll(ada, -500)
    screen.post(grace, "One more")
    expect(pill).to_have_text("1 new message")
    screen.post(grace, "And another")
    expect(pill).to_have_text("2 new messages")
    pill.get_by_role("button").click()
    expect(screen.article(ada, "And another").last).to_be_in_viewport()
    expect(pill).to_have_text("")


def test_jump_to_latest_leads_back_from_far_away(ada: Page) -> None:
    newest = max(screen.feed(ada).evaluate(scrolling.SEQS))
    scrolling.far_back(ada)
    ada.get_by_role("button", name="Jump to latest").focus()
    ada.keyboard.press("Enter")
    expect(screen.feed(ada).locator(f'[data-seq="{newest}"]')).to_be_in_viewport()
    expect(ada.get_by_role("button", name="Jump to latest")).to_have_count(0)
    expect(screen.box(ada)).to_be_focused()


@pytest.mark.slow
def test_who_is_at_the_end_stays_there_while_messages_arrive(ada: Page, grace: Page) -> None:
    for number in range(5):
        screen.post(grace, f"The newest {number}")
        expect(screen.article(ada, f"The newest {number}")).to_be_in_viewport(ratio=1)


def test_who_has_scrolled_up_stays_there_while_messages_arrive(ada: Page, grace: Page) -> None:
    scrolling.scroll(ada, -900)
    before = screen.feed(ada).evaluate(scrolling.AT_TOP)
    screen.post(grace, "Nothing to see", "Read on")
    screen.expect_message(ada, "Read on")
    assert screen.feed(ada).evaluate(scrolling.AT_TOP) == pytest.approx(before, abs=1)


@pytest.mark.slow
def test_ones_own_post_leads_to_the_end(ada: Page) -> None:
    scrolling.scroll(ada, -900)
    screen.post(ada, "Here I am")
    expect(screen.article(ada, "Here I am")).to_be_in_viewport(ratio=1)


@pytest.mark.slow
def test_a_link_to_an_old_message_opens_it_in_its_context_on_a_phone(ada: Page, house: House, people: People) -> None:
    scrolling.far_back(ada)
    key = screen.articles(ada).first.get_attribute("data-message-id")
    at = f"{ada.url.split('?')[0].rstrip('/')}/{key}".removeprefix(ada.url.partition("/rooms/")[0])
    (phone,) = house.call_in(people, "grace", at=at, phone=True, dark=True)
    row = screen.feed(phone).locator(f'[data-message-id="{key}"]')
    expect(row).to_be_in_viewport()
    expect(row).to_have_attribute("data-mentioned", "true")
    expect(phone.get_by_role("button", name="Jump to latest")).to_be_visible()


def test_a_reload_gives_the_same_place_back(ada: Page) -> None:
    place = scrolling.read_back(ada)
    ada.reload()
    screen.expect_room(ada, "watercooler")
    scrolling.expect_place(ada, place)


@pytest.mark.slow
def test_a_new_connection_gives_the_same_place_back(ada: Page, grace: Page, way: Switch, server: Server) -> None:
    place = scrolling.read_back(ada)
    way.cut()
    expect(screen.connection(ada)).to_have_text("Reconnecting…")
    screen.post(grace, "You missed this")
    way.lead_to(server)
    screen.expect_message(ada, "You missed this")
    scrolling.expect_place(ada, place)


@pytest.mark.slow
def test_another_room_and_back_leads_to_the_end(ada: Page) -> None:
    scrolling.read_back(ada)
    screen.go_to(ada, "designers")
    expect(screen.articles(ada).last).to_be_in_viewport()
    screen.go_to(ada, "watercooler")
    expect(screen.articles(ada).last).to_be_in_viewport()
