"""What people show of themselves: unique names, statuses that end, versions that can be compared."""

import time

import pytest

from chat_app.events import Event, PersonChanged, ProfileChanged
from chat_app.models import User, now
from chat_app.services import accounts, names, profiles, versions
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley
from tests.cast import change

SOON = 60_000  # milliseconds


def at(milliseconds: int) -> int:
    return int(time.time() * 1000) + milliseconds


async def test_a_profile_is_kept_and_told_to_all_with_both_versions(parley: Parley, ada: User, heard: list[Event]):
    said = {"name": "Ada King", "title": "Countess", "pronouns": "she/her", "time_zone": "Europe/London"}
    person = await profiles.change(parley, ada.id, **said)
    assert (person.name, person.title, person.initials, person.time_zone) == (
        "Ada King",
        "Countess",
        "AK",
        "Europe/London",
    )
    told, own = heard
    assert told == ProfileChanged(ada.id, 1, person)
    assert isinstance(own, PersonChanged)
    assert (own.version, own.people) == (person.version, (person,))
    assert (await versions.ask(parley, [], [ada.id], [])).profiles == 1


async def test_saving_the_same_again_tells_nobody(parley: Parley, ada: User, heard: list[Event]):
    before = await profiles.change(parley, ada.id, name=ada.name)
    assert (await profiles.change(parley, ada.id, name=ada.name), heard) == (before, [])


async def test_who_changed_since_a_version_is_found_in_order(parley: Parley, ada: User, grace: User, alan: User):
    await profiles.change(parley, alan.id, name="Alan M. Turing")
    await profiles.change(parley, ada.id, name="Ada King")
    await profiles.change(parley, grace.id, name="Amazing Grace")
    found = await profiles.since(parley, 1)
    assert (found.version, [person.name for person in found.people]) == (3, ["Ada King", "Amazing Grace"])


@pytest.mark.parametrize("name", ["Grace Hopper", "grace  HOPPER", "Gräce Hopper"])
async def test_two_active_people_cannot_have_one_name(parley: Parley, ada: User, grace: User, name: str):
    with pytest.raises(Invalid, match="Somebody here is called that already"):
        await profiles.change(parley, ada.id, name=name)
    with pytest.raises(Invalid) as refused:
        await accounts.create(parley, "other@watercooler.example", name)
    assert refused.value.field == "name"
    await change(parley, User, grace.id, deactivated_at=now())
    assert (await profiles.change(parley, ada.id, name=name)).name == " ".join(name.split())


async def test_ones_own_name_in_other_letters_is_free(parley: Parley, ada: User):
    assert (await profiles.change(parley, ada.id, name="ADA LOVELACE")).name == "ADA LOVELACE"


async def test_a_distinct_name_has_a_number_behind_it(parley: Parley, ada: User):
    async with parley.database.write() as session:
        assert await names.distinct(session, "Ada Lovelace") == "Ada Lovelace 2"
        assert await names.distinct(session, "Mary Somerville") == "Mary Somerville"


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "x" * 81), ("title", "x" * 81), ("pronouns", "x" * 41), ("time_zone", "Mars/Olympus")],
)
async def test_what_cannot_be_used_is_refused_with_its_field(parley: Parley, ada: User, field: str, value: str):
    with pytest.raises(Invalid) as refused:
        await profiles.change(parley, ada.id, **{"name": ada.name, field: value})
    assert refused.value.field == field


async def test_a_status_holds_until_its_time_and_is_cleared_then(parley: Parley, ada: User, heard: list[Event]):
    person = await profiles.set_status(parley, ada.id, emoji="🏖️", text="On the beach", until=at(SOON))
    assert (person.status_emoji, person.status_text) == ("🏖️", "On the beach")
    assert person.status_until > at(0)
    await profiles.clear_expired(parley)
    assert len(heard) == 2
    await change(parley, User, ada.id, status_until=now())
    await profiles.clear_expired(parley)
    assert isinstance(heard[2], ProfileChanged)
    assert (heard[2].person.status_emoji, heard[2].person.status_until) == ("", 0)


async def test_a_text_alone_gets_an_emoji_and_nothing_at_all_clears(parley: Parley, ada: User):
    assert (await profiles.set_status(parley, ada.id, text="Reading")).status_emoji == "💬"
    cleared = await profiles.set_status(parley, ada.id, until=at(SOON))
    assert (cleared.status_emoji, cleared.status_text, cleared.status_until) == ("", "", 0)


@pytest.mark.parametrize(
    "status",
    [{"text": "x" * 81}, {"emoji": "no"}, {"emoji": "👍👍"}, {"emoji": 7}, {"until": "soon"}, {"until": 1},
     {"text": "a", "until": 1 << 70}, {"until": -1}, {"more": "than asked"}],
)  # fmt: skip
async def test_a_status_that_cannot_be_used_is_refused(parley: Parley, ada: User, status: dict):
    with pytest.raises(Invalid):
        await profiles.set_status(parley, ada.id, **status)


async def test_availability_is_one_of_three(parley: Parley, ada: User):
    for chosen in ("dnd", "away", ""):
        assert (await profiles.set_availability(parley, ada.id, chosen)).availability == chosen
    with pytest.raises(Invalid):
        await profiles.set_availability(parley, ada.id, "busy")


async def test_the_browsers_zone_is_taken_once(parley: Parley, ada: User):
    for zone in ("Nowhere/Atall", "Europe/Berlin", "Asia/Tokyo"):
        await profiles.find_zone(parley, ada.id, zone)
    async with parley.database.read() as session:
        user = await session.get(User, ada.id)
    assert user is not None
    assert user.time_zone == "Europe/Berlin"


async def test_a_deactivated_account_changes_nothing(parley: Parley, ada: User, grace: User):
    await change(parley, User, grace.id, deactivated_at=now())
    with pytest.raises(NotAllowed):
        await profiles.set_status(parley, grace.id, text="Still here")
