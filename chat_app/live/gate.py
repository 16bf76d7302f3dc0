"""The gate: finds the session of each connection, and denies visitors all events but public ones."""

import asyncio
import traceback
from collections.abc import Callable
from typing import Any, TypeVar

import reflex as rx
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event.context import EventContext

from chat_app.auth import cookies
from chat_app.live import event_checks, state_expiry, transport
from chat_app.live.broadcast import NAMESPACE
from chat_app.live.connections import Tab
from chat_app.live.page_starts import PageStarts
from chat_app.live.relay import Relay
from chat_app.log_words import described
from chat_app.logs import log
from chat_app.services import sessions

WAITING = 500  # events of one tab
MAX_REPORTS = 5  # a connection
ARRIVAL = 10.0  # seconds that a connection may take to be answered
REPORT_LENGTH = 20_000  # characters
_ERROR_REPORT = "reflex___state____state.reflex___state____frontend_event_exception_state.handle_frontend_exception"
# What Reflex itself sends to start any page. Everything else needs a live session, unless a state says otherwise.
_BOOT = {
    "reflex___state____state.hydrate",
    "reflex___state____state.hydrate_and_load",
    "reflex___state____state.set_is_hydrated",
    "reflex___state____state.reflex___state____on_load_internal_state.on_load_internal",
    "reflex___state____state.reflex___state____on_load_internal_state.set_is_hydrated",
    "reflex___state____state.reflex___state____update_vars_internal_state.update_vars_internal",
    _ERROR_REPORT,
}
_public: set[Callable[..., Any]] = set()
Handler = TypeVar("Handler", bound=Callable[..., Any])


def public(handler: Handler) -> Handler:
    """Decorator below `@rx.event`: visitors who are not signed in may send this event too."""
    _public.add(handler)
    return handler


class Gate(Middleware):
    """Checks every event before its handler runs, and stands before Reflex's handlers of connections."""

    def __init__(self, app: rx.App, relay: Relay) -> None:
        namespace: Any = app.event_namespace
        self.app = app
        self.relay = relay
        self.tabs = relay.connections.tabs
        self.starts = PageStarts()
        self._connect, self._disconnect = namespace.on_connect, namespace.on_disconnect
        self._receive, self._report = namespace.on_event, namespace.on_client_error

    async def preprocess(self, app: rx.App, state: BaseState, event: Any) -> StateUpdate | None:
        """Let the event pass (None), or answer it with an empty update."""
        tab = self.tabs.get(str(state.router_data.get("sid", "")))
        if tab is None:
            return StateUpdate()
        _bind(state, tab)
        self.starts.on_event(tab, event.name, event.payload)
        if tab.signed_in is not None or event.name in _BOOT or _is_public(event.name):
            return None
        log.info("event_denied", name=event.name)
        self.relay.forget(tab)
        return StateUpdate()

    async def on_connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> Any:
        """Add a tab. Raises ConnectionRefusedError, with which the browser is answered."""
        try:
            async with asyncio.timeout(ARRIVAL):
                self.relay.connections.add(await _tab(self.app, self.relay, sid, environ))
                return await self._connect(sid, environ, event_checks.checked_greeting(auth))
        except BaseException as error:
            self.relay.connections.remove(sid)
            if not isinstance(error, Exception) or isinstance(error, ConnectionRefusedError):
                raise
            # Anything else would leave the browser without an answer, waiting on an open socket for ever.
            log.warning("arrival_failed", error=described(error))
            raise ConnectionRefusedError("Please try again.") from None

    def on_disconnect(self, sid: str, *_: Any) -> Any:
        """Remove a tab."""
        tab = self.tabs.get(sid)
        self.relay.connections.remove(sid)
        state_expiry.expire_later(self.app, sid, known=tab is not None and tab.signed_in is not None)
        return self._disconnect(sid)

    async def on_event(self, sid: str, data: Any = None, *_: Any) -> Any:
        """Hand on an event that Parley's pages may send; close the transport of a tab that sends too many."""
        tab = self.tabs.get(sid)
        if _has_too_many_waiting(self.app, sid):
            return tab.cut() if tab else None
        event = event_checks.checked_event(data)
        if event and tab and event["name"] == _ERROR_REPORT and not _may_report(tab, event["payload"]):
            event = None
        if event is None:
            log.info("event_unknown", sid=sid)
            return None
        if tab is not None:
            tab.charge(event_checks.cost(event))
        return await self._receive(sid, event)

    async def on_client_error(self, sid: str, data: Any = None, *_: Any) -> None:
        """Hand on a page's report of an error."""
        tab = self.tabs.get(sid)
        if isinstance(data, dict) and tab is not None and _may_report(tab, data):
            await self._report(sid, data)

    def on_failure(self, exception: Exception) -> None:
        """Log the error of a handler, and have the tab reconnect when its start has failed."""
        failed(exception)
        sids = self.app.event_namespace.token_to_sid if self.app.event_namespace else {}
        if (tab := self.tabs.get(sids.get(EventContext.get().token, ""))) is not None:
            self.starts.on_failure(tab)


