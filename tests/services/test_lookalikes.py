"""Nobody is called, and no room, as somebody or some room looks that is there already."""

from __future__ import annotations

import pytest

from chat_app.lookalikes import skeletons
from chat_app.models import User
from chat_app.services import accounts, profiles, rooms
from chat_app.services.errors import Invalid
from chat_app.services.parley import Parley

ALIKE = [
    ("Ada Lovelace", "Аda Lovelace"),
    ("Ada Lovelace", "Αda Lovelace"),
    ("Ada Lovelace", "Ada\u00a0Lovelace"),
    ("Ada Lovelace", "Ada Love1ace"),
    ("Ada Lovelace", "Ada LoveIace"),
    ("Ada Lovelace", "ada lovelace"),
    ("Ada Lovelace", "Ａｄａ Ｌｏｖｅｌａｃｅ"),
    ("Ada Lovelace", "Ada L0velace"),
    ("Ada Lovelace", "𝐀𝐝𝐚 Lovelace"),
    ("Ada Lovelace", "Ada Lovelaсe"),
    ("Ada Lovelace", "Ádá Lovelace"),
]
PAIRS = [
    ("Arnold", "Amold"), ("Barney", "Bamey"), ("Ewan", "Evvan"), ("Wendy", "VVendy"), ("ロニ", "口二"),
    ("カエ", "力工"), ("オノ", "才丿"), ("トー", "卜一"), ("Amold", "Аrnоld"),
]  # fmt: skip
ROOMS = [
    ("designers", "#DΕSIGNERS"),
    ("designers", "desіgners"),
    ("designers", "DESIGNERS"),
    ("all-hands", "аll-hands"),
]
DIFFERENT = [
    "Anna", "Анна", "Νίκος", "Ali", "All", "李", "山田", "محمد", "O’Neill", "Ada King", "דנה", "Clara", "Dara", "Evan",
    "Ewan", "Ron", "Rom", "山田口",
]  # fmt: skip


@pytest.mark.parametrize(("known", "other"), ALIKE + PAIRS)
def test_what_looks_alike_shares_a_skeleton(known: str, other: str):
    assert not skeletons(known).isdisjoint(skeletons(other))


def test_what_looks_different_does_not():
    for number, name in enumerate(DIFFERENT):
        for other in DIFFERENT[number + 1 :]:
            assert skeletons(name).isdisjoint(skeletons(other)), (name, other)


@pytest.mark.parametrize("name", [other for _, other in ALIKE])
async def test_nobody_is_called_as_somebody_looks(parley: Parley, grace: User, name: str):
    with pytest.raises(Invalid, match="called that already"):
        await accounts.create(parley, "mallory@watercooler.example", name)
    with pytest.raises(Invalid, match="called that already"):
        await profiles.change(parley, grace.id, name=name)


@pytest.mark.parametrize(("known", "other"), ROOMS)
async def test_no_room_looks_like_another(parley: Parley, ada: User, grace: User, known: str, other: str):
    await rooms.create(parley, ada.id, name=known, kind="open")
    with pytest.raises(Invalid, match="of that name already"):
        await rooms.create(parley, grace.id, name=other, kind="open")


async def test_a_closed_room_that_one_does_not_know_is_not_given_away(parley: Parley, ada: User, grace: User):
    await rooms.create(parley, ada.id, name="conspirators", kind="closed")
    await rooms.create(parley, grace.id, name="соnspirators", kind="closed")
