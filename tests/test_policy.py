"""Who may do what: every role and every action, in one table."""

from collections.abc import Callable

import pytest

from chat_app import policy
from chat_app.models import Membership, Room, User, new_id, now
from chat_app.models.user import Role

EVERYONE: tuple[Role, ...] = ("owner", "admin", "member", "guest", "bot")
OPEN, CLOSED, DIRECT = (Room(kind=kind, name="r") for kind in ("open", "closed", "direct"))
ARCHIVED = Room(kind="open", name="r", archived_at=now())
IN, LEFT = (Membership(user_id=new_id(), room_id=new_id(), left_at=left) for left in (None, now()))


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
