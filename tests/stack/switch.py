"""A wire that tests can re-plug, cut and silence: a loopback port that leads to one server at a time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, Protocol

from tests.stack.processes import free_port


class Listens(Protocol):
    """Anything with a port of its own: one of our servers, PostgreSQL, Redis."""

    @property
    def port(self) -> int: ...


class Switch:
    """What a load balancer is to a browser: its address stays, the server behind it may change.

    It runs on a loop in a thread of its own, since Playwright's occupies the test's thread.
    """

    def __init__(self) -> None:
        self.port = free_port()
        self._target: int | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self._speaks = asyncio.Event()
        self._speaks.set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="switch", daemon=True)
        self._thread.start()
        self._listener: asyncio.Server = self._do(asyncio.start_server(self._serve, "localhost", self.port))

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def lead_to(self, server: Listens) -> None:
        """New connections go there; those that are open stay where they are."""
        self._target = server.port

    def cut(self) -> None:
        """Break every connection at once, and refuse new ones until the next `lead_to`."""
        self._target = None
        self._do(self._break())

    def silence(self) -> None:
        """Connections stay open and new ones are taken, but not a byte passes until `speak`."""
        self._loop.call_soon_threadsafe(self._speaks.clear)

    def speak(self) -> None:
        """Let pass what was held up, and all that follows."""
        self._loop.call_soon_threadsafe(self._speaks.set)

    def stop(self) -> None:
        self.speak()
        self.cut()
        self._listener.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=5)

    async def _break(self) -> None:
        for writer in tuple(self._open):
            writer.transport.abort()
        self._open.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            if self._target is not None:
                onward = await asyncio.open_connection("127.0.0.1", self._target)
                self._open.add(onward[1])
                await self._both((reader, onward[1]), (onward[0], writer))
                self._open.discard(onward[1])
        except OSError:
            pass  # the server behind is gone: so is the connection
        finally:
            writer.transport.abort()
            self._open.discard(writer)

    async def _both(self, *ways: tuple[asyncio.StreamReader, asyncio.StreamWriter]) -> None:
        """Pass bytes both ways; the end of either is the end of both."""
        pumps = [asyncio.create_task(self._pump(*way)) for way in ways]
        await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        for pump, (_, writer) in zip(pumps, ways, strict=True):
            pump.cancel()
            writer.transport.abort()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while chunk := await reader.read(1 << 16):
                await self._speaks.wait()
                writer.write(chunk)
                await writer.drain()
        except OSError:
            return
