"""A believable team and history, for trying Parley out and for measuring it."""

import random
import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chat_app.models import Membership, Message, Room, User, Workspace, id_of, now
from chat_app.services import accounts, memberships, rooms
from chat_app.services.demo_story import Teller
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from chat_app.services.text import render

PEOPLE = ("Ada Lovelace", "Grace Hopper", "Alan Turing", "Katherine Johnson", "Barbara Liskov", "Dorothy Vaughan")
ROOMS = (
    ("watercooler", "Everything and nothing"),
    ("designers", "Screens, words and the feel of things"),
    ("engineering", "How it works, and how it breaks"),
    ("support", "What people ask"),
    ("reading-group", "One chapter a week"),
    ("lunch", ""),
)
OPENINGS = (
    "Morning!",
    "Quick question:",
    "Done:",
    "I think",
    "Has anyone seen this?",
    "For the record,",
    "Nice.",
    "Hm,",
)
MIDDLES = (
    "the relay now repairs itself after Redis goes away",
    "numbers check out, three ways, to the fourth decimal",
    "the new sign-in screen is calmer, and the one button is where the eye lands",
    "we should write that down before we forget it",
    "the whole trick is one query: `messages.since(room_id, version)`",
    "critique hour is Thursday at two",
    "a gap stayed a gap until someone reloaded, and **that** is fixed",
    "the trains are late, so I am ten minutes behind",
    "see https://example.org/fault-table for the details",
    "I will try to break it this afternoon",
)
CLOSINGS = ("", ".", ".", "!", ", don't you think?", "; more after lunch.")
CHUNK = 5_000


async def fill(parley: Parley, messages: int) -> str:
    """Make the team and spread `messages` over the last weeks, half of them in the first room.

    Does nothing in a database that has a workspace already. Returns a sentence that says what was done.
    """
    if await accounts.workspace(parley) is not None:
        return "There is a workspace already; nothing was changed."
    dice = random.Random(7)  # the same team every time
    made: list[tuple[Room, int]] = []  # and how many messages each gets
    async with parley.database.write() as session:
        session.add(Workspace(name="Watercooler Ltd"))
        people = [
            User(name=name, email=f"{name.split()[0].lower()}@watercooler.example", email_verified_at=now())
            for name in PEOPLE
        ]
        people[0].role = "owner"
        session.add_all(people)
        await session.flush()
        for index, (name, topic) in enumerate(ROOMS):
            count = messages // 2 if index == 0 else messages // (2 * len(ROOMS) - 2)
            room, _ = await rooms.make(session, people[0], name=name, kind="open", topic=topic)
            made.append((room, count))
        await _talk(session, dice, made, people)
    teller = Teller(parley, PostWriter(parley), people)
    await teller.tell(made[1][0].id)
    await teller.whisper()
    what = f"{len(PEOPLE)} people, {len(ROOMS)} rooms and {messages:,} messages"
    return f"Made {what}. Sign in: login-link {people[0].email}"


async def _talk(session: AsyncSession, dice: random.Random, made: list[tuple[Room, int]], people: list[User]) -> None:
    """All rooms at once, in the order of time, as it would have happened."""
    spoken = sorted(
        (moment, index, place)
        for index, (_, count) in enumerate(made)
        for place, moment in enumerate(_moments(dice, count))
    )
    for first in range(0, len(spoken), CHUNK):
        rows = [
            _said(dice, made[index][0], people, place, moment) for moment, index, place in spoken[first : first + CHUNK]
        ]
        await session.execute(insert(Message), rows)
    for room, count in made:
        await _seat(session, dice, room, people, count)


async def _seat(session: AsyncSession, dice: random.Random, room: Room, people: list[User], count: int) -> None:
    """Everybody is in the room, and has read nearly all of it."""
    room.last_seq = room.posts = count
    room.version += count
    room.members = len(people)
    session.add(room)
    for person in people:
        place = await memberships.find(session, room.id, person.id) or Membership(
            user_id=person.id, room_id=room.id, version=person.version, room_version=room.version
        )
        place.read_seq = place.read_posts = count - min(count, dice.choice((0, 0, 0, 2, 5)))
        session.add(place)


def _moments(dice: random.Random, count: int) -> list[datetime]:
    """When people talk: on the last thirty days, in bursts, in working hours, the last one minutes ago."""
    midnight = now().replace(hour=0, minute=0, second=0)
    moments: list[datetime] = []
    while len(moments) < count:
        burst = midnight - timedelta(days=dice.randint(0, 30)) + timedelta(minutes=dice.randint(8 * 60, 18 * 60))
        moments += [burst + timedelta(seconds=dice.randint(0, 900)) for _ in range(dice.randint(1, 6))]
    late = max(moments) - now() + timedelta(minutes=3) if moments else timedelta()
    return sorted(moment - max(late, timedelta()) for moment in moments[:count])


def _said(dice: random.Random, room: Room, people: list[User], index: int, moment: datetime) -> dict[str, Any]:
    opening, middle = dice.choice(OPENINGS), dice.choice(MIDDLES)
    begun = opening + " " + (middle[0].upper() + middle[1:] if opening[-1] in ".!?" else middle)
    text = begun + dice.choice(CLOSINGS)
    return {
        "id": id_of(moment), "room_id": room.id, "seq": index + 1, "post_no": index + 1,
        "version": room.version + index + 1, "sender_id": dice.choice(people).id, "content": text,
        "html": render(text).html, "client_msg_id": uuid.uuid4(), "created_at": moment,
    }  # fmt: skip
