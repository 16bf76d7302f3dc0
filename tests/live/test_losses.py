"""R1, R6, R7: what no bus can promise is found within about a second: dead processes, a dead bus, a silent loss."""

from __future__ import annotations

import asyncio
import time
import uuid
from pathlib import Path

import pytest
from redis.asyncio import Redis as Client

from chat_app.adapters.bus import CHANNEL
from chat_app.config import Settings
from chat_app.services import posting
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.live import chatter
from tests.live.chatter import Chatter
from tests.live.screens import TimeArrow
from tests.live.team import Team
from tests.stack.redis import Redis

pytestmark = pytest.mark.prompt

FAULTS = {"DIE_BEFORE_ANNOUNCING": "my last words"}
SOON = 3.0  # seconds; R7 promises about one, machines are shared


async def seen(tab: Chatter, text: str, seconds: float = SOON) -> None:
    """Wait until a text is on the tab's screen."""
    await tab.wait_for(lambda _: text in tab.texts(), seconds)


async def test_a_message_that_was_committed_and_never_published_is_found(team: Team, tmp_path: Path) -> None:
    async with team.tabs((team.grace, team.b, team.watercooler)) as (grace,):
        me = uuid.UUID(grace.me)
        # This process has a bus of its own, which reaches nobody.
        silent = Parley.from_settings(_off_the_bus(tmp_path, team))
        draft = posting.parse(room_id=team.watercooler, client_msg_id=uuid.uuid4(), text="nobody was told")
        await posting.post(PostWriter(silent), me, draft)
        await silent.database.close()
        await seen(grace, "nobody was told")
        assert grace.texts()[-1] == "nobody was told"


async def test_a_gap_is_repaired_in_order_as_soon_as_it_shows(team: Team, tmp_path: Path) -> None:
    async with team.tabs((team.ada, team.a, team.watercooler), (team.grace, team.b, team.watercooler)) as (ada, grace):
        me = uuid.UUID(grace.me)
        silent = Parley.from_settings(_off_the_bus(tmp_path, team))
        for number in range(3):
            draft = posting.parse(room_id=team.watercooler, client_msg_id=uuid.uuid4(), text=f"lost {number}")
            await posting.post(PostWriter(silent), me, draft)
        await silent.database.close()
        await ada.post(team.watercooler, "after the gap")
        for tab in (ada, grace):
            await seen(tab, "after the gap")
            assert tab.texts()[-4:] == ["lost 0", "lost 1", "lost 2", "after the gap"]


async def test_what_a_dying_process_committed_is_seen_elsewhere_and_its_retry_is_sent(team: Team) -> None:
    key = str(uuid.uuid4())
    async with team.tabs((team.ada, team.a, team.watercooler), (team.grace, team.b, team.watercooler)) as (ada, grace):
        with pytest.raises(ConnectionError):
            await ada.post(team.watercooler, "my last words", client_msg_id=key)
        await seen(grace, "my last words")
        await ada.arrive(team.b.url)
        # Process b would die of these words too, if it announced them as a new message.
        assert await ada.post(team.watercooler, "my last words", client_msg_id=key) == "sent"
        assert [ada.texts().count("my last words"), grace.texts().count("my last words")] == [1, 1]
    team.a.start()


async def test_messages_cross_processes_while_redis_is_dead_and_after_it_is_back(team: Team, team_redis: Redis) -> None:
    async with team.tabs((team.ada, team.a, team.watercooler), (team.grace, team.b, team.watercooler)) as (ada, grace):
        team_redis.kill()
        began = time.monotonic()
        for number in range(3):
            assert await ada.post(team.watercooler, f"without redis {number}") == "sent"
            await seen(grace, f"without redis {number}")
        assert await grace.post(team.watercooler, "and back") == "sent"
        await seen(ada, "and back")
        assert time.monotonic() - began < 4 * SOON
        team_redis.start()
        await _both_listen(team_redis)
        await ada.post(team.watercooler, "redis is back")
        await seen(grace, "redis is back")


async def test_a_silent_bus_holds_nothing_up(team: Team, team_redis: Redis) -> None:
    async with team.tabs((team.ada, team.a, team.watercooler), (team.grace, team.b, team.watercooler)) as (ada, grace):
        team_redis.pause()
        try:
            assert await ada.post(team.watercooler, "into the silence", seconds=2) == "sent"
            await seen(grace, "into the silence")
        finally:
            team_redis.resume()


def _off_the_bus(folder: Path, team: Team) -> Settings:
    """The team's database, and a bus that reaches nobody."""
    return Settings(port=3000, workers=1, data_dir=folder, database_url=team.database_url, redis_url="")


async def _both_listen(redis: Redis) -> None:
    """Wait until both processes have subscribed again."""
    async with asyncio.timeout(5), Client.from_url(redis.url) as client:
        while (await client.pubsub_numsub(CHANNEL))[0][1] < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.05)  # Redis has no way to tell us


async def test_a_room_that_was_offered_is_not_older_when_one_is_added_to_it(team: Team) -> None:
    """Its row is ahead of its feed, which nobody has told of the change; an outsider asks for it in between."""
    room = await team.new_room("shown from outside", team.grace)
    async with team.tabs((team.ada, team.a, room), (team.alan, team.a, team.watercooler)) as (ada, alan):
        arrow = TimeArrow(alan)
        await team.rows("UPDATE rooms SET topic = 'unannounced', version = version + 1 WHERE id = $1", uuid.UUID(room))
        await alan.go(room)
        assert alan.view["status"] == "outside"
        await ada.send(f"{chatter.ACTS}.add", {"form": {"room_id": room, f"person:{alan.me}": "on"}})
        await alan.wait_for(lambda _: room in alan.memberships(), SOON)
        await ada.post(room, "welcome")
        await asyncio.sleep(0.3)  # until nothing is on its way any more
        assert arrow.broken == []
