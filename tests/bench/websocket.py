"""The client half of a WebSocket (RFC 6455) in as few steps a frame as Python allows: the load generator shares two
cores with the server that it measures. Text frames of a trusted server on the loopback only."""

from __future__ import annotations

import asyncio
import base64
import os
from typing import cast

TEXT, CLOSE, PING = 0x81, 0x88, 0x89
HEAD = bytes((TEXT,))
PONG = b"\x8a\x80\0\0\0\0"
UNMASKED = b"\0\0\0\0"  # a mask of zeros leaves the payload as it is, and no byte of it to compute


class WebSocket(asyncio.Protocol):
    """One connection. Subclasses say what a text does (`take`) and what its end does (`lost`)."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._rest = b""
        self._upgraded = False

    async def dial(self, host: str, port: int, path: str, headers: dict[str, str]) -> None:
        """Connect and ask for the upgrade; raises OSError. What comes then goes to `take`."""
        self._rest, self._upgraded = b"", False
        await asyncio.get_running_loop().create_connection(lambda: self, host, port)
        asked = {
            "Host": f"{host}:{port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            **headers,
        }
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in asked.items()), "", ""]
        if self._transport:
            self._transport.write("\r\n".join(lines).encode())

    def take(self, text: bytes) -> None:
        """A whole text frame has come."""

    def lost(self) -> None:
        """The connection is gone, or was refused."""

    def send(self, text: bytes) -> None:
        """Send one text frame."""
        size = len(text)
        length = bytes((0x80 | size,)) if size < 126 else bytes((0x80 | 126,)) + size.to_bytes(2)
        if self._transport is not None:
            self._transport.write(HEAD + length + UNMASKED + text)

    def cut(self) -> None:
        """Lose the network, without a goodbye."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self.lost()

    def data_received(self, data: bytes) -> None:
        if self._rest:
            data = self._rest + data
        at = 0 if self._upgraded else self._greeting(data)
        if not self._upgraded:
            self._rest = data
            return
        end = len(data)
        while end - at >= 2:
            size, start = data[at + 1], at + 2
            if size == 126:
                start = at + 4
                size = int.from_bytes(data[at + 2 : start])
            elif size == 127:
                start = at + 10
                size = int.from_bytes(data[at + 2 : start])
            if start + size > end or start > end:
                break
            kind, at = data[at], start + size
            if kind == TEXT:
                self.take(data[start:at])
            else:
                self._control(kind)
        self._rest = data[at:]

    def _greeting(self, data: bytes) -> int:
        end = data.find(b"\r\n\r\n")
        if end >= 0 and not data.startswith(b"HTTP/1.1 101"):
            self.cut()
        elif end >= 0:
            self._upgraded = True
        return end + 4

    def _control(self, kind: int) -> None:
        if kind == PING and self._transport is not None:
            self._transport.write(PONG)
        elif kind == CLOSE:
            self.cut()
        else:
            raise ValueError(f"a frame of kind {kind:#x}, which this server never sends")
