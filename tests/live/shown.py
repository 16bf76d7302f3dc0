"""What the screen of a raw tab would show, read from its store."""

from __future__ import annotations

from typing import Any

from chat_app.live.entries import (
    AROUND,
    DRAFTS,
    ME,
    MEMBERSHIPS,
    MESSAGES,
    PEOPLE,
    READERS,
    ROOMS,
    SAVED,
    STATUSES,
    VIEW,
)
from tests.stack.raw_tab import RawTab

Rows = dict[str, dict[str, Any]]


class ShownTab(RawTab):
    """A tab that knows what it shows."""

    @property
    def view(self) -> dict[str, Any]:
        """Which room is on the screen, and which stretch of it."""
        return self.entry(VIEW) or {"room_id": "", "status": "none", "floor": 1, "ceil": 0}

    def messages(self) -> list[dict[str, Any]]:
        """What the screen shows of the open room, from top to bottom."""
        view = self.view
        if view["status"] != "open":
            return []
        found = [each for each in self.entries(MESSAGES).values() if each["room_id"] == view["room_id"]]
        shown = [m for m in found if m["seq"] >= view["floor"] and (not view["ceil"] or m["seq"] <= view["ceil"])]
        return sorted(shown, key=lambda message: message["seq"])

    def texts(self) -> list[str]:
        """The same, what people wrote only."""
        return [message["content"] for message in self.messages() if message["kind"] == "post"]

    def pins(self) -> list[str]:
        """The pinned messages of the open room, as its pane lists them."""
        view = self.view
        found = [each for each in self.entries(MESSAGES).values() if each["room_id"] == view["room_id"]]
        return sorted(m["id"] for m in found if m["pinned"] and (m["version"] > view["at"] or m["id"] in view["pins"]))

    def saved(self) -> list[str]:
        """What the person has saved, newest first."""
        return self.entry(SAVED)["ids"]

    def readers(self) -> dict[str, int]:
        """How far the people of the open room have read."""
        found = [each for each in self.entries(READERS).values() if each["room_id"] == self.view["room_id"]]
        return {each["user_id"]: each["read"] for each in found if not each["left"]}

    def quotes(self) -> Rows:
        """The originals that the replies on the screen quote."""
        known = self.entries(MESSAGES)
        return {each["id"]: known[each["reply_to_id"]] for each in self.messages() if each["reply_to_id"]}

    def places(self) -> Rows:
        """The rooms in the sidebar, each with the room and one's own place in it."""
        rooms, places = self.entries(ROOMS), self.entries(MEMBERSHIPS)
        return {each: {"mine": mine, "room": rooms.get(each)} for each, mine in places.items() if not mine["left"]}

    def drafts(self) -> dict[str, str]:
        """What this person has typed and not sent, by room."""
        return {room_id: draft["text"] for room_id, draft in self.entries(DRAFTS).items() if draft["text"]}

    def unread(self, room_id: str) -> int:
        """The number on a room's badge."""
        place = self.places()[room_id]
        return max(0, place["room"]["posts"] - place["mine"]["read_posts"])

    def names(self) -> dict[str, str]:
        """The names on the screen: of those who wrote, and of those one talks to directly."""
        people = self.entries(PEOPLE)
        talked_to = {each for place in self.places().values() for each in place["room"]["member_ids"]}
        ids = {message["sender_id"] for message in self.messages()} | talked_to
        return {each: people[each]["name"] for each in ids}

    def profiles(self) -> dict[str, list[str]]:
        """What those people say of themselves."""
        people, parts = self.entries(PEOPLE), ("name", "availability", "status_emoji", "status_text")
        return {each: [people[each][part] for part in parts] for each in self.names()}

    @property
    def me(self) -> str:
        """Whose tab this is."""
        return self.entry(ME)["user_id"]

    def presence(self, user_id: str) -> str:
        """The dot beside somebody: `online`, `away` or `offline`."""
        here, heard = self.entry(AROUND), self.entries(STATUSES).get(user_id)
        if heard and heard["board"] == here["board"] and heard["tick"] > here["tick"]:
            return heard["status"]
        return here["people"].get(user_id, "offline")
