"""Signing out, after a question when something is not sent."""

from chat_app.live.javascript import Script, setter
from chat_app.states.page import PageState

FORM = "sign-out"  # the id of the form that signs out

_script = Script("sign_out.page")

sign_out = _script.handler("signOut", setter(PageState), FORM)
sign_out_anyway = _script.handler("signOutAnyway", FORM)  # discards what is not sent
