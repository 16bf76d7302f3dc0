"""Sessions: found while they live, rotated by the open page, ended for good."""

import asyncio
import uuid
from datetime import timedelta

import pytest

from chat_app.events import Event, SessionRevoked
from chat_app.models import AuditEntry, Session, User, now
from chat_app.services import sessions
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley
from tests.cast import change, rows


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
    assert heard == [SessionRevoked(session.id, sessions.REASONS["reuse"])]


async def test_a_token_that_was_never_ours_ends_the_session(parley: Parley, session: Session):
    assert await sessions.rotate(parley, session.id, uuid.uuid4()) is None
    assert await sessions.find(parley, session.id) is None


async def test_revoking_ends_a_session_and_says_so_once(parley: Parley, session: Session, heard: list[Event]):
    await sessions.revoke(parley, session.id)
    await sessions.revoke(parley, session.id)
    assert await sessions.find(parley, session.id) is None
    assert heard == [SessionRevoked(session.id, sessions.REASONS[""])]


async def test_one_session_ends_alone(parley: Parley, ada: User, session: Session):
    phone = await sessions.begin(parley, ada, device="x" * 1000, ip="y" * 100)
    await sessions.revoke(parley, session.id)
    assert await sessions.find(parley, phone.id) is not None
    assert (len(phone.device), len(phone.ip)) == (255, 45)


# ── who is told ──


async def acts(parley: Parley) -> list[str]:
    return [entry.action for entry in await rows(parley, AuditEntry) if entry.action.startswith("session.")]


async def test_a_reused_token_is_told_to_its_owner_on_the_page_and_by_mail(parley: Parley, session: Session):
    await sessions.rotate(parley, session.id, session.refresh_id)
    await change(parley, Session, session.id, rotated_at=now() - timedelta(seconds=61))
    await sessions.rotate(parley, session.id, session.refresh_id, device="curl/8", ip="203.0.113.9")
    await parley.finish_background()
    assert "used a second time" in await sessions.why_ended(parley, session.id)
    (mail,) = (parley.settings.data_dir / "outbox").glob("*.eml")
    assert "203.0.113.9" in mail.read_text()
    assert "To: ada@watercooler.example" in mail.read_text()
    entry = next(entry for entry in await rows(parley, AuditEntry) if entry.action == "session.revoked")
    assert (entry.actor_id, entry.ip, entry.detail["because"]) == (None, "203.0.113.9", "reuse")


async def test_a_session_that_lives_has_nothing_to_explain(parley: Parley, session: Session):
    assert await sessions.why_ended(parley, session.id) == ""
    assert await sessions.why_ended(parley, uuid.uuid4()) == ""


async def test_every_beginning_is_noted_and_a_device_that_is_new_as_well(parley: Parley, ada: User, session: Session):
    await sessions.begin(parley, ada, device="Mozilla/5.0 Firefox/140.0", ip="192.0.2.7", method="link")
    await sessions.begin(parley, ada, device="Mozilla/5.0 Firefox/141.0", ip="192.0.2.8", method="link")
    assert await acts(parley) == ["session.began", "session.began", "session.new_device", "session.began"]


async def test_what_was_refused_is_noted(parley: Parley, ada: User):
    await sessions.refused(parley, "google", "cancelled", ip="192.0.2.7")
    (entry,) = [each for each in await rows(parley, AuditEntry) if each.action == "sign_in.failed"]
    assert (entry.actor_id, entry.ip, entry.detail) == (None, "192.0.2.7", {"method": "google", "reason": "cancelled"})


# ── the list of devices ──


async def test_the_list_has_ones_own_live_sessions_the_latest_first(
    parley: Parley, ada: User, grace: User, session: Session
):
    phone = await sessions.begin(parley, ada, device="phone", ip="")
    old = await sessions.begin(parley, ada, device="old", ip="")
    await sessions.begin(parley, grace, device="hers", ip="")
    await sessions.revoke(parley, old.id)
    assert [each.id for each in await sessions.mine(parley, ada.id)] == [phone.id, session.id]


async def test_ones_own_devices_can_be_signed_out_and_nobody_elses(
    parley: Parley, ada: User, grace: User, session: Session, heard: list[Event]
):
    with pytest.raises(NotAllowed):
        await sessions.revoke_own(parley, grace.id, session.id)
    assert await sessions.find(parley, session.id) is not None
    await sessions.revoke_own(parley, ada.id, session.id)
    assert await sessions.find(parley, session.id) is None
    assert heard == [SessionRevoked(session.id, sessions.REASONS["elsewhere"])]


async def test_all_others_can_be_signed_out_at_once(parley: Parley, ada: User, grace: User, session: Session):
    others = [await sessions.begin(parley, ada, device=name, ip="") for name in ("phone", "tablet")]
    hers = await sessions.begin(parley, grace, device="hers", ip="")
    assert await sessions.revoke_others(parley, ada.id, session.id) == 2
    assert [await sessions.find(parley, each.id) for each in others] == [None, None]
    for kept in (session, hers):
        assert await sessions.find(parley, kept.id) is not None
