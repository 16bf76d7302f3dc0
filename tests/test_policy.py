"""Who may do what: every role and every action, in one table."""

from collections.abc import Callable

import pytest

from chat_app import policy
from chat_app.models import Membership, Message, Room, User, new_id, now
from chat_app.models.user import Role

EVERYONE: tuple[Role, ...] = ("owner", "admin", "member", "guest", "bot")
OPEN, CLOSED, DIRECT = (Room(kind=kind, name="r") for kind in ("open", "closed", "direct"))
ARCHIVED = Room(kind="open", name="r", archived_at=now())
IN, LEFT = (Membership(user_id=new_id(), room_id=new_id(), left_at=left) for left in (None, now()))
OWNS = Membership(user_id=new_id(), room_id=new_id(), role="owner")


def user(role: Role = "member", *, gone: bool = False) -> User:
    return User(name="N", role=role, deactivated_at=now() if gone else None)


ACTIONS: dict[str, tuple[Callable[[User], bool], set[str]]] = {
    "join an open room": (lambda u: policy.may_join(u, OPEN), {"owner", "admin", "member", "bot"}),
    "join a closed room": (lambda u: policy.may_join(u, CLOSED), set()),
    "join a direct room": (lambda u: policy.may_join(u, DIRECT), set()),
    "join an archived room": (lambda u: policy.may_join(u, ARCHIVED), set()),
    "browse": (policy.may_browse, {"owner", "admin", "member", "bot"}),
    "create a room": (policy.may_create_room, {"owner", "admin", "member"}),
    "invite": (policy.may_invite, {"owner", "admin", "member"}),
    "see revisions": (lambda u: policy.may_see_revisions(u, IN), {"owner", "admin"}),
    "see revisions in an own room": (lambda u: policy.may_see_revisions(u, OWNS), {"owner", "admin", "member", "bot"}),
    "see revisions after leaving": (lambda u: policy.may_see_revisions(u, LEFT), set()),
    "moderate": (policy.may_moderate, {"owner", "admin"}),
    "open a direct room": (lambda u: policy.may_open_direct(u, [user()]), {"owner", "admin", "member", "bot"}),
    "open one with a guest": (
        lambda u: policy.may_open_direct(u, [user("guest")]),
        {"owner", "admin", "member", "bot"},
    ),
    "open one with nobody": (lambda u: policy.may_open_direct(u, []), set()),
    "open one with too many": (lambda u: policy.may_open_direct(u, [user()] * policy.DIRECT_LIMIT), set()),
    "open one with somebody gone": (lambda u: policy.may_open_direct(u, [user(), user(gone=True)]), set()),
}


@pytest.mark.parametrize("role", EVERYONE)
@pytest.mark.parametrize("action", ACTIONS)
def test_each_role_may_do_exactly_this(role: Role, action: str):
    may, allowed = ACTIONS[action]
    assert may(user(role)) is (role in allowed)


OWNS, PLAIN = (Membership(user_id=new_id(), room_id=new_id(), role=role) for role in ("owner", "member"))
MEMBERS = {"owner", "admin", "member"}
IN_A_ROOM: dict[str, tuple[Callable[[User, Membership | None, Room], bool], set[str], set[str]]] = {
    # act: who may as an owner of the room, who may as an ordinary member of it
    "manage": (policy.may_manage, {*MEMBERS, "bot"}, {"owner", "admin"}),
    "rename": (policy.may_rename, {*MEMBERS, "bot"}, {"owner", "admin"}),
    "describe": (policy.may_describe, MEMBERS, MEMBERS),
    "add people": (policy.may_add, MEMBERS, MEMBERS),
    "remove people": (lambda u, m, r: policy.may_remove(u, m, r, PLAIN), {*MEMBERS, "bot"}, {"owner", "admin"}),
    "archive": (policy.may_archive, {*MEMBERS, "bot"}, {"owner", "admin"}),
}


@pytest.mark.parametrize("role", EVERYONE)
@pytest.mark.parametrize("action", IN_A_ROOM)
def test_each_role_may_do_exactly_this_in_a_room(role: Role, action: str):
    may, as_owner, as_member = IN_A_ROOM[action]
    who = user(role)
    assert may(who, OWNS, CLOSED) is (role in as_owner)
    assert may(who, PLAIN, CLOSED) is (role in as_member)
    for place in (LEFT, None):
        assert may(who, place, CLOSED) is (action == "archive" and role in ("owner", "admin"))
    assert not may(who, OWNS, DIRECT)
    if action in ("rename", "describe", "add people"):
        assert not may(who, OWNS, ARCHIVED)


