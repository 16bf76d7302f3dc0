"""What is typed and not yet sent."""

from chat_app.live.javascript import Script, stores
from chat_app.states.composer import ComposerState
from chat_app.states.drafts import DraftState
from chat_app.states.feed import FeedState
from chat_app.states.people import PeopleState
from chat_app.states.rooms import RoomsState
from chat_app.states.session import SessionState

effect = Script("drafts.page").effect(
    "useDrafts",
    **stores(FeedState, RoomsState, PeopleState, ComposerState, SessionState, sets=[ComposerState]),
    save=DraftState.save,
)
