"""People as this tab knows them. Several ids are one text, parted by blanks."""

from chat_app.live.javascript import Script
from chat_app.schemas import PersonOut
from chat_app.states.people import PeopleState

_script = Script("people")

names = _script.value_for("namesOf", str, PeopleState)  # names(list of ids): as one text
first_of = _script.value_for("firstOf", list[PersonOut], PeopleState)  # first_of(ids, most)
count_after = _script.value_for("countAfter", int)  # count_after(ids, most): how many more there are
seen_by = _script.value_for("seenByText", str, PeopleState)  # seen_by(ids): `Seen by` and the names
