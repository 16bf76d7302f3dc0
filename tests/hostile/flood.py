"""A client that floods: as many events a second as the server takes, and back at once when it is cut off.

A program of its own (`python -m tests.hostile.flood URL COOKIE ROOM`), so that what it costs is not measured as the
server's. It prints how often it was cut, and how many events it sent.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys

from websockets.exceptions import ConnectionClosed

from tests.live.chatter import COMPOSER
from tests.stack.raw_tab import RawTab

A_BATCH, EVERY = 100, 0.01  # ten thousand a second


async def flood(url: str, cookie: str, room: str) -> None:
    """Until SIGTERM."""
    stop, cut, sent = asyncio.Event(), 0, 0
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    event = f'{{"name":"{COMPOSER}.typing","payload":{{"room_id":"{room}"}},"router_data":{{}}}}'
    while not stop.is_set():
        tab = await RawTab(url, cookie=cookie, path="/login").open()
        try:
            while not stop.is_set():
                async with asyncio.timeout(20):
                    for _ in range(A_BATCH):
                        await tab.send_frame(f'42/_event,["event",{event}]')
                        sent += 1
                await asyncio.sleep(EVERY)
        except TimeoutError:
            continue  # the server does not read any more: from another tab, then
        except ConnectionClosed:
            cut += 1
        await tab.cut()
    print(cut, sent)


if __name__ == "__main__":
    os.nice(10)  # it would be on a machine of its own
    asyncio.run(flood(*sys.argv[1:4]))