def _bind(state: BaseState, tab: Tab) -> None:
    """Reset the state of a tab that has another session: its token stays the same across sign-out and sign-in."""
    root: Any = state._get_root_state()
    session = str(tab.signed_in.session_id) if tab.signed_in else ""
    bound = root.__dict__.get("_parley_session")
    if bound is not None and bound != session:
        root.reset()
    root.__dict__["_parley_session"] = session


def _is_public(name: str) -> bool:
    from reflex_base.registry import RegistrationContext

    registered = RegistrationContext.get().event_handlers.get(name)
    return registered is not None and registered.handler.fn in _public


def install(app: rx.App, relay: Relay) -> None:
    """Put the gate in front of all events, and wrap the handlers of connections and failures.

    Reflex has no public hook for connections; wrapping these methods on the instance is what works in 0.10.1.
    """
    gate = Gate(app, relay)
    # First of all: Reflex's own would answer `hydrate` before the session has been checked.
    app.add_middleware(gate, index=0)
    app.backend_exception_handler = gate.on_failure
    server: Any = app.sio
    server.eio.cors_allowed_origins = "*"  # `api.handshake` has looked at the origin, and knows more names than Reflex
    namespace: Any = app.event_namespace
    namespace.on_connect, namespace.on_disconnect = gate.on_connect, gate.on_disconnect
    namespace.on_event, namespace.on_client_error = gate.on_event, gate.on_client_error


def _has_too_many_waiting(app: rx.App, sid: str) -> bool:
    """Return whether a tab has more events waiting than Parley's pages send: its handlers run one after the other."""
    namespace, processor = app.event_namespace, app._event_processor
    token: Any = namespace.sid_to_token.get(sid) if namespace else None
    return processor is not None and len(processor._token_queues.get(token, ())) >= WAITING


def _may_report(tab: Tab, said: Any) -> bool:
    """Return whether a page may report an error, by an event or by Reflex's `client_error`: a few times, and briefly,
    since each report goes to the log."""
    tab.reported_errors += 1
    return tab.reported_errors <= MAX_REPORTS and len(str(said)) <= REPORT_LENGTH


def failed(exception: Exception) -> None:
    """Log an error of a handler. Where Parley's code did not run, the arguments were wrong: one line is enough."""
    ours = any("chat_app" in frame.f_code.co_filename for frame, _ in traceback.walk_tb(exception.__traceback__))
    log.error("event_failed", error=described(exception), exc_info=exception if ours else None)


def page_failed(exception: Exception) -> None:
    """Log an error that a page reports; the text is not trusted."""
    log.warning("page_failed", text=str(exception))


async def _tab(app: rx.App, relay: Relay, sid: str, environ: dict[str, Any]) -> Tab:
    server: Any = app.sio
    line = transport.of(server, sid, NAMESPACE)
    session_id = cookies.session_id(relay.parley.settings, environ.get("HTTP_COOKIE", ""))
    signed_in = await sessions.find(relay.parley, session_id) if session_id else None

    async def close() -> None:
        await environ["asgi.send"]({"type": "websocket.close", "code": 1013})

    tab = Tab(sid, line, close, signed_in)
    scope = environ.get("asgi.scope", {})  # `api.handshake` has put these there
    tab.ip, tab.charge = scope.get("parley.ip", ""), scope.get("parley.charge", tab.charge)
    return tab
