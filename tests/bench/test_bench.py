"""The benchmarks count right: a figure that hides a loss would be worse than none."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from chat_app.live.entries import MESSAGES, VIEW
from tests.bench import crowd, delivery, posting
from tests.bench.ledger import Ledger
from tests.bench.results import Results, quantile
from tests.bench.rows import ROWS
from tests.bench.subject import Subject, yard

TABS = 20
FRAME = '42/_event,["event",{"delta":{"feed_state":{%s}}}]'


@pytest.fixture(scope="module")
def subject() -> Iterator[Subject]:
    with yard() as ours, ours.on_sqlite(people=TABS) as running:
        yield running


def frame(ledger: Ledger, *seqs: int) -> bytes:
    """What brings post n as seq n, for each of some."""
    entries = (f'"{MESSAGES.key(n)}":{{"seq":{n},"content":"{ledger.text(n)}"}}' for n in seqs)
    return (FRAME % ",".join(entries)).encode()


def audit(*frames: tuple[int, ...], posts: range) -> tuple[int, int, int]:
    """What the ledger finds when one tab gets these seqs, a tuple a frame."""
    ledger, landed = Ledger(), []
    for seqs in frames:
        ledger.take(frame(ledger, *seqs), landed)
    found = ledger.audit([landed], posts)
    return found.losses, found.duplicates, found.inversions


async def test_everything_once_and_in_order_is_a_clean_audit() -> None:
    assert audit((1,), (2, 3), (4,), posts=range(1, 5)) == (0, 0, 0)


async def test_a_lost_delivery_is_noticed() -> None:
    assert audit((1,), (3,), posts=range(1, 4)) == (1, 0, 0)


async def test_a_delivery_that_comes_twice_is_noticed() -> None:
    assert audit((1,), (2,), (2,), posts=range(1, 3)) == (0, 1, 0)


async def test_a_delivery_out_of_order_is_noticed() -> None:
    assert audit((2,), (1,), posts=range(1, 3)) == (0, 0, 1)


async def test_history_and_the_posts_of_others_are_no_deliveries() -> None:
    ledger, landed = Ledger(), []
    ledger.take(frame(Ledger(), 1), landed)
    first = f'{{"{MESSAGES.key(1)}"'
    snapshot = frame(ledger, 1).decode().replace(first, first.replace("{", f'{{"{VIEW.key}":{{}},'))
    ledger.take(snapshot.encode(), landed)
    assert (ledger.deliveries, landed) == (0, [])
    ledger.take(frame(ledger, 1), landed)
    assert ledger.deliveries == 1


async def test_real_tabs_that_share_a_blast_get_all_of_it(subject: Subject) -> None:
    async with subject.sailing(TABS) as fleet:
        ledger = fleet.turn()
        await fleet.blast(senders=5, posts=10)
        await fleet.landed(50)
        assert ledger.deliveries == 50 * TABS
        assert fleet.audit(50).clean
        assert fleet.dropouts == 0


@pytest.mark.slow
async def test_a_tab_that_was_away_is_counted_as_a_loss(subject: Subject) -> None:
    async with subject.sailing(3) as fleet:
        fleet.turn()
        fleet.tabs[2].leave()
        await asyncio.gather(fleet.tabs[0].post(fleet.ledger.text(0)), fleet.ledger.wait(2, 5))
        assert fleet.audit(1).losses == 1


@pytest.mark.slow
async def test_a_storm_brings_every_tab_back(subject: Subject) -> None:
    async with subject.sailing(TABS) as fleet:
        await fleet.storm()
        fleet.turn()
        await fleet.trickle(1, 0)
        assert fleet.audit(1).clean


@pytest.mark.slow
async def test_a_measurement_fills_its_rows_and_both_sides_send_the_same_bytes(subject: Subject) -> None:
    results = Results()
    await delivery.compare(subject, results, tabs=TABS, posts=3, runs=1, warm=1)
    assert results.value("delivery_us")[0] > 0
    assert results.value("bare")[0] > 0
    assert results.notes == {}


def test_verdicts_say_by_how_much_a_target_was_missed() -> None:
    row = {each.key: each for each in ROWS}
    results = Results()
    results.add("connect_ms", 6.0, others=0)
    results.add("posts_sqlite", 400, others=0)
    results.add("ack_ms", 5, 16.4, others=0)
    results.add("delivery_us", 26, others=0)
    results.add("bare", 20, others=0)
    verdicts = [results.verdict(row[key]) for key in ("connect_ms", "posts_sqlite", "ack_ms", "delivery_us")]
    assert verdicts == [
        "missed by 20 %",
        "missed by 50 %",
        "missed by 10 %",
        "1.30 × bare: met; next step missed by 9 %",
    ]


def test_every_row_has_a_scenario() -> None:
    from tests.bench.__main__ import SCENARIOS

    assert set().union(*(each.KEYS for each in SCENARIOS)) == {row.key for row in ROWS}
    assert not crowd.KEYS & posting.KEYS


def test_a_quantile_is_one_of_the_values() -> None:
    assert [quantile([3, 1, 2, 4], q) for q in (0.5, 0.99)] == [2, 4]
