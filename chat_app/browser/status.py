"""The status that people give themselves."""

from chat_app.live.javascript import Script
from chat_app.states.profile import ProfileState

_page = Script("status.page")

submit = _page.handler("submitStatus", ProfileState.set_status)
# (emoji, text, after); `after` is minutes, `today`, `week`, or `0` for no end
choose = _page.handler_for("chooseStatus", ProfileState.set_status)
