"""The clipboard of the reader."""

from chat_app.live.javascript import Script

_script = Script("clipboard.page")

copies_field = _script.handler_for("copyField")  # copies_field(id): for a button, which then says so
selects_all = _script.handler("selectAll")  # for a field that gets the focus
