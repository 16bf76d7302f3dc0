"""What is typed and not yet sent."""

import reflex as rx

from chat_app.live.javascript import Script, setter
from chat_app.states.composer import ComposerState
from chat_app.states.drafts import DraftState
from chat_app.states.feed import FeedState
from chat_app.states.people import PeopleState
from chat_app.states.rooms import RoomsState
from chat_app.states.session import SessionState


def keeper() -> rx.Component:
    """Return what puts a room's draft into the box when it opens, and keeps and saves it while somebody types."""
    return Script("drafts.page").effect(
        "useDrafts",
        feed=FeedState,
        rooms=RoomsState,
        people=PeopleState,
        composer=ComposerState,
        session=SessionState,
        setComposer=setter(ComposerState),
        save=DraftState.save,
    )
