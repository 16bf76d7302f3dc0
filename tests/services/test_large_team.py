"""A team of 500 people and 200 rooms: what a tab asks for first is still there at once."""

import statistics
import time
import uuid
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy import insert

from chat_app.models import Membership, Room, User, new_id, now
from chat_app.services import accounts, sidebar
from chat_app.services.parley import Parley

PEOPLE, ROOMS, DIRECT = 500, 200, 100
TIMES = 15
Answer = TypeVar("Answer")


async def _fill(parley: Parley, ada: User) -> None:
    people = [{"id": new_id(), "name": f"Person {number:03}", "email": f"p{number}@large.example", "role": "member"}
              for number in range(PEOPLE)]  # fmt: skip
    rooms: list[dict[str, object]] = [
        {"id": new_id(), "kind": "open", "name": f"room {number:03}", "name_key": f"room {number:03}"}
        for number in range(ROOMS)
    ]
    pairs = [",".join(sorted((str(ada.id), str(person["id"])))) for person in people[:DIRECT]]
    direct = [{"id": new_id(), "kind": "direct", "name": "", "direct_key": key} for key in pairs]
    members = [
        {"id": new_id(), "room_id": room["id"], "user_id": who, "read_seq": 0, "read_posts": 0, "joined_at": now()}
        for room in rooms for who in (ada.id, *(person["id"] for person in people[:20]))
    ] + [
        {"id": new_id(), "room_id": room["id"], "user_id": who, "read_seq": 0, "read_posts": 0, "joined_at": now()}
        for room, key in zip(direct, pairs, strict=True) for who in map(uuid.UUID, key.split(","))
    ]  # fmt: skip
    async with parley.database.write() as session:
        await session.execute(insert(User), people)
        await session.execute(insert(Room), [{**room, "direct_key": None} for room in rooms])
        await session.execute(insert(Room), [{**room, "name_key": None} for room in direct])
        await session.execute(insert(Membership), members)


async def test_sidebar_and_switcher_of_300_rooms_in_a_team_of_500_are_read_in_50_ms(parley: Parley, ada: User):
    await _fill(parley, ada)
    seen = await _at_once(lambda: sidebar.load(parley, ada.id))
    assert len(seen.rooms) >= ROOMS + DIRECT
    assert len(seen.people) >= DIRECT
    assert len(await _at_once(lambda: accounts.directory(parley, ada.id))) == PEOPLE + 1
    assert len(await accounts.others(parley, ada.id)) == PEOPLE


async def _at_once(read: Callable[[], Awaitable[Answer]]) -> Answer:
    """What it reads, in at most 50 ms of the processor's time: the machine may be busy with other things."""
    took: list[float] = []
    answer = await read()
    for _ in range(TIMES):
        begun = time.process_time()
        answer = await read()
        took.append((time.process_time() - begun) * 1000)
    assert statistics.median(took) <= 50, took
    return answer
