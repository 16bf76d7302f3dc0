"""Tests mirror the house: the same noun lies under the same name in `chat_app/` and here."""
