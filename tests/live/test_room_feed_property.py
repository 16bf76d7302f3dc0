"""Rule R3: whatever the bus drops, repeats or reorders, a feed relays in version order and ends complete."""

import asyncio
import uuid
from dataclasses import dataclass, field
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from chat_app.events import RoomChanged
from chat_app.live.connections import Audience, Connections, Tab
from chat_app.live.entries import MESSAGES
from chat_app.live.feed import Feeds
from chat_app.live.people import People
from chat_app.live.room_feed import RoomFeed
from chat_app.live.store import wire_name
from chat_app.schemas import MessageOut, RoomOut
from chat_app.services.messages import Missed
from chat_app.states import feed as _feed
from chat_app.states import people as _people
from chat_app.states import rooms as _rooms
from tests.live.frames import content

_ = (_feed, _people, _rooms)  # states say under which names their entries travel
ROOM = uuid.UUID(int=7)
COUNT = 6


def _no_gap(*_: object) -> None: ...


@dataclass(eq=False)
class Screen:
    """What a browser makes of the frames it gets: a tab without a socket."""

    audiences: set[Audience] = field(default_factory=set)
    seen: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    counters: list[int] = field(default_factory=list)

    def send(self, frame: bytes) -> None:
        delta = content(frame)["delta"]
        for key, entry in delta.get(wire_name("feed"), {}).items():
            self.seen.setdefault(key, []).append(entry)
        self.counters += [room["version"] for room in delta.get(wire_name("rooms"), {}).values()]


class House:
    """The room as the database has it, and what each transaction said about it."""

    def __init__(self) -> None:
        self.version = 1
        self.messages: dict[str, MessageOut] = {}
        self.said: list[RoomChanged] = []
        self.slow = 0

    @property
    def room(self) -> RoomOut:
        count = len(self.messages)
        return RoomOut(str(ROOM), "open", "watercooler", "", count, count, self.version, False, ())

    def commit(self, touched: list[int]) -> None:
        """One transaction: each touched message takes the next version, whether new or edited."""
        first, changed = self.version + 1, dict[str, MessageOut]()
        for number in dict.fromkeys(touched):
            self.version += 1
            key = str(uuid.UUID(int=number))
            changed[key] = MessageOut(
                key, str(ROOM), number + 1, number + 1, self.version, "post", str(uuid.UUID(int=99)),
                f"as of {self.version}", "", key, "", 0, 0, False,
            )  # fmt: skip
        if not changed:
            self.version += 1  # a new name, a newcomer: versions without messages
        self.messages.update(changed)
        self.said.append(RoomChanged(ROOM, first, self.version, self.room, tuple(changed.values())))

    async def missed(self, version: int) -> Missed:
        """A query: what it read is old by the time it is answered."""
        newer = [message for message in self.messages.values() if message.version > version]
        answer = Missed(self.room, tuple(sorted(newer, key=lambda message: message.version)), ())
        for _ in range(self.slow):
            await asyncio.sleep(0)
        return answer


COMMIT = st.tuples(st.just("commit"), st.lists(st.integers(0, COUNT - 1), max_size=4))
DELIVER = st.tuples(st.just("deliver"), st.integers(0, 30))
OTHER = st.tuples(st.sampled_from(["begin", "hear", "turn", "slow", "flush"]), st.integers(0, 3))
STORY = st.lists(st.one_of(COMMIT, DELIVER, DELIVER, OTHER), max_size=40)


@given(story=STORY)
@settings(max_examples=150, deadline=None)
def test_a_screen_never_goes_back_and_ends_complete(story: list[tuple[str, Any]]):
    screen, sidebar, house, began = asyncio.run(play(story))
    for entries in screen.seen.values():
        versions = [entry["version"] for entry in entries]
        assert versions == sorted(set(versions))
    assert screen.counters == sorted(screen.counters)
    assert sidebar.counters == sorted(sidebar.counters)
    assert not sidebar.seen  # words go only to tabs that show the room
    shown = {key: entries[-1]["content"] for key, entries in screen.seen.items()}
    changed = {MESSAGES.key(key): m.content for key, m in house.messages.items() if m.version > began}
    assert shown == changed


async def play(story: list[tuple[str, Any]]) -> tuple[Screen, Screen, House, int]:
    """What a tab that shows the room and one that does not have been sent, the truth, and since when they look."""
    house, connections = House(), Connections()
    feed, screen, sidebar = RoomFeed(ROOM, connections, People(), house.missed, _no_gap), Screen(), Screen()
    connections.join(cast(Tab, screen), "room", ROOM)
    connections.join(cast(Tab, sidebar), "member", ROOM)
    began = await tell(story, house, feed)
    if began is None:
        began = house.version
        feed.begin(house.room)
    feed.check_version(house.version)
    await feed.reach(house.room)
    feed.flush()
    assert feed.watermark == house.version
    return screen, sidebar, house, began


async def tell(story: list[tuple[str, Any]], house: House, feed: RoomFeed) -> int | None:
    """Let it all happen; returns the version at which the first reader came."""
    began: int | None = None
    for verb, value in story:
        match verb:
            case "commit":
                house.commit(value)
            case "deliver" if house.said:
                feed.receive(house.said[value % len(house.said)])  # any of them: late, twice, or never
            case "begin" if began is None:
                began = house.version
                feed.begin(house.room)
            case "hear":
                feed.check_version(house.version - value)
            case "turn":
                await asyncio.sleep(0)
            case "slow":
                house.slow = value
            case "flush":
                feed.flush()
            case _:
                pass
    return began


async def test_entries_leave_in_the_order_of_their_versions():
    house, connections, screen = House(), Connections(), Screen()
    feed = RoomFeed(ROOM, connections, People(), house.missed, _no_gap)
    connections.join(cast(Tab, screen), "room", ROOM)
    feed.begin(house.room)
    for number in range(COUNT):
        house.commit([number])
    for event in reversed(house.said):
        feed.receive(event)
    await feed.reach(house.room)
    feed.flush()
    versions = [entry["version"] for entries in screen.seen.values() for entry in entries]
    assert versions == list(range(2, COUNT + 2))


async def test_a_recording_has_what_was_relayed_meanwhile():
    house = House()
    feeds = Feeds(lambda room_id: RoomFeed(room_id, Connections(), People(), house.missed, _no_gap))
    with feeds.lease(ROOM) as (feed, record):
        feed.begin(house.room)
        house.commit([0])
        feed.receive(house.said[0])
    house.commit([1])
    feed.receive(house.said[1])
    assert list(record) == [str(uuid.UUID(int=0))]


async def test_a_database_that_fails_is_asked_again():
    house, failures = House(), [OSError("gone"), OSError("gone")]

    async def read(version: int) -> Missed:
        if failures:
            raise failures.pop()
        return await house.missed(version)

    feed = RoomFeed(ROOM, Connections(), People(), read, _no_gap)
    feed.begin(house.room)
    house.commit([0, 1])
    await feed.reach(house.room)
    assert (feed.watermark, failures) == (house.version, [])
