"""What a person, a network's visitors and a network may have of the websocket together, however many connections."""

from __future__ import annotations

import time
import uuid
from contextlib import ExitStack

import pytest

from chat_app.api import websocket_limits
from chat_app.api.websocket_limits import CLIENT_FACTOR, NETWORK_FACTOR, PERSON, VISITORS, Client, Quotas
from chat_app.limits import OFF, LimitSettings, Rule

RULE, ARRIVALS = Rule(10, 10), LimitSettings.model_fields["limit_arrivals"].default
ADA, VISITOR = uuid.uuid4(), "192.0.2.7"
NOW = time.monotonic()


@pytest.mark.parametrize("client", [ADA, VISITOR])
@pytest.mark.parametrize("connections", [1, 3, 60, 230])
def test_all_connections_of_a_client_together_say_no_more_than_three(client: Client, connections: int):
    """Each keeps within its own pace, which is all that a single one has."""
    quotas = Quotas(RULE, ARRIVALS)
    limiters = [quotas.limiter(client, "192.0.2.7") for _ in range(connections)]
    asked = [limiter.charge(1, NOW) for limiter in limiters for _ in range(RULE.times)]
    assert sum(delay == 0 for delay in asked) == RULE.times * min(connections, CLIENT_FACTOR)


def test_large_frames_count_as_several():
    limiter = Quotas(RULE, ARRIVALS).limiter(ADA, "192.0.2.7")
    assert limiter.take(9 * websocket_limits.PIECE, NOW).delay < 1  # spread, and within the burst
    assert limiter.take(0, NOW).delay >= 1


def test_what_one_seat_says_takes_nothing_from_another():
    quotas = Quotas(RULE, ARRIVALS)
    for _ in range(500):
        quotas.limiter(ADA, "192.0.2.7").charge(1, NOW)
    assert quotas.limiter(uuid.uuid4(), "192.0.2.7").charge(1, NOW) == 0
    assert quotas.limiter(VISITOR, "192.0.2.7").charge(1, NOW) == 0


def test_a_network_as_a_whole_has_a_pace_too():
    quotas = Quotas(RULE, ARRIVALS)
    limiters = [quotas.limiter(uuid.uuid4(), "192.0.2.7") for _ in range(RULE.times * NETWORK_FACTOR)]
    assert not any(limiter.take(0, NOW).delay for limiter in limiters)
    assert quotas.limiter(uuid.uuid4(), "192.0.2.7").take(0, NOW).delay > 0
    assert quotas.limiter(uuid.uuid4(), "198.51.100.1").take(0, NOW).delay == 0


def test_who_waits_for_a_crowd_is_not_taken_for_a_flood():
    quotas = Quotas(RULE, ARRIVALS)
    for _ in range(RULE.times * NETWORK_FACTOR * 2):
        quotas.limiter(uuid.uuid4(), "192.0.2.7").take(0, NOW)
    limiter = quotas.limiter(ADA, "192.0.2.7")
    asked = [limiter.take(0, NOW + second) for second in range(1, 100)]
    assert not any(ask.flood for ask in asked)


def test_too_fast_for_fifty_frames_in_a_row_is_a_flood():
    limiter = Quotas(RULE, ARRIVALS).limiter(ADA, "192.0.2.7")
    asked = [limiter.take(0, NOW).flood for _ in range(RULE.times + websocket_limits.PATIENCE + 1)]
    assert asked.index(True) == RULE.times + websocket_limits.PATIENCE


def test_who_was_cut_off_has_no_fresh_burst_when_they_come_back():
    quotas = Quotas(Rule(4, 3600), ARRIVALS)
    limiter = quotas.limiter(ADA, "192.0.2.7")
    now = time.monotonic()
    for _ in range(5):
        limiter.charge(1, now)
    limiter.carry_over(known=True)
    assert quotas.limiter(ADA, "192.0.2.7").charge(1, now) > 0
    assert quotas.limiter(uuid.uuid4(), "192.0.2.7").charge(1, now) == 0


def test_and_one_when_they_have_paid():
    quotas = Quotas(Rule(1000, 1), ARRIVALS)
    limiter = quotas.limiter(ADA, "192.0.2.7")
    limiter.charge(1, NOW - 60)
    limiter.carry_over(known=True)
    assert quotas.limiter(ADA, "192.0.2.7").charge(1, time.monotonic()) == 0


@pytest.mark.parametrize(("client", "most"), [(ADA, PERSON), (VISITOR, VISITORS)])
def test_a_seat_has_so_many_connections_and_no_more(client: Client, most: int):
    quota = Quotas(RULE, ARRIVALS).of(client)
    with ExitStack() as connected:
        for _ in range(most):
            assert not quota.full
            connected.enter_context(quota.connected())
        assert quota.full
    assert not quota.full


def test_twenty_tabs_come_at_once_and_a_burst_of_connections_is_spread():
    quota = Quotas(RULE, ARRIVALS).of(ADA)
    delays = [quota.arrival_delay(NOW) for _ in range(PERSON)]
    assert max(delays[:20]) <= 5
    assert delays == sorted(delays)
    assert delays[-1] == pytest.approx((PERSON - ARRIVALS.times) * ARRIVALS.interval)
    assert sum(delay == 0 for delay in delays) == ARRIVALS.quarter.times


def test_without_a_limit_there_is_none():
    limiter = Quotas(OFF, OFF).limiter(ADA, "192.0.2.7")
    assert not any(limiter.take(websocket_limits.PIECE * 9, NOW).delay for _ in range(10_000))


def test_clients_that_owe_nothing_are_forgotten(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(websocket_limits, "REMEMBERED", 50)
    quotas = Quotas(RULE, ARRIVALS)
    with quotas.of(ADA).connected():
        for number in range(1_000):
            quotas.of(f"2001:db8::{number:x}")
        assert len(quotas) <= 51
        assert quotas.of(ADA).sockets == 1
