"""The gate: who is behind a connection, and which events a visitor who is not signed in may send. Deny by default."""

import inspect
import traceback
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, get_origin

import reflex as rx
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate

from chat_app.auth import cookies
from chat_app.live import forgetting
from chat_app.live.broadcast import NAMESPACE
from chat_app.live.connections import Tab
from chat_app.live.relay import Relay
from chat_app.live.socket_queue import unhurried
from chat_app.logs import sparing
from chat_app.services import sessions

WAITING = 500  # events of one tab
COMPLAINTS = 5  # a connection
COMPLAINT_LENGTH = 20_000  # characters
_COMPLAINT = "reflex___state____state.reflex___state____frontend_event_exception_state.handle_frontend_exception"
# What Reflex itself sends to start any page. Everything else needs a live session, unless a state says otherwise.
_BOOT = {
    "reflex___state____state.hydrate",
    "reflex___state____state.hydrate_and_load",
    "reflex___state____state.set_is_hydrated",
    "reflex___state____state.reflex___state____on_load_internal_state.on_load_internal",
    "reflex___state____state.reflex___state____on_load_internal_state.set_is_hydrated",
    "reflex___state____state.reflex___state____update_vars_internal_state.update_vars_internal",
    _COMPLAINT,
}
_PLAIN = (str, int, bool, dict)
_public: set[str] = set()
Handler = TypeVar("Handler", bound=Callable[..., Any])


def public(handler: Handler) -> Handler:
    """Decorator below `@rx.event`: visitors who are not signed in may send this event too."""
    _public.add(f"{handler.__module__}.{handler.__qualname__}")
    return handler


class Gate(Middleware):
    """Sees every event before its handler runs."""

    def __init__(self, relay: Relay) -> None:
        self.relay = relay

    async def preprocess(self, app: rx.App, state: BaseState, event: Any) -> StateUpdate | None:
        """Let the event pass (None), or answer it with an empty update."""
        tab = self.relay.connections.tabs.get(str(state.router_data.get("sid", "")))
        if tab is None:
            return StateUpdate()
        _bind(state, tab)
        if tab.signed_in is not None or event.name in _BOOT or _is_public(event.name):
            return None
        sparing.info("event_denied", name=event.name)
        self.relay.forget(tab)
        return StateUpdate()


def _bind(state: BaseState, tab: Tab) -> None:
    """A tab keeps its token across sign-out and sign-in; its state belongs to one session and starts afresh."""
    root: Any = state._get_root_state()
    session = str(tab.signed_in.session_id) if tab.signed_in else ""
    bound = root.__dict__.get("_parley_session")
    if bound is not None and bound != session:
        root.reset()
    root.__dict__["_parley_session"] = session


def _is_public(name: str) -> bool:
    from reflex_base.registry import RegistrationContext

    registered = RegistrationContext.get().event_handlers.get(name)
    if registered is None:
        return False
    function = registered.handler.fn
    return f"{function.__module__}.{function.__qualname__}" in _public


def install(app: rx.App, relay: Relay) -> None:
    """Put the gate in front of all events, and learn of every tab that comes and goes.

    Reflex has no public hook for connections; wrapping these two methods on the instance is what works in 0.10.1.
    """
    # First of all: Reflex's own would answer `hydrate` before anybody has looked at the session.
    app.add_middleware(Gate(relay), index=0)
    server: Any = app.sio
    server.eio.cors_allowed_origins = "*"  # `api.handshake` has looked at the origin, and knows more names than Reflex
    namespace: Any = app.event_namespace
    connect, disconnect, receive = namespace.on_connect, namespace.on_disconnect, namespace.on_event

    async def on_connect(sid: str, environ: dict[str, Any], auth: Any = None) -> Any:
        relay.connections.add(await _tab(app, relay, sid, environ))
        try:
            return await connect(sid, environ, auth)
        except BaseException:
            relay.connections.remove(sid)
            raise

    def on_disconnect(sid: str, *reason: Any) -> Any:
        tab = relay.connections.tabs.get(sid)
        relay.connections.remove(sid)
        forgetting.soon(app, sid, known=tab is not None and tab.signed_in is not None)
        return disconnect(sid)

    async def on_event(sid: str, data: Any = None, *_: Any) -> Any:
        tab = relay.connections.tabs.get(sid)
        if _crowded(app, sid):
            return tab.cut() if tab else None
        if _known(data) and _bearable(tab, data):
            return await receive(sid, data)
        sparing.info("event_unknown", sid=sid)
        return None

    namespace.on_connect, namespace.on_disconnect, namespace.on_event = on_connect, on_disconnect, on_event


