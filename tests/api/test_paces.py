"""What a person, a network's visitors and a network may have of the websocket together, however many connections."""

from __future__ import annotations

import time
import uuid
from contextlib import ExitStack

import pytest

from chat_app.api import paces
from chat_app.api.paces import CROWD, PERSON, TOGETHER, VISITORS, Seat, Shares
from chat_app.limits import OFF, LimitSettings, Rule

RULE, ARRIVALS = Rule(10, 10), LimitSettings.model_fields["limit_arrivals"].default
ADA, VISITOR = uuid.uuid4(), "192.0.2.7"
NOW = time.monotonic()


@pytest.mark.parametrize("seat", [ADA, VISITOR])
@pytest.mark.parametrize("connections", [1, 3, 60, 230])
def test_all_connections_of_a_seat_together_say_no_more_than_three(seat: Seat, connections: int):
    """Each keeps within its own pace, which for one is all it has."""
    shares = Shares(RULE, ARRIVALS)
    talks = [shares.talk(seat, "192.0.2.7") for _ in range(connections)]
    asked = [talk.charge(1, NOW) for talk in talks for _ in range(RULE.times)]
    assert sum(delay == 0 for delay in asked) == RULE.times * min(connections, TOGETHER)


def test_large_frames_count_as_several():
    talk = Shares(RULE, ARRIVALS).talk(ADA, "192.0.2.7")
    assert talk.hear(9 * paces.PIECE, NOW).delay < 1  # spread, and within the burst
    assert talk.hear(0, NOW).delay >= 1


def test_what_one_seat_says_takes_nothing_from_another():
    shares = Shares(RULE, ARRIVALS)
    for _ in range(500):
        shares.talk(ADA, "192.0.2.7").charge(1, NOW)
    assert shares.talk(uuid.uuid4(), "192.0.2.7").charge(1, NOW) == 0
    assert shares.talk(VISITOR, "192.0.2.7").charge(1, NOW) == 0


def test_a_network_as_a_whole_has_a_pace_too():
    shares = Shares(RULE, ARRIVALS)
    talks = [shares.talk(uuid.uuid4(), "192.0.2.7") for _ in range(RULE.times * CROWD)]
    assert not any(talk.hear(0, NOW).delay for talk in talks)
    assert shares.talk(uuid.uuid4(), "192.0.2.7").hear(0, NOW).delay > 0
    assert shares.talk(uuid.uuid4(), "198.51.100.1").hear(0, NOW).delay == 0


def test_who_waits_for_a_crowd_is_not_taken_for_a_flood():
    shares = Shares(RULE, ARRIVALS)
    for _ in range(RULE.times * CROWD * 2):
        shares.talk(uuid.uuid4(), "192.0.2.7").hear(0, NOW)
    talk = shares.talk(ADA, "192.0.2.7")
    asked = [talk.hear(0, NOW + second) for second in range(1, 100)]
    assert not any(ask.flood for ask in asked)


def test_too_fast_for_fifty_frames_in_a_row_is_a_flood():
    talk = Shares(RULE, ARRIVALS).talk(ADA, "192.0.2.7")
    asked = [talk.hear(0, NOW).flood for _ in range(RULE.times + paces.PATIENCE + 1)]
    assert asked.index(True) == RULE.times + paces.PATIENCE


def test_who_was_cut_off_has_no_fresh_burst_when_they_come_back():
    shares = Shares(Rule(4, 3600), ARRIVALS)
    talk = shares.talk(ADA, "192.0.2.7")
    now = time.monotonic()
    for _ in range(5):
        talk.charge(1, now)
    talk.cut(known=True)
    assert shares.talk(ADA, "192.0.2.7").charge(1, now) > 0
    assert shares.talk(uuid.uuid4(), "192.0.2.7").charge(1, now) == 0


def test_and_one_when_they_have_paid():
    shares = Shares(Rule(1000, 1), ARRIVALS)
    talk = shares.talk(ADA, "192.0.2.7")
    talk.charge(1, NOW - 60)
    talk.cut(known=True)
    assert shares.talk(ADA, "192.0.2.7").charge(1, time.monotonic()) == 0


@pytest.mark.parametrize(("seat", "most"), [(ADA, PERSON), (VISITOR, VISITORS)])
def test_a_seat_has_so_many_connections_and_no_more(seat: Seat, most: int):
    share = Shares(RULE, ARRIVALS).of(seat)
    with ExitStack() as connected:
        for _ in range(most):
            assert not share.full
            connected.enter_context(share.taken())
        assert share.full
    assert not share.full


def test_twenty_tabs_come_at_once_and_a_burst_of_connections_is_spread():
    share = Shares(RULE, ARRIVALS).of(ADA)
    delays = [share.begin(NOW) for _ in range(PERSON)]
    assert max(delays[:20]) <= 5
    assert delays == sorted(delays)
    assert delays[-1] == pytest.approx((PERSON - ARRIVALS.times) * ARRIVALS.interval)
    assert sum(delay == 0 for delay in delays) == ARRIVALS.quarter.times


def test_without_a_limit_there_is_none():
    talk = Shares(OFF, OFF).talk(ADA, "192.0.2.7")
    assert not any(talk.hear(paces.PIECE * 9, NOW).delay for _ in range(10_000))


def test_seats_that_owe_nothing_are_forgotten(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(paces, "REMEMBERED", 50)
    shares = Shares(RULE, ARRIVALS)
    with shares.of(ADA).taken():
        for number in range(1_000):
            shares.of(f"2001:db8::{number:x}")
        assert len(shares) <= 51
        assert shares.of(ADA).sockets == 1
