"""Who may do what: pure functions of what is already known, no I/O."""

import re
from datetime import datetime
from functools import lru_cache
from typing import Protocol

import emoji

from chat_app.models.invite import Invite
from chat_app.models.membership import Membership
from chat_app.models.message import Message
from chat_app.models.room import Room
from chat_app.models.user import Role, User
from chat_app.models.workspace import Who

_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_OWN_PAGES = re.compile(rf"/(?:rooms(?:/{_ID}(?:/{_ID})?)?|search|settings|admin(?:/[a-z]{{1,20}})?)/?", re.ASCII)
DIRECT_LIMIT = 12
ADMINS = ("owner", "admin")
PEOPLE = (*ADMINS, "member")  # neither guests nor bots
QUIET = 20  # in a room of more people, @room and @here are asked about first


class Place(Protocol):
    """A membership, or a row of that table."""

    @property
    def left_at(self) -> datetime | None: ...


class Account(Protocol):
    """A `User`, or a row with that column."""

    @property
    def role(self) -> str: ...


def active(user: User | None) -> bool:
    """Whether the account can be used at all."""
    return user is not None and user.deactivated_at is None


def belongs(membership: Place | None) -> bool:
    """Whether a membership is in force."""
    return membership is not None and membership.left_at is None


def may_read(membership: Place | None) -> bool:
    """Only members read, also in open rooms: joining one is a click."""
    return belongs(membership)


def may_post(room: Room, membership: Place | None) -> bool:
    """Members post, except in an archived room."""
    return belongs(membership) and room.archived_at is None


def may_join(user: User, room: Room) -> bool:
    """Members of the workspace join open rooms by themselves; guests are put into rooms by others."""
    return room.kind == "open" and room.archived_at is None and user.role != "guest"


def may_browse(user: Account) -> bool:
    """Return whether a person may know of open rooms that they are not in."""
    return user.role != "guest"


def may_call_everyone(role: str, members: int) -> bool:
    """Return whether a person may mention all of a room at once: guests only in rooms of a few people."""
    return role != "guest" or members <= QUIET


def may_edit(user: User, message: Message) -> bool:
    """People edit what they wrote themselves, and nothing that the system wrote."""
    return message.kind == "post" and message.sender_id == user.id


def may_pin(message: Message) -> bool:
    """Any member pins, and unpins, what people wrote."""
    return message.kind == "post"


def may_delete(user: User, membership: Membership, message: Message) -> bool:
    """Return whether a person may delete a post: its author, owners of the room, admins."""
    if message.kind != "post":
        return False
    return message.sender_id == user.id or keeps_order(user, membership)


def keeps_order(user: User, membership: Membership | None) -> bool:
    """Owners of a room, and admins who are in it. No guest does, also one who owned it when they were a member."""
    if membership is None or not belongs(membership) or user.role == "guest":
        return False
    return membership.role == "owner" or user.role in ADMINS


def may_restore(user: User, membership: Membership, message: Message) -> bool:
    """Who has deleted a message takes that back, while they may still delete it. Nobody else, its writer included."""
    return message.deleted_by == user.id and may_delete(user, membership, message)


def may_moderate(user: User) -> bool:
    """Return whether a person may see messages that filters have flagged, also in rooms that they are not in."""
    return active(user) and user.role in ("owner", "admin")


def may_see_revisions(user: User, membership: Membership) -> bool:
    """What a message said before it was edited: owners of the room and admins who are in it, to settle a dispute."""
    return keeps_order(user, membership)


def may_return_to(path: str) -> bool:
    """Return whether a path may be opened after signing in: it is on a list, so that no spelling of another site's
    address gets through."""
    return _OWN_PAGES.fullmatch(path) is not None


def is_emoji(text: str) -> bool:
    """Whether a text is one emoji, with its modifiers, as Unicode has it (UTS 51)."""
    return 1 <= len(text) <= 16 and emoji.purely_emoji(text) and emoji.emoji_count(text) == 1


def may_leave(room: Room) -> bool:
    """A direct room keeps its people."""
    return room.kind != "direct"


def may_create_room(user: User, who: Who = "everyone") -> bool:
    """Everyone but guests and bots makes rooms, or, where the workspace says so, admins only."""
    return user.role in (PEOPLE if who == "everyone" else ADMINS)


def may_invite(user: User, who: Who = "everyone") -> bool:
    """Everyone but guests and bots invites, or, where the workspace says so, admins only."""
    return user.role in (PEOPLE if who == "everyone" else ADMINS)


