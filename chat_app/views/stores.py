"""Vars of the states, by which expressions name their stores. (Goes with the last expression.)"""

from chat_app.states.composer import ComposerState
from chat_app.states.feed import FeedState
from chat_app.states.people import PeopleState
from chat_app.states.presence import PresenceState
from chat_app.states.rooms import RoomsState
from chat_app.states.session import SessionState

FEED, ROOMS, PEOPLE = FeedState.window, RoomsState.last_room, PeopleState.anchor
SESSION, COMPOSER, PRESENCE = SessionState.anchor, ComposerState.anchor, PresenceState.anchor
NOBODY = "{id: '', name: 'Someone', initials: '?', tint: 1, version: 0, picture: ''}"
