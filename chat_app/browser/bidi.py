"""Names inside sentences."""

from chat_app.live.javascript import Script

# in_sentence(name): a name that is written from right to left turns nothing else round.
in_sentence = Script("bidi").value_for("isolated", str)
