"""The running product: its settings and adapters, put together once and passed to every service."""

import asyncio
import math
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import structlog

from chat_app.adapters.bus import Bus, open_bus
from chat_app.adapters.database import Database
from chat_app.adapters.limits import Counters, open_counters
from chat_app.adapters.mail import Mailer, open_mailer
from chat_app.adapters.presence import open_presence
from chat_app.config import Settings
from chat_app.events import Event, Listener, encode
from chat_app.services.filters import Filters
from chat_app.services.presence import Presence
from chat_app.services.rendering import Renderer

log = structlog.get_logger()


@dataclass(slots=True)
class Parley:
    """What services work with. `listeners` hear every event of this process before the bus carries it to others."""

    settings: Settings
    database: Database
    bus: Bus
    mailer: Mailer
    presence: Presence
    counters: Counters
    filters: Filters
    renderer: Renderer
    listeners: list[Listener] = field(default_factory=list)
    background: set[asyncio.Task[None]] = field(default_factory=set)
    swept_at: float = -math.inf  # when versions were last compared (rule R7), by the monotonic clock
    gathered: dict[Any, Any] = field(default_factory=dict)  # questions that wait for the next read: `gathering.ask`
    waiting: dict[Any, dict[str, asyncio.TimerHandle]] = field(default_factory=dict)  # for a limit: `limits.eventually`

    @classmethod
    def from_settings(cls, settings: Settings) -> "Parley":
        """The real adapters, as the settings ask. Nothing is opened yet."""
        database = Database(settings.database)
        return cls(
            settings=settings,
            database=database,
            bus=open_bus(settings.redis_url),
            mailer=open_mailer(settings),
            presence=Presence(open_presence(settings.redis_url), database),
            counters=open_counters(settings.redis_url),
            filters=Filters.load(settings.message_filters, settings.message_filter_failure),
            renderer=Renderer(),
        )

    def run_in_background(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do work after the answer that is being given now. A failure is logged; a crash loses the work."""

        async def done() -> None:
            try:
                await work
            except Exception:
                log.exception("background_failed")

        task = asyncio.create_task(done(), name="background")
        self.background.add(task)
        task.add_done_callback(self.background.discard)

    async def finish_background(self, seconds: float = 10) -> None:
        """Let background tasks finish, and those that they begin, within some seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self.background:
                    await asyncio.wait(tuple(self.background))

    def announce(self, *events: Event) -> None:
        """Tell this process's listeners, then the others. Only after the commit (rule R1)."""
        for event in events:
            for listener in self.listeners:
                try:
                    listener(event)
                except Exception:  # it is committed: the caller who waits for the answer must get it
                    log.exception("listener_failed", about=str(event.about))
            self.bus.publish(encode(event))


_current: list[Parley] = []


def use(parley: Parley) -> None:
    """Make this the product that states and routes work with. The composition root calls it once a process."""
    _current[:] = [parley]


def current() -> Parley:
    """The product of this process. Raises IndexError before the composition root has run."""
    return _current[0]
