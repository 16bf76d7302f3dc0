"""The contract with Reflex's browser side that the keyed store rests on (architecture, section 5).

A delta is put onto the wire between a real server and a real Chromium. If an upgrade of Reflex breaks one of these,
it breaks here and nowhere else.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from chat_app.live.entries import MESSAGES
from tests.e2e import screen
from tests.e2e.house import House
from tests.stack.chromium import People
from tests.stack.server import Server

FEED = "reflex___state____state.chat_app___states___feed____feed_state"
NOISE = ("WebSocket connection to",)  # one test breaks the connection

# React gives an element a new props object exactly when the component around it has been rendered again.
RENDERS = """(rows) => {
  const props = (row) => row[Object.keys(row).find((key) => key.startsWith("__reactProps$"))];
  const before = window.seen ?? new Map();
  window.seen = new Map(rows.map((row) => [row.dataset.messageId, props(row)]));
  return rows.map((row) => row.dataset.messageId).filter((id) => before.get(id) !== window.seen.get(id));
}"""


class Wire:
    """The websocket of a page: what came over it, and a way to put more onto it."""

    def __init__(self, page: Page) -> None:
        self.messages: dict[str, dict[str, Any]] = {}
        self.connections = 0
        self._socket: WebSocketRoute | None = None
        page.route_web_socket("**/_event/**", self._connect)

    def deliver(self, *entries: dict[str, Any]) -> None:
        """One frame a delta, all in one go."""
        assert self._socket
        for delta in entries:
            self._socket.send(f"42/_event,{json.dumps(['event', {'delta': {FEED: delta}}])}")

    def drop(self) -> None:
        """The connection breaks; the page makes a new one by itself."""
        assert self._socket
        self._socket.close(code=1011)

    def _connect(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda frame: self._arrive(socket, frame))
        self._socket = socket
        self.connections += 1

    def _arrive(self, socket: WebSocketRoute, frame: str | bytes) -> None:
        _, found, body = str(frame).partition('42/_event,["event",')
        entries = json.loads(body[:-1]).get("delta", {}).get(FEED, {}) if found else {}
        self.messages |= {key: entry for key, entry in entries.items() if key.startswith(MESSAGES.key("")) and entry}
        socket.send(frame)


@pytest.fixture(scope="module")
def house(browser: Browser, one_server: Server) -> House:
    return House.founded(browser, one_server.url)


@pytest.fixture
def ada(house: House, people: People) -> Page:
    return people("ada", base_url=house.url, storage_state=house.keys["ada"], alone=True)


@pytest.fixture
def wire(ada: Page) -> Wire:
    """Ada is in a room and has just written three messages; those of earlier tests are above them."""
    wire = Wire(ada)
    ada.goto("/")
    screen.expect_room(ada)
    stored = screen.feed(ada).locator(screen.CONFIRMED)
    before = stored.count()
    screen.post(ada, "one", "two", "three")
    expect(stored).to_have_count(before + 3)
    expect(screen.articles(ada)).to_have_count(before + 3)
    return wire


def test_a_key_that_no_var_declares_becomes_a_message(ada: Page, wire: Wire) -> None:
    key, message = _invented(wire, "from nowhere")
    expect(screen.article(ada, "from nowhere")).to_have_count(0)
    wire.deliver({key: message})
    expect(screen.article(ada, "from nowhere")).to_have_count(1)


@pytest.mark.slow
def test_such_a_key_survives_a_new_connection_and_its_hydration(ada: Page, wire: Wire) -> None:
    """The server knows nothing of the message, so only the browser can have kept it."""
    key, message = _invented(wire, "kept by the browser")
    wire.deliver({key: message})
    expect(screen.article(ada, "kept by the browser")).to_have_count(1)
    wire.drop()
    screen.post(ada, "sent over the new connection")
    screen.expect_message(ada, "sent over the new connection")
    assert wire.connections == 2
    expect(screen.article(ada, "kept by the browser")).to_have_count(1)


@pytest.mark.slow
def test_an_upsert_replaces_one_entry_and_leaves_the_others(ada: Page, wire: Wire) -> None:
    key, message = _last(wire)
    count = screen.articles(ada).count()
    wire.deliver({key: {**message, "content": "three, revised", "version": message["version"] + 1}})
    expect(screen.articles(ada).last).to_contain_text("three, revised")
    expect(screen.articles(ada)).to_have_count(count)


def test_an_upsert_renders_its_own_bubble_and_no_other(ada: Page, wire: Wire) -> None:
    key, message = _last(wire)
    screen.articles(ada).evaluate_all(RENDERS)
    wire.deliver({key: {**message, "content": "rendered again", "version": message["version"] + 1}})
    expect(screen.articles(ada).last).to_contain_text("rendered again")
    assert screen.articles(ada).evaluate_all(RENDERS) == [message["id"]]


def test_a_new_message_renders_no_bubble_but_its_own(ada: Page, wire: Wire) -> None:
    """All of it: the delta of a real post brings the room's counters and the sender's name along."""
    screen.articles(ada).evaluate_all(RENDERS)
    screen.post(ada, "four")
    screen.expect_message(ada, "four")
    own = screen.articles(ada).last.get_attribute("data-message-id")
    assert screen.articles(ada).evaluate_all(RENDERS) == [own]


@pytest.mark.slow
def test_typing_renders_no_bubble(ada: Page, wire: Wire) -> None:
    assert len(screen.articles(ada).evaluate_all(RENDERS)) >= 3
    screen.box(ada).press_sequentially("thinking aloud")
    assert screen.articles(ada).evaluate_all(RENDERS) == []


def test_deltas_are_merged_in_the_order_in_which_they_came(ada: Page, wire: Wire) -> None:
    key, message = _last(wire)
    ada.evaluate(
        """() => {
          window.told = [];
          const last = [...document.querySelectorAll("article")].at(-1);
          const tell = () => told.push(Number(last.textContent.match(/number (\\d+)/)?.[1] ?? 0));
          new MutationObserver(tell).observe(last, {subtree: true, childList: true, characterData: true});
        }"""
    )
    wire.deliver(*({key: {**message, "content": f"number {number}"}} for number in range(1, 51)))
    expect(screen.articles(ada).last).to_contain_text("number 50")
    told = ada.evaluate("told")
    assert told == sorted(told)


@pytest.mark.slow
def test_one_delta_may_hold_several_entries(ada: Page, wire: Wire) -> None:
    first, second = _invented(wire, "hand"), _invented(wire, "in hand", further=2)
    wire.deliver(dict([first, second]))
    expect(screen.articles(ada).filter(has_text="in hand")).to_have_count(1)
    expect(screen.articles(ada).filter(has_text="hand")).to_have_count(2)


def _last(wire: Wire) -> tuple[str, dict[str, Any]]:
    return max(wire.messages.items(), key=lambda entry: entry[1]["seq"])


def _invented(wire: Wire, text: str, further: int = 1) -> tuple[str, dict[str, Any]]:
    """A message that no server ever stored, after the last one."""
    _, last = _last(wire)
    number = f"{last['seq'] + further:012}"
    name = f"00000000-0000-7000-8000-{number}"
    more = {"id": name, "client_msg_id": name, "content": text, "html": "", "seq": last["seq"] + further}
    return MESSAGES.key(name), {**last, **more}
