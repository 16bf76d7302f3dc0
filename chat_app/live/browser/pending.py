"""Declares functions of our modules for what is not converted yet."""

from chat_app.live.browser.javascript import shared_file

shared_file("own_storage.page.js", "ownKey", "belongsTo", "unsent", "clearOut", "onSignOut")
