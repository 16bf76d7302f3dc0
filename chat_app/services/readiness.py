"""Whether this process can serve. Asked without a session: so an answer is kept for a second, one look is
taken at a time, and none is waited for longer than a balancer would."""

import asyncio
import time
from dataclasses import dataclass, field

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from chat_app.adapters import migrations
from chat_app.adapters.outages import Unavailable
from chat_app.services.parley import Parley

# Seconds.
FRESH = 1.0  # that an answer is kept
PATIENCE = 1.5  # for the database
SWEPT = 10.0  # since the last sweep: without it, what the bus loses is lost


@dataclass(frozen=True, slots=True)
class Report:
    """`reasons` say why the process cannot serve, by part; `degraded` what it serves without."""

    reasons: dict[str, str] = field(default_factory=dict[str, str])
    degraded: dict[str, str] = field(default_factory=dict[str, str])


class Readiness:
    """The answers of one process."""

    def __init__(self, parley: Parley) -> None:
        self.parley = parley
        self._database: tuple[float, Report] = (-FRESH, Report())
        self._look: asyncio.Task[Report] | None = None
        self._began = 0.0

    async def report(self) -> Report:
        """Return which parts work, as of at most a second ago; within 1.5 s, also when the database hangs."""
        found = await self._of_database()
        reasons, degraded = dict(found.reasons), dict(found.degraded)
        if time.monotonic() - self.parley.swept_at > SWEPT:
            reasons["sweep"] = f"versions have not been compared for {SWEPT:.0f} s"
        if not self.parley.bus.healthy:
            degraded["bus"] = "Redis is not connected: messages cross processes within a second all the same"
        if not self.parley.counters.healthy:
            degraded["limits"] = "Redis is not connected: each process counts by itself"
        return Report(reasons, degraded)

    async def _of_database(self) -> Report:
        at, report = self._database
        if time.monotonic() - at < FRESH:
            return report
        if self._look is None:
            self._began = time.monotonic()
            self._look = asyncio.create_task(_ask(self.parley), name="readiness")
            self._look.add_done_callback(self._keep)
        look, left = self._look, self._began + PATIENCE - time.monotonic()
        if left > 0:
            await asyncio.wait({look}, timeout=left)
        return look.result() if look.done() else Report({"database": f"no answer within {PATIENCE} s"})

    def _keep(self, look: asyncio.Task[Report]) -> None:
        self._look = None
        if not look.cancelled():
            self._database = time.monotonic(), look.result()


async def _ask(parley: Parley) -> Report:
    try:
        async with parley.database.reserved() as connection:
            found = await connection.execute(text("SELECT version_num FROM alembic_version"))
            version = found.scalar_one_or_none()
    except Unavailable:
        return Report({"database": "it cannot be reached, or does not answer"})
    except DBAPIError:
        return Report({"migrations": "the database has no schema of Parley's"})
    except Exception as error:
        return Report({"database": type(error).__name__})
    match migrations.compare(version):
        case "older":
            return Report({"migrations": "the schema is older than the program"})
        case "newer":
            return Report(degraded={"migrations": "the schema is newer than the program: another version is starting"})
        case "same":
            return Report()