def _known(data: Any) -> bool:
    """Whether this is an event of ours in its outer form. Of any other, Reflex would log everything, cookies included.

    Reflex's own `setvar` of each state is none of ours: no page uses it.
    """
    from reflex_base.registry import RegistrationContext

    if not isinstance(data, dict):
        return False
    name, parts = data.get("name"), (data.get("payload", {}), data.get("router_data", {}))
    if not isinstance(name, str) or name.endswith(".setvar") or not all(isinstance(part, dict) for part in parts):
        return False
    known = RegistrationContext.get().event_handlers.get(name)
    return known is not None and _fits(known.handler.fn, data.get("payload", {}))


def _crowded(app: rx.App, sid: str) -> bool:
    """Whether a tab has more events waiting than any page of ours sends: its handlers run one after the other."""
    namespace, processor = app.event_namespace, app._event_processor
    token: Any = namespace.sid_to_token.get(sid) if namespace else None
    return processor is not None and len(processor._token_queues.get(token, ())) >= WAITING


def _bearable(tab: Tab | None, data: dict[str, Any]) -> bool:
    """A page may report what went wrong in it a few times and briefly: each report goes to the log."""
    if tab is None or data["name"] != _COMPLAINT:
        return True
    tab.complaints += 1
    return tab.complaints <= COMPLAINTS and len(str(data.get("payload"))) <= COMPLAINT_LENGTH


def _fits(function: Callable[..., Any], payload: dict[str, Any]) -> bool:
    """Whether a handler can be called so: with arguments of these names, where it says so of these plain types."""
    takes = _signature(function)
    try:
        given = takes.bind(None, **payload).arguments
    except (TypeError, ValueError):
        return False
    kinds = ((get_origin(kind := takes.parameters[name].annotation) or kind, given[name]) for name in payload)
    return all(kind not in _PLAIN or isinstance(value, kind) for kind, value in kinds)


@lru_cache(maxsize=256)
def _signature(function: Callable[..., Any]) -> inspect.Signature:
    return inspect.signature(function, eval_str=True)


def failed(exception: Exception) -> None:
    """A handler raised. Where no code of ours ran, the arguments were of the wrong type, and one line is enough: Reflex
    would print all of them."""
    ours = any("chat_app" in frame.f_code.co_filename for frame, _ in traceback.walk_tb(exception.__traceback__))
    sparing.error("event_failed", error=repr(exception)[:200], exc_info=exception if ours else None)


async def _tab(app: rx.App, relay: Relay, sid: str, environ: dict[str, Any]) -> Tab:
    server: Any = app.sio
    socket = server.eio.sockets[server.manager.eio_sid_from_sid(sid, NAMESPACE)]
    unhurried(socket)
    session_id = cookies.session_id(relay.parley.settings, environ.get("HTTP_COOKIE", ""))
    signed_in = await sessions.find(relay.parley, session_id) if session_id else None

    async def close() -> None:
        await environ["asgi.send"]({"type": "websocket.close", "code": 1013})

    tab = Tab(sid, socket, close, signed_in)
    tab.ip = environ.get("asgi.scope", {}).get("parley.ip", "")  # `api.handshake` has put it there
    return tab
