"""What all tables share: moments keep their zone, identifiers sort by time."""

import uuid
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from chat_app.models import User, new_id
from chat_app.services.parley import Parley
from tests.cast import change, rows


async def test_a_moment_comes_back_in_utc(parley: Parley, ada: User):
    moment = datetime(2026, 3, 4, 5, 6, 7, 891011, tzinfo=timezone(timedelta(hours=2)))
    await change(parley, User, ada.id, email_verified_at=moment)
    (found,) = await rows(parley, User)
    assert found.email_verified_at == moment
    assert found.email_verified_at is not None
    assert found.email_verified_at.utcoffset() == timedelta(0)


async def test_a_moment_without_a_zone_is_refused(parley: Parley, ada: User):
    await change(parley, User, ada.id, email_verified_at=datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(StatementError, match="time zone"):
        await change(parley, User, ada.id, email_verified_at=datetime(2026, 1, 1))


def test_identifiers_sort_by_the_time_they_were_made():
    made = [new_id() for _ in range(1000)]
    assert made == sorted(made)
    assert {each.version for each in made} == {7}
    assert isinstance(made[0], uuid.UUID)
