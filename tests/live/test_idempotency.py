"""R3: a post that is sent again, and again elsewhere, is one message, and every sender is told that it is sent."""

from __future__ import annotations

import asyncio
import uuid

from tests.live.chatter import ROOMS
from tests.live.team import Team


async def test_the_same_post_five_times_at_two_processes_is_one_message(team: Team) -> None:
    places = [(team.ada, server, team.watercooler) for server in (team.a, team.b, team.a, team.b, team.a)]
    async with team.tabs(*places) as tabs:
        key = str(uuid.uuid4())
        answers = await asyncio.gather(*(tab.post(team.watercooler, "once", client_msg_id=key) for tab in tabs))
        assert answers == ["sent"] * 5
        for tab in tabs:
            await tab.wait_for(lambda _, tab=tab: "once" in tab.texts())
            assert tab.texts().count("once") == 1
    assert len(await team.rows("SELECT id FROM messages WHERE client_msg_id = $1", uuid.UUID(key))) == 1


async def test_somebody_elses_client_msg_id_is_refused_and_shows_nothing(team: Team) -> None:
    key = str(uuid.uuid4())
    async with team.tabs((team.ada, team.a, ""), (team.grace, team.b, "")) as (ada, grace):
        assert await ada.post(team.watercooler, "mine", client_msg_id=key) == "sent"
        answer = await grace.post(team.watercooler, "not yours", client_msg_id=key)
        assert answer not in ("sent", "mine")
    found = await team.rows("SELECT content FROM messages WHERE client_msg_id = $1", uuid.UUID(key))
    assert [row["content"] for row in found] == ["mine"]


async def test_a_retry_is_answered_sent_after_its_sender_has_left_the_room(team: Team) -> None:
    room_id, key = await team.new_room("retries", team.grace), str(uuid.uuid4())
    async with team.tabs((team.grace, team.a, room_id), (team.grace, team.b, "")) as (first, second):
        assert await first.post(room_id, "goodbye", client_msg_id=key) == "sent"
        await first.send(f"{ROOMS}.leave", {"room_id": room_id})
        await first.wait_for(lambda _: first.view["status"] == "left")
        assert await second.post(room_id, "goodbye", client_msg_id=key) == "sent"
        assert await second.post(room_id, "one more") != "sent"