def may_open_direct(user: User, others: list[User]) -> bool:
    """Return whether a person may open a direct room: members with all who are active, guests none."""
    return user.role != "guest" and 1 <= len(others) < DIRECT_LIMIT and all(active(other) for other in others)


def sees_everyone(user: Account) -> bool:
    """Guests know only the people whom they share a room with."""
    return user.role != "guest"


def may_manage(user: User, membership: Membership | None, room: Room) -> bool:
    """Owners of a room, and admins who are in it: rename, remove people, archive, choose owners. No direct room."""
    return room.kind != "direct" and keeps_order(user, membership)


def may_rename(user: User, membership: Membership | None, room: Room) -> bool:
    """Those who manage a room, while it is in use."""
    return may_manage(user, membership, room) and room.archived_at is None


def may_describe(user: User, membership: Membership | None, room: Room) -> bool:
    """Every member but guests and bots says what a room is about: its topic and its description."""
    return belongs(membership) and user.role in PEOPLE and room.kind != "direct" and room.archived_at is None


def may_add(user: User, membership: Membership | None, room: Room) -> bool:
    """Every member but guests and bots brings others in, into closed rooms too. A direct room keeps its people."""
    return may_describe(user, membership, room)


def may_remove(user: User, membership: Membership | None, room: Room, other: Membership | None) -> bool:
    """Return whether a person may remove a member: those who manage the room may remove others, not themselves."""
    return may_manage(user, membership, room) and belongs(other) and other is not None and other.user_id != user.id


def may_own(user: User) -> bool:
    """Whom a room can belong to."""
    return active(user) and user.role in PEOPLE


def may_revoke(user: User, invite: Invite) -> bool:
    """Return whether a person may end an invite: its maker, and admins."""
    return active(user) and (invite.created_by == user.id or may_administrate(user))


def may_administrate(user: User | None) -> bool:
    """Owners and admins of the workspace see and change what concerns everybody."""
    return user is not None and active(user) and user.role in ADMINS


def may_set_role(user: User, other: User, role: str) -> bool:
    """Owners make and unmake owners and admins; admins move people between member and guest. Bots stay bots."""
    if other.role == "bot" or role not in ("owner", "admin", "member", "guest") or not may_administrate(user):
        return False
    return user.role == "owner" or (other.role not in ADMINS and role not in ADMINS)


def may_deactivate(user: User, other: User) -> bool:
    """Admins switch off the accounts of others: of owners and admins, only owners do. Nobody does so to themselves."""
    return may_administrate(user) and user.id != other.id and (user.role == "owner" or other.role not in ADMINS)


def may_archive(user: User, membership: Membership | None, room: Room) -> bool:
    """Those who manage a room, and admins of the workspace, who see a list of all rooms but the direct ones."""
    return may_manage(user, membership, room) or (may_administrate(user) and room.kind != "direct")


@lru_cache
def rights(role: Role) -> dict[str, tuple[str, ...]]:
    """Return what a person of a role may do in rooms, as `owner` or `member`, in `direct` ones, and in the `workspace`.

    Travels to the browser, which shows what can be done and decides nothing. Rooms in use are meant: in an archived one
    nothing can be changed.
    """
    user = User(name="", role=role)
    return {
        "workspace": _named(
            create_rooms=may_create_room(user),
            invite=may_invite(user),
            talk=may_open_direct(user, [User(name="")]),
            administrate=may_administrate(user),
        ),
        "owner": _in_room(user, Room(kind="open"), Membership(role="owner")),
        "member": _in_room(user, Room(kind="open"), Membership(role="member")),
        "direct": _in_room(user, Room(kind="direct"), Membership(role="member")),
    }


def _in_room(user: User, room: Room, membership: Membership) -> tuple[str, ...]:
    return _named(
        moderate=keeps_order(user, membership),
        manage=may_manage(user, membership, room),
        describe=may_describe(user, membership, room),
        add=may_add(user, membership, room),
    )


def _named(**rights: bool) -> tuple[str, ...]:
    return tuple(name for name, given in rights.items() if given)


def must_hand_over(membership: Membership, owners: int, members: int) -> bool:
    """Whether leaving, or stepping down, would leave people in a room without an owner. Both counts are of who can use
    their accounts."""
    return membership.role == "owner" and owners == 1 and members > 1
