"""Every kind of entry once: the store it is in, its key or prefix, and what it holds.

The server pushes `kind.of(…)`. The browser's own entries are listed too, so that this table has all keys of all stores;
TypeScript's types are generated from it (`tests/stack/entry_types.py`). An entry that is None has ended.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from chat_app.live.store import Delta, Store
from chat_app.schemas import (
    DraftOut,
    MembershipOut,
    MessageOut,
    PersonOut,
    ReaderOut,
    RoomDetails,
    RoomOut,
    SavedOut,
    WorkspaceOut,
    screen,
)
from chat_app.schemas import made_in_browser as made

T = TypeVar("T")
Maker = Literal["server", "browser"]


@dataclass(frozen=True, slots=True)
class Entries(Generic[T]):
    """Many entries of a kind. Each key is the prefix and an id: what the field `by` of the entry holds, unless that is
    empty and the entry does not hold its id."""

    store: Store
    prefix: str
    schema: type[T]
    by: str = "id"
    maker: Maker = "server"

    def key(self, id: object) -> str:
        """The key of an entry, such as `m_<message id>`."""
        return f"{self.prefix}_{id}"

    def of(self, items: Iterable[T]) -> Delta:
        """A delta with these items, each under its own key."""
        prefix, by = self.prefix, self.by
        return {self.store: {f"{prefix}_{getattr(item, by)}": item for item in items}}

    def under(self, items: Mapping[Any, T | None]) -> Delta:
        """A delta with items by id: for those that do not hold theirs, and for entries that have ended (None)."""
        return {self.store: {self.key(each): item for each, item in items.items()}}


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A single entry, under a key of its own."""

    store: Store
    key: str
    schema: type[T]
    maker: Maker = "server"

    def of(self, item: T | None) -> Delta:
        """A delta with it."""
        return {self.store: {self.key: item}}


MESSAGES = Entries("feed", "m", MessageOut)
READ_POSITIONS = Entries("feed", "s", ReaderOut)
VIEW = Entry("feed", "view", screen.View)
READ_MARKER = Entry("feed", "read_marker", made.ReadMarker, "browser")
MARKED_UNREAD = Entry("feed", "marked_unread", str, "browser")  # the room that stays unread until the reader leaves it
SCROLLED_AWAY = Entry("feed", "scrolled_away", made.ScrolledAway, "browser")

ROOMS = Entries("rooms", "r", RoomOut)
MEMBERSHIPS = Entries("rooms", "u", MembershipOut, "room_id")
DRAFTS = Entries("rooms", "d", DraftOut, "room_id")
DETAILS = Entries("rooms", "i", RoomDetails, "room_id")
SAVED = Entry("rooms", "saved", SavedOut)
READY = Entry("rooms", "ready", bool)  # whether the sidebar is there
PANE = Entry("rooms", "pane", str, "browser")  # a room's id: its details; `pins` or `search` before it: those
COVERED_PANE = Entry("rooms", "covered_pane", str, "browser")  # comes back when a search is closed
FOLDED = Entry("rooms", "folded", dict[str, bool], "browser")  # groups of the sidebar
REMOVALS_READ = Entry("rooms", "removals_read", dict[str, int], "browser")  # by room: version of the ended membership

PEOPLE = Entries("people", "p", PersonOut)

ANSWERS = Entries("composer", "a", screen.Answer, by="")  # by client_msg_id
UNSAVED = Entry("composer", "unsaved", screen.Unsaved)
HITS = Entry("composer", "hits", screen.Hits)
TYPING = Entries("composer", "t", screen.TypingOut, by="")  # by user id
ECHOES = Entries("composer", "e", made.EchoEntry, "client_msg_id", "browser")
COMPOSING = Entry("composer", "mode", made.Composing, "browser")
DELETED = Entry("composer", "deleted", made.Deleted, "browser")
TEXT_SIZE = Entry("composer", "text_size", made.TextSize, "browser")
MENU = Entry("composer", "menu", made.MenuPlace, "browser")
TYPED_WORD = Entry("composer", "typed_word", made.TypedWord, "browser")
CHOSEN_HIT = Entry("composer", "chosen_hit", int, "browser")
DISMISSED_WORD = Entry("composer", "dismissed_word", made.TypedWord, "browser")

DIALOG = Entry("page", "dialog", made.Dialog, "browser")  # the server ends it
DIALOG_CONTENT = Entry("page", "content", screen.DialogContent)
DIALOG_WORD = Entry("page", "word", str, "browser")  # narrows the list of people in the dialog
REPLY = Entry("page", "reply", screen.Reply)

ME = Entry("session", "me", screen.Me)
WORKSPACE = Entry("session", "workspace", WorkspaceOut)
ARRIVED = Entry("session", "arrived", str)  # changes with every connection
ENDED = Entry("session", "ended", str)  # why this tab was signed out

SEARCH = Entry("search", "status", screen.SearchStatus)
SEARCH_PAGES = Entries("search", "page", list[screen.Found], by="")  # by number, from 0

AROUND = Entry("presence", "around", screen.Around)
STATUSES = Entries("presence", "o", screen.StatusOut, by="")  # by user id
LAST_SEEN = Entries("presence", "l", screen.LastSeen, by="")  # by user id
CARD = Entry("presence", "card", made.CardPlace, "browser")

CONTACTS = Entry("switcher", "contacts", list[screen.Contact])
SWITCHER_OPEN = Entry("switcher", "open", bool, "browser")
SWITCHER_QUERY = Entry("switcher", "query", str, "browser")
CHOSEN_OPTION = Entry("switcher", "chosen_option", int, "browser")

ALL: tuple[Entries[Any] | Entry[Any], ...] = tuple(
    each for each in list(globals().values()) if isinstance(each, Entries | Entry)
)
