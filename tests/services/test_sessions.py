"""Sessions: found while they live, rotated by the open page, ended for good."""

import asyncio
import uuid
from datetime import timedelta

import pytest

from chat_app.events import Event, SessionRevoked
from chat_app.models import Session, User, now
from chat_app.services import sessions
from chat_app.services.parley import Parley
from tests.cast import change


@pytest.fixture
async def session(parley: Parley, ada: User) -> Session:
    """Ada's browser."""
    return await sessions.begin(parley, ada, device="Firefox", ip="192.0.2.7")


async def test_a_session_says_who_is_behind_it(parley: Parley, ada: User, session: Session):
    found = await sessions.find(parley, session.id)
    assert found == sessions.SignedIn(session.id, ada.id, "Ada Lovelace", "owner")


async def test_an_unknown_session_says_nothing(parley: Parley, session: Session):
    assert await sessions.find(parley, session.id) is not None
    assert await sessions.find(parley, uuid.uuid4()) is None


@pytest.mark.parametrize("ending", ["revoked_at", "expires_at"])
async def test_a_session_that_has_ended_finds_nobody_and_rotates_no_more(parley: Parley, session: Session, ending: str):
    await change(parley, Session, session.id, **{ending: now()})
    assert await sessions.find(parley, session.id) is None
    assert await sessions.rotate(parley, session.id, session.refresh_id) is None


async def test_the_session_of_a_deactivated_person_finds_nobody(parley: Parley, ada: User, session: Session):
    await change(parley, User, ada.id, deactivated_at=now())
    assert await sessions.find(parley, session.id) is None


async def test_rotating_gives_a_new_token_and_thirty_more_days(parley: Parley, session: Session):
    await change(parley, Session, session.id, expires_at=now() + timedelta(minutes=1))
    renewed = await sessions.rotate(parley, session.id, session.refresh_id)
    assert renewed is not None
    assert renewed.refresh_id != session.refresh_id
    assert renewed.expires_at > now() + timedelta(days=29)


async def test_tabs_that_wake_together_get_the_same_successor(parley: Parley, session: Session):
    woken = await asyncio.gather(*(sessions.rotate(parley, session.id, session.refresh_id) for _ in range(4)))
    assert len({each.refresh_id for each in woken if each}) == 1
    assert None not in woken


async def test_a_token_reused_a_minute_later_ends_the_whole_family(
    parley: Parley, session: Session, heard: list[Event]
):
    renewed = await sessions.rotate(parley, session.id, session.refresh_id)
    assert renewed is not None
    await change(parley, Session, session.id, rotated_at=now() - timedelta(seconds=61))
    assert await sessions.rotate(parley, session.id, session.refresh_id) is None
    assert await sessions.rotate(parley, session.id, renewed.refresh_id) is None
    assert await sessions.find(parley, session.id) is None
    assert heard == [SessionRevoked(session.id)]


async def test_a_token_that_was_never_ours_ends_the_session(parley: Parley, session: Session):
    assert await sessions.rotate(parley, session.id, uuid.uuid4()) is None
    assert await sessions.find(parley, session.id) is None


async def test_revoking_ends_a_session_and_says_so_once(parley: Parley, session: Session, heard: list[Event]):
    await sessions.revoke(parley, session.id)
    await sessions.revoke(parley, session.id)
    assert await sessions.find(parley, session.id) is None
    assert heard == [SessionRevoked(session.id)]


async def test_one_session_ends_alone(parley: Parley, ada: User, session: Session):
    phone = await sessions.begin(parley, ada, device="x" * 1000, ip="y" * 100)
    await sessions.revoke(parley, session.id)
    assert await sessions.find(parley, phone.id) is not None
    assert (len(phone.device), len(phone.ip)) == (255, 45)
