"""What the message box offers, and to whom."""

import uuid

import pytest

from chat_app.models import User
from chat_app.services import accounts, memberships, rooms, suggestions
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley


async def offered(parley: Parley, user: User, room_id: uuid.UUID, sign: str, word: str) -> list[str]:
    return [each.insert for each in await suggestions.find(parley, user.id, room_id, sign, word)]


async def test_people_of_the_room_by_any_part_of_their_name(
    parley: Parley, ada: User, grace: User, alan: User, guest: User, watercooler: uuid.UUID
):
    assert await offered(parley, ada, watercooler, "@", "") == ["@Alan Turing", "@Grace Hopper", "@here", "@room"]
    assert await offered(parley, ada, watercooler, "@", "hop") == ["@Grace Hopper"]
    assert await offered(parley, ada, watercooler, "@", "GRACE H") == ["@Grace Hopper"]
    assert await offered(parley, ada, watercooler, "@", "dorothy") == []
    assert await offered(parley, ada, watercooler, "@", "ada") == []


async def test_the_best_of_many_people(parley: Parley, ada: User, watercooler: uuid.UUID):
    for number in range(12):
        await accounts.create(parley, f"p{number}@watercooler.example", f"Person {number:02}")
    found = await offered(parley, ada, watercooler, "@", "p")
    assert found == [f"@Person {number:02}" for number in range(suggestions.MOST)]


async def test_open_rooms_only(parley: Parley, ada: User, watercooler: uuid.UUID):
    await rooms.create(parley, ada.id, name="designers")
    await rooms.create(parley, ada.id, name="design board", kind="closed")
    assert await offered(parley, ada, watercooler, "#", "des") == ["#designers"]


async def test_emoji_by_their_codes(parley: Parley, ada: User, watercooler: uuid.UUID):
    assert (await offered(parley, ada, watercooler, ":", "tada"))[0] == "🎉"
    assert (await offered(parley, ada, watercooler, ":", "+1"))[0] == "👍"
    assert await offered(parley, ada, watercooler, ":", "") == []


async def test_a_stranger_learns_of_nobody(parley: Parley, grace: User, ada: User, watercooler: uuid.UUID):
    await memberships.leave(parley, grace.id, watercooler)
    for sign in "@#:":
        with pytest.raises(NotAllowed):
            await suggestions.find(parley, grace.id, watercooler, sign, "a")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("José Núñez", ("jose", "JOSÉ", "jose\u0301 nu", "nunez")),
        ("Jose\u0301 Núñez", ("josé", "núñ")),
        ("İpek Işık", ("ipek", "İP", "i\u0307pek", "isik")),
        ("Miche\u0301le O’Brien", ("michele", "o'br", "o’brien")),
        ("Jean‐Luc Strauß", ("jean-l", "jean‑luc", "strauss")),
        ("Ёлка Йованович", ("елка", "иов")),
        ("ﾊﾙｶ", ("ハル", "はる")),
        ("أحمد علي", ("احمد",)),
    ],
)
async def test_a_name_is_suggested_however_it_is_spelt(
    parley: Parley, ada: User, watercooler: uuid.UUID, name: str, typed: tuple[str, ...]
):
    await accounts.create(parley, "person@watercooler.example", name)
    for word in typed:
        assert f"@{name}" in await offered(parley, ada, watercooler, "@", word), word
