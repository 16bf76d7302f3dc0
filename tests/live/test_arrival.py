"""Every connection is answered, whatever fails inside: a page that hears nothing would wait for ever."""

from __future__ import annotations

from typing import Any

import pytest

from chat_app.live import gate


class Namespace:
    """What `gate.install` wraps."""

    def __init__(self, fails: Exception | None = None) -> None:
        self.fails = fails
        self.arrived: list[Any] = []

    async def on_connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        if self.fails:
            raise self.fails
        self.arrived.append(auth)

    def on_disconnect(self, sid: str) -> None: ...

    async def on_event(self, sid: str, data: Any) -> None:
        self.arrived.append(data)

    async def on_client_error(self, sid: str, data: Any) -> None: ...


class Anything:
    """Anything that has every attribute, and does nothing."""

    def __getattr__(self, name: str) -> Anything:
        return self

    def __call__(self, *_: Any, **__: Any) -> None: ...


def installed(namespace: Namespace, monkeypatch: pytest.MonkeyPatch, fails: Exception | None = None) -> Namespace:
    async def tab(*_: Any) -> Any:
        if fails:
            raise fails

    monkeypatch.setattr(gate, "_tab", tab)
    app, relay = Anything(), Anything()
    app.__dict__["event_namespace"] = namespace
    app.__dict__["sio"] = Anything()
    gate.install(app, relay)  # type: ignore[arg-type]
    return namespace


@pytest.mark.parametrize("failure", [RuntimeError("x"), OSError(), TimeoutError(), KeyError("sid"), ValueError()])
@pytest.mark.parametrize("early", [True, False])
async def test_a_failure_refuses_the_connection_with_an_answer(
    failure: Exception, early: bool, monkeypatch: pytest.MonkeyPatch
):
    namespace = installed(Namespace(None if early else failure), monkeypatch, failure if early else None)
    with pytest.raises(ConnectionRefusedError, match="try again"):
        await namespace.on_connect("1", {}, {})


async def test_what_hangs_is_refused_after_a_while(monkeypatch: pytest.MonkeyPatch):
    import asyncio

    class Hanging(Namespace):
        async def on_connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
            await asyncio.sleep(60)

    monkeypatch.setattr(gate, "ARRIVAL", 0.05)
    with pytest.raises(ConnectionRefusedError):
        await installed(Hanging(), monkeypatch).on_connect("1", {}, {})
