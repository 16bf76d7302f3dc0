"""A tab without a browser: the websocket of Reflex's front end, by hand, for load and for hostile tests."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import orjson
from reflex_base.constants import Reflex
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from chat_app.live.entries import Entries, Entry

NAMESPACE = "/_event"
ROOT_STATE = "reflex___state____state"
HYDRATE = f"{ROOT_STATE}.hydrate_and_load"

Store = dict[str, dict[str, Any]]


class RawTab:
    """What one tab knows: `store` is the browser's, {state_full_name: {key: value}}, merged key by key."""

    def __init__(
        self, url: str, *, cookie: str = "", token: str | None = None, path: str = "/", forwarded_for: str = ""
    ) -> None:
        self.url = url
        self.cookie = cookie
        self.headers = {"X-Forwarded-For": forwarded_for} if forwarded_for else {}  # as a proxy would add it
        self.token = token or str(uuid.uuid4())
        self.path = path
        self.sid = ""
        self.store: Store = {}
        self.deltas: list[Store] = []  # in the order of arrival; switch off with keep_deltas for long loads
        self.keep_deltas = True
        self.events: list[dict[str, Any]] = []  # what the server asked the browser to do: redirects, toasts …
        self.refused: Any = None  # why the server refused the connection, when it did
        self.mismatch: Any = None  # set when the server says that we were built for another version
        self.on_delta: Callable[[Store], None] | None = None
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._news = asyncio.Event()

    async def open(
        self, *, boot: bool = True, state_schema: str | None = None, headers: dict[str, str] | None = None
    ) -> RawTab:
        """Connect, with the first event in the handshake as Reflex's front end does (or none: `boot=False`).

        Raises ConnectionRefusedError with the server's reason, or what the websocket client raises when the
        upgrade itself is refused. `headers` go on top of Cookie and Origin, for forged ones.
        """
        http = urlsplit(self.url)
        address = f"ws://{http.netloc}{NAMESPACE}/?EIO=4&transport=websocket&token={self.token}"
        own = {"Origin": f"{http.scheme}://{http.netloc}", **({"Cookie": self.cookie} if self.cookie else {})}
        self._socket = await connect(
            address,
            subprotocols=[Subprotocol(Reflex.VERSION)],
            additional_headers={**own, **self.headers, **(headers or {})},
            compression=None,
            ping_interval=None,
            max_size=None,
            proxy=None,
        )
        await self._socket.recv()  # 0{"sid":…}: Engine.IO's greeting
        auth: dict[str, Any] = {"event": self._event(HYDRATE, {}, self.path)} if boot else {}
        if state_schema is not None:
            auth["state_schema"] = state_schema
        self.sid, self.refused = "", None
        await self.send_frame(f"40{NAMESPACE}," + orjson.dumps(auth).decode())
        self._reader = asyncio.create_task(self._read(), name=f"raw tab {self.token}")
        await self.wait_for(lambda tab: bool(tab.sid or tab.refused))
        if self.refused:
            raise ConnectionRefusedError(self.refused)
        return self

    async def send(self, event_name: str, payload: dict[str, Any] | None = None, path: str | None = None) -> None:
        """Send one event, as a click would; `event_name` is `state_full_name.handler`."""
        frame = orjson.dumps(["event", self._event(event_name, payload or {}, path or self.path)])
        await self.send_frame(f"42{NAMESPACE}," + frame.decode())

    async def handled(self, seconds: float = 30) -> None:
        """Wait until everything sent so far has been handled: a tab's events are handled one after the other.

        A page's start among them sets the same vars again, so it is the address of this one that has to come back."""
        mark, seen = f"/handled-{uuid.uuid4()}", len(self.deltas)
        await self.send(f"{ROOT_STATE}.hydrate", path=mark)
        await self.wait_for(lambda tab: any(mark in str(delta.get(ROOT_STATE)) for delta in tab.deltas[seen:]), seconds)
        await self.send(f"{ROOT_STATE}.set_is_hydrated", {"value": True})
        await self.wait_for(lambda tab: tab.store[ROOT_STATE]["is_hydrated_rx_state_"] is True, seconds)

    async def send_frame(self, frame: str) -> None:
        """Send any text as it is, well-formed or not."""
        assert self._socket, "not open"
        await self._socket.send(frame)

    async def send_bytes(self, frame: bytes) -> None:
        """Send a binary frame, which no page of ours does."""
        assert self._socket, "not open"
        await self._socket.send(frame)

    async def wait_for(self, true: Callable[[RawTab], bool], seconds: float = 20) -> RawTab:
        """Return when `true(tab)` is, looked at after each arrival; raise TimeoutError."""
        async with asyncio.timeout(seconds):
            while not true(self):
                if self._reader and self._reader.done():
                    raise ConnectionError("the connection ended before it came true")
                self._news.clear()
                await self._news.wait()
        return self

    def state(self, ending: str) -> dict[str, Any]:
        """The store of the one state whose full name ends so (`feed_state`), or {} before anything came."""
        return next((values for name, values in self.store.items() if name.endswith(f"____{ending}")), {})

    def entry(self, kind: Entry[Any]) -> Any:
        """A single entry that the tab has; None for one that has ended or never came."""
        return self.state(f"{kind.store}_state").get(kind.key)

    def entries(self, kind: Entries[Any]) -> dict[str, Any]:
        """The entries of a kind by id, without those that have ended."""
        store, start = self.state(f"{kind.store}_state"), kind.key("")
        return {key.removeprefix(start): each for key, each in store.items() if key.startswith(start) and each}

    @property
    def connected(self) -> bool:
        return self._reader is not None and not self._reader.done()

    async def close(self) -> None:
        """Leave as a closed page does."""
        if self._socket and self.connected:
            with contextlib.suppress(ConnectionClosed):
                await self.send_frame(f"41{NAMESPACE},")
            await self._socket.close()
        await self._end_of_reading()

    async def cut(self) -> None:
        """Lose the network: no goodbye on any layer. `open` again is the same tab coming back."""
        if self._socket:
            self._socket.transport.abort()
        await self._end_of_reading()

    def stop_reading(self) -> None:
        """Turn into a slow reader: the kernel's buffers fill, then the server's."""
        assert self._socket
        self._socket.transport.pause_reading()

    async def __aenter__(self) -> RawTab:
        return self if self.connected else await self.open()

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _end_of_reading(self) -> None:
        if self._reader:
            await asyncio.wait([self._reader], timeout=2)
            self._reader.cancel()

    async def _read(self) -> None:
        assert self._socket
        try:
            async for frame in self._socket:
                await self._take(frame if isinstance(frame, str) else frame.decode())
                self._news.set()
        except ConnectionClosed:
            pass
        finally:
            self._news.set()

    async def _take(self, frame: str) -> None:
        if frame == "2":
            return await self.send_frame("3")
        kind, body = frame[:2], frame[2:].removeprefix(f"{NAMESPACE},")
        if kind == "42":
            name, *data = orjson.loads(body)
            await self._happen(name, data[0] if data else None)
        elif kind == "40":
            self.sid = orjson.loads(body)["sid"]
        elif kind in ("41", "44"):
            self.refused = orjson.loads(body) if body.startswith("{") else body or "disconnected"
        return None

    async def _happen(self, name: str, data: Any) -> None:
        if name == "state_mismatch":
            self.mismatch = data
        if name != "event":
            return
        if delta := data.get("delta"):
            self._merge(delta)
        for event in data.get("events") or ():
            self.events.append(event)
            if not event["name"].startswith("_"):  # the others are the browser's own: _redirect, _console …
                await self.send(event["name"], event.get("payload"))

    def _merge(self, delta: Store) -> None:
        for state, values in delta.items():
            self.store.setdefault(state, {}).update(values)
        if self.keep_deltas:
            self.deltas.append(delta)
        if self.on_delta:
            self.on_delta(delta)

    def _event(self, name: str, payload: dict[str, Any], path: str) -> dict[str, Any]:
        parts = urlsplit(path)
        router: dict[str, Any] = {"pathname": parts.path, "asPath": path}
        if query := dict(parse_qsl(parts.query)):
            router["query"] = query
        return {"name": name, "payload": payload, "router_data": router}


async def open_tab(url: str, *, cookie: str = "", token: str | None = None, path: str = "/") -> RawTab:
    """A new tab, connected and booted on `path`."""
    return await RawTab(url, cookie=cookie, token=token, path=path).open()
