"""What a message shows of others, and what clicks on it do."""

from chat_app.live.javascript import NAVIGATE, Script

_page = Script("message.page")

quoted_text = Script("message").value_for("quotedText", str)  # quoted_text(message): its first line; it may be gone
jump_to = _page.handler_for("jumpTo")  # jump_to(message_id): within the window, without loading
clicked = _page.handler("clickedInFeed", NAVIGATE)  # all clicks in the feed