ROLES_GIVEN = {
    # who: whom they may give which role, of (owner, admin, member, guest)
    "owner": lambda other, role: other != "bot" and role != "bot",
    "admin": lambda other, role: other in ("member", "guest") and role in ("member", "guest"),
}


@pytest.mark.parametrize("who", EVERYONE)
@pytest.mark.parametrize("other", EVERYONE)
def test_who_may_give_whom_which_role_and_deactivate_whom(who: Role, other: Role):
    me, them = (User(id=new_id(), name="N", role=role) for role in (who, other))
    for role in (*EVERYONE, "boss"):
        expected = who in ROLES_GIVEN and role != "boss" and ROLES_GIVEN[who](other, role)
        assert policy.may_set_role(me, them, role) is expected, role
    may = who == "owner" or (who == "admin" and other not in ("owner", "admin"))
    assert policy.may_deactivate(me, them) is may
    assert not policy.may_deactivate(me, me)
    assert policy.may_administrate(me) is (who in ("owner", "admin"))
    assert policy.sees_everyone(me) is (who != "guest")
    assert not policy.may_administrate(user(who, gone=True))


@pytest.mark.parametrize("role", EVERYONE)
def test_where_only_admins_may_create_and_invite_nobody_else_may(role: Role):
    for may in (policy.may_create_room, policy.may_invite):
        assert may(user(role), "admins") is (role in ("owner", "admin"))


def test_the_last_owner_hands_over_while_others_are_there():
    assert policy.must_hand_over(OWNS, 1, 2)
    assert not policy.must_hand_over(OWNS, 1, 1)
    assert not policy.must_hand_over(OWNS, 2, 3)
    assert not policy.must_hand_over(PLAIN, 1, 2)


@pytest.mark.parametrize(
    ("place", "belongs"), [(IN, True), (LEFT, False), (None, False)], ids=["member", "left", "stranger"]
)
def test_only_members_read_and_post(place: Membership | None, belongs: bool):
    assert policy.belongs(place) is policy.may_read(place) is belongs
    assert [policy.may_post(room, place) for room in (OPEN, CLOSED, DIRECT)] == [belongs] * 3
    assert not policy.may_post(ARCHIVED, place)


def test_an_account_is_active_until_it_is_deactivated():
    assert policy.active(user())
    assert not policy.active(user(gone=True))
    assert not policy.active(None)


def test_rooms_can_be_left_but_direct_ones_cannot():
    assert [policy.may_leave(room) for room in (OPEN, CLOSED, ARCHIVED, DIRECT)] == [True, True, True, False]


ROOM = "01a20100-8349-72c7-86af-c2acd05034d0"


@pytest.mark.parametrize(
    "path",
    ["/rooms", f"/rooms/{ROOM}", f"/rooms/{ROOM}/", f"/rooms/{ROOM}/{ROOM}", "/search", "/settings", "/admin/rooms"],
)
def test_signing_in_leads_back_to_a_page_of_ours(path: str):
    assert policy.may_return_to(path)


@pytest.mark.parametrize(
    "path",
    [
        "", "/", "//evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example", "https://evil.example",
        "javascript:alert(1)", "/rooms//evil.example", f"//evil.example/rooms/{ROOM}", f"/rooms/{ROOM}\n", "/rooms\x00",
        " /rooms", "/rooms\t", f"/rooms/{ROOM}?next=//evil.example", f"/rooms/{ROOM}#x", f"/rooms/{ROOM}/..",
        "/auth/logout", "/rooms@evil.example", "/admin//evil.example", "/％72ooms", "x" * 100_000,
    ],
)  # fmt: skip
def test_and_to_no_other(path: str):
    assert not policy.may_return_to(path)


@pytest.mark.parametrize("role", EVERYONE)
def test_an_owner_of_a_room_deletes_and_restores_what_others_wrote_unless_they_are_a_guest(role: Role):
    others = Message(
        kind="post",
        room_id=new_id(),
        sender_id=new_id(),
        client_msg_id=new_id(),
        seq=1,
        post_no=1,
        version=1,
        content="x",
    )
    who = user(role)
    assert policy.may_delete(who, OWNS, others) is (role != "guest")
    assert policy.may_delete(who, PLAIN, others) is (role in policy.ADMINS)
    others.deleted_by = who.id
    assert policy.may_restore(who, OWNS, others) is (role != "guest")
    others.sender_id = who.id
    assert policy.may_delete(who, PLAIN, others)
