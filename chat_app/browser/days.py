"""Days and times as people write them; moments are milliseconds since 1970."""

import reflex as rx

from chat_app.live.javascript import Script

_script = Script("days")

time_zones: rx.Var[list[str]] = _script.value("timeZones", list[str])
moment = _script.value_for("momentName", str)  # moment(at): the day and the time, in short
exact_moment = _script.value_for("exactMoment", str)  # exact_moment(at): to the second
date = _script.value_for("dateName", str)  # date(at): the day, in short
