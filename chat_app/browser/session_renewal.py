"""The session of an open page: its tokens are renewed, and when it ends the page says so."""

from chat_app.live.javascript import Script
from chat_app.states.session import SessionState

effect = Script("session_renewal.page").effect("useSession", SessionState)
