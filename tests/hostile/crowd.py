"""A client with many connections, each within its own pace, or that does one dear thing over and over.

A program of its own (`python -m tests.hostile.crowd ATTACK URL COOKIE ROOM ADDRESS`), so that what it costs is not
measured as the server's. It prints how many connections it had at most, and how many frames it sent.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable

from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.live.chatter import COMPOSER, FEED, NAVIGATE
from tests.stack.raw_tab import HYDRATE, RawTab

SOCKETS = 230
PAUSE = 1 / 15  # seconds between two frames of a connection: its own pace allows twenty a second
LARGE = "x" * 60_000
had = [0, 0, 0]  # connections now, at most, frames sent

Act = Callable[[RawTab, str], Awaitable[None]]


async def says(tab: RawTab, room: str) -> None:
    await tab.send(f"{COMPOSER}.typing", {"room_id": room})


async def starts(tab: RawTab, room: str) -> None:
    await tab.send(HYDRATE, {})


async def goes(tab: RawTab, room: str) -> None:
    await tab.send(NAVIGATE)


async def reads(tab: RawTab, room: str) -> None:
    await tab.send(f"{FEED}.latest", {"room_id": room})


async def says_much(tab: RawTab, room: str) -> None:
    await tab.send(f"{COMPOSER}.typing", {"room_id": LARGE})


async def complains(tab: RawTab, room: str) -> None:
    await tab.send_frame('42/_event,["client_error",{"message":"' + LARGE + '"}]')


async def announces_bytes(tab: RawTab, room: str) -> None:
    await tab.send_frame('459-/_event,["event",{"name":{"_placeholder":true,"num":0}}]')
    await tab.send_bytes(LARGE.encode())


async def leaves(tab: RawTab, room: str) -> None:
    raise ConnectionError


async def waits(tab: RawTab, room: str) -> None:
    await asyncio.sleep(1)


ACTS: dict[str, Act] = {
    each.__name__: each for each in (says, starts, goes, reads, says_much, complains, announces_bytes, leaves, waits)
}


async def connection(act: Act, url: str, cookie: str, room: str, address: str) -> None:
    """One after the other, for ever."""
    path = f"/rooms/{room}" if cookie else "/login"
    while True:
        tab = RawTab(url, cookie=cookie, path=path, forwarded_for=address)
        tab.keep_deltas = False
        try:
            await tab.open()
            had[0] += 1
            had[1] = max(had[:2])
            try:
                while True:
                    await act(tab, room)
                    had[2] += 1
                    await asyncio.sleep(PAUSE)
            finally:
                had[0] -= 1
        except (ConnectionClosed, ConnectionError, InvalidHandshake, TimeoutError, OSError):
            await asyncio.sleep(0.2)
        await tab.cut()


async def crowd(attack: str, *where: str) -> None:
    """Until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    tasks = [asyncio.create_task(connection(ACTS[attack], *where)) for _ in range(SOCKETS)]
    await stop.wait()
    for task in tasks:
        task.cancel()
    print(had[1], had[2])


if __name__ == "__main__":
    os.nice(10)  # it would be on a machine of its own
    asyncio.run(crowd(*sys.argv[1:]))
