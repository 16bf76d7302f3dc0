"""What one process runs: set once by the composition root, reached by states."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial

import reflex as rx

from chat_app.adapters.outages import Unavailable
from chat_app.live.connections import Tab
from chat_app.live.relay import Relay
from chat_app.logs import log
from chat_app.services import erasing, profiles
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter

STATUSES = 20.0  # seconds between two searches for expired statuses; browsers hide them in time


@dataclass(slots=True)
class Process:
    """The product, its relay, and the writer that stores posts."""

    parley: Parley
    relay: Relay
    writer: PostWriter
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    @classmethod
    def of(cls, parley: Parley) -> "Process":
        """Return a process for a product; nothing runs yet."""
        return cls(parley, Relay(parley), PostWriter(parley))

    async def start(self) -> None:
        """Subscribe to events and start the tasks. Once this returns, tabs may connect."""
        await self.relay.start()
        for name, work in (
            ("sweep", self.relay.sweep),
            ("erase", partial(erasing.keep_erasing, self.parley)),
            ("statuses", self._statuses),
            ("presence", lambda: self.parley.presence.run(self.parley.announce)),
            ("attendance", self.relay.attendance.watch),
            ("circles", self.relay.attendance.refresh_circles),
        ):
            self.tasks.append(asyncio.create_task(supervise(name, work), name=name))

    async def _statuses(self) -> None:
        while True:
            await profiles.clear_expired(self.parley)
            await asyncio.sleep(STATUSES)

    async def stop(self) -> None:
        """Store the last posts, then close everything."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.writer.close()
        await self.parley.finish_background()
        await self.parley.renderer.close()
        await self.parley.presence.leave()
        await self.relay.stop()
        await self.parley.counters.close()
        await self.parley.database.close()


async def supervise(name: str, work: Callable[[], Awaitable[None]]) -> None:
    """Keep a task alive: what fails is logged and started again, after up to ten seconds."""
    pause = 0.1
    while True:
        try:
            await work()
        except Unavailable:  # which has a line of its own
            await asyncio.sleep(1.0)
            continue
        except Exception:
            log.exception("task_restarted", task=name, pause=pause)
        await asyncio.sleep(pause)
        pause = min(pause * 2, 10.0)


_current: list[Process] = []


def use(process: Process) -> None:
    """Make this the process that states work with."""
    _current[:] = [process]


def current() -> Process:
    """The process that states work with. Raises IndexError before the composition root has run."""
    return _current[0]


def tab_of(state: rx.State) -> Tab:
    """The tab whose event a state is handling, signed in or not. Raises NotAllowed when it is gone."""
    tab = current().relay.connections.tabs.get(state.router.session.session_id)
    if tab is None:
        raise NotAllowed
    return tab
