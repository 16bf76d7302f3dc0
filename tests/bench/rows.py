"""The rows of the table: what each measures, what it should reach, and what the Node peer reached on a like machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """`targets` belong to the figures of one run in order (p50, p99 …); `then` is the step after them.

    With `to_bare`, limits are multiples of `bare` in the same run, and the absolute figure is for orientation.
    """

    key: str
    what: str
    targets: tuple[float, ...]
    then: tuple[float, ...] = ()
    node: str = "–"
    at_least: bool = False
    to_bare: bool = False
    digits: int = 1


ROWS = (
    Row("delivery_us", "CPU µs a delivery, 1 post to 500 tabs, the post's own cost included", (1.5,), (1.2,), "26",
        to_bare=True),
    Row("bare", "CPU µs a delivery, python-socketio's room emit of the same bytes", ()),
    Row("last_of_1000_ms", "post leaves → the last of 1,000 tabs has it, p50 / p99", (24, 45), node="24 / 38"),
    Row("saturated_deliveries", "deliveries/s, 100 tabs, 20 senders × 4 in flight, once and in order", (60_000,),
        (100_000,), "57,500", at_least=True, digits=0),
    Row("posts_sqlite", "durable posts/s, 20 senders, SQLite", (800,), at_least=True, digits=0),
    Row("posts_postgres", "durable posts/s, 20 senders, PostgreSQL with fsync", (1_000,), (1_400,), "1,370",
        at_least=True, digits=0),
    Row("ack_ms", "post → acknowledgement at 20 posts/s, p50 / p99", (6, 15), node="3.5 / 6"),
    Row("open_room_ms", "event → snapshot of 50, room of 100,000, p50: SQLite / PostgreSQL", (15, 15)),
    Row("tab_kb", "PSS of an idle tab with a room open, of 1,000", (80,), (50,), "12"),
    Row("connect_ms", "CPU ms a tab: connect, hydrate, sign in, open its room", (5,), (3,), "1.5", digits=2),
    Row("storm_s", "1,000 tabs drop at once, come back and have their room", (5,), (3,), "1.0", digits=2),
    Row("idle_cpu", "% of one core with 1,000 idle tabs", (2,), node="0.2"),
    Row("echo_ms", "browser: Enter → echo painted, p50 / p95", (17, 17)),
    Row("cross_ms", "browser: Ada's Enter → painted on Grace's screen, p50 / p95", (40, 80)),
    Row("typing_ms", "browser: key → painted, 500 messages on the page, ten new ones a second, p50 / p95", (50, 50)),
    Row("upserts", "browser: 20,000 messages into one tab, its time a message and its heap, last quarter ÷ second",
        (1.2, 1.2), digits=2),
    Row("search_ms", "one word in 100,000 messages, p50, in all rooms / in one: SQLite, then PostgreSQL",
        (50, 50, 50, 50)),
    Row("hard_search_ms", "the slowest of seven searches that find little, p50: SQLite / PostgreSQL", (50, 50)),
    Row("back_ms", "event → an older page, 50,000 messages deep, p50: SQLite / PostgreSQL", (15, 15)),
    Row("first_load_kb", "browser: script + style of a room's page, gzipped", (230,)),
)  # fmt: skip
KEYS = tuple(row.key for row in ROWS)
