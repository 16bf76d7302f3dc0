"""Messages that were sent and not yet answered."""

from typing import Any

import reflex as rx

from chat_app.live.javascript import Script, setter
from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.session import SessionState

_page = Script("outbox.page")


def keeper() -> rx.Component:
    """Return what restores echoes after a reload, posts what is due, and drops what is answered."""
    return _page.effect(
        "useOutbox",
        feed=FeedState,
        composer=ComposerState,
        session=SessionState,
        setComposer=setter(ComposerState),
        post=ComposerState.post,
    )


def retry(client_msg_id: rx.Var[str]) -> Any:
    """Return a handler that sends an echo again, under the same id."""
    return _page.handler("retryEcho", ComposerState, setter(ComposerState), client_msg_id)


def discard(client_msg_id: rx.Var[str]) -> Any:
    """Return a handler that lets a refused echo go."""
    return _page.handler("discardEcho", ComposerState, setter(ComposerState), client_msg_id)


def edit(client_msg_id: rx.Var[str]) -> Any:
    """Return a handler that puts a refused echo back into the box, above whatever is there."""
    return _page.handler("editEcho", ComposerState, setter(ComposerState), client_msg_id)
