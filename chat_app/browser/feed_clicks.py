"""Clicks inside of what people wrote."""

from typing import Any

from chat_app.live.javascript import NAVIGATE, Script

# All clicks in the feed: a block of code is copied, a link to a room stays in this tab.
clicked: Any = Script("feed_clicks.page").handler("clickedInFeed", NAVIGATE)
