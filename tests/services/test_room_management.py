"""Looking after rooms: people in and out, owners, what they are called, and what the feed says of it."""

import uuid

import orjson
import pytest

from chat_app.events import Event, PersonChanged, RoomChanged
from chat_app.models import AuditEntry, Membership, Message, Room, User, now
from chat_app.services import memberships, messages, room_changes, room_people, rooms, sidebar
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import change, rows, say


@pytest.fixture
async def board(parley: Parley, ada: User, grace: User) -> uuid.UUID:
    """A closed room that ada owns, with grace in it."""
    room_id = uuid.UUID((await rooms.create(parley, ada.id, name="board", kind="closed")).id)
    await room_people.add(parley, ada.id, room_id, [grace.id])
    return room_id


async def lines(parley: Parley, room_id: uuid.UUID) -> list[tuple[str, list[str], str]]:
    told = [row for row in await rows(parley, Message) if row.room_id == room_id and row.kind == "system"]
    said = [orjson.loads(row.content) for row in sorted(told, key=lambda row: row.seq)]
    return [(line["act"], line["people"], line["text"]) for line in said]


async def roles(parley: Parley, room_id: uuid.UUID) -> dict[uuid.UUID, str]:
    found = [row for row in await rows(parley, Membership) if row.room_id == room_id and row.left_at is None]
    return {row.user_id: row.role for row in found}


async def test_several_are_added_at_once_and_one_line_says_so(
    parley: Parley, ada: User, grace: User, alan: User, guest: User, board: uuid.UUID
):
    assert await room_people.add(parley, ada.id, board, [alan.id, guest.id, grace.id]) == 2
    assert set(await roles(parley, board)) == {ada.id, grace.id, alan.id, guest.id}
    act, people, _ = (await lines(parley, board))[-1]
    assert (act, set(people)) == ("added", {str(alan.id), str(guest.id)})


async def test_system_lines_take_a_place_and_never_make_a_room_unread(
    parley: Parley, writer: PostWriter, ada: User, grace: User, alan: User, board: uuid.UUID
):
    await say(writer, ada, board, "hello")
    before = (await sidebar.load(parley, grace.id)).rooms
    await room_people.add(parley, ada.id, board, [alan.id])
    await room_changes.describe(parley, ada.id, board, name="council", topic="What next", description="Long")
    (room,) = [room for room in (await sidebar.load(parley, grace.id)).rooms if room.id == str(board)]
    (was,) = [room for room in before if room.id == str(board)]
    assert (room.posts, room.last_seq - was.last_seq) == (was.posts, 3)
    assert room.name == "council"


async def test_every_version_is_announced_in_order(
    parley: Parley, ada: User, grace: User, alan: User, board: uuid.UUID, heard: list[Event]
):
    await room_people.add(parley, ada.id, board, [alan.id])
    await room_people.remove(parley, ada.id, board, grace.id)
    await room_changes.describe(parley, ada.id, board, name="council", topic="t", description="d")
    await room_changes.archive(parley, ada.id, board)
    in_room = [event for event in heard if isinstance(event, RoomChanged)]
    assert [event.first for event in in_room] == list(range(in_room[0].first, in_room[0].first + len(in_room)))
    assert all(event.first == event.version == event.room.version for event in in_room)
    assert in_room[-1].room.archived


async def test_somebody_removed_is_out_and_learns_by_whom(
    parley: Parley, ada: User, grace: User, board: uuid.UUID, heard: list[Event]
):
    await room_people.remove(parley, ada.id, board, grace.id, ip="192.0.2.7")
    with pytest.raises(NotAllowed):
        await messages.open_window(parley, grace.id, board)
    (told,) = [event for event in heard if isinstance(event, PersonChanged) and event.about == grace.id]
    assert (told.memberships[0].left, told.memberships[0].removed_by) == (True, str(ada.id))
    assert "Ada Lovelace" in {person.name for person in told.people}
    seen = await sidebar.load(parley, grace.id)
    assert ada.id in {uuid.UUID(person.id) for person in seen.people}
    (entry,) = await rows(parley, AuditEntry)
    assert (entry.action, entry.actor_id, entry.subject, entry.ip) == (
        "room.person_removed", ada.id, "Grace Hopper", "192.0.2.7",
    )  # fmt: skip


async def test_only_those_who_manage_a_room_remove_rename_archive_or_choose_owners(
    parley: Parley, ada: User, grace: User, alan: User, board: uuid.UUID
):
    await room_people.add(parley, grace.id, board, [alan.id])
    for act in (
        room_people.remove(parley, grace.id, board, alan.id),
        room_people.set_role(parley, grace.id, board, alan.id, "owner"),
        room_people.hand_over(parley, grace.id, board, alan.id),
        room_changes.describe(parley, grace.id, board, name="mine"),
        room_changes.archive(parley, grace.id, board),
    ):
        with pytest.raises(NotAllowed):
            await act
    assert await roles(parley, board) == {ada.id: "owner", grace.id: "member", alan.id: "member"}
    assert (await room_changes.describe(parley, grace.id, board, topic="Anybody may")).topic == "Anybody may"


async def test_a_stranger_and_a_room_that_does_not_exist_look_alike(parley: Parley, alan: User, board: uuid.UUID):
    said: set[str] = set()
    for room_id in (board, uuid.uuid4()):
        for act in (
            room_people.add(parley, alan.id, room_id, [alan.id]),
            room_people.details(parley, alan.id, room_id),
            room_people.candidates(parley, alan.id, room_id),
        ):
            with pytest.raises(NotAllowed) as refusal:
                await act
            said.add(str(refusal.value))
    assert len(said) == 1


async def test_members_learn_when_the_others_were_last_seen(parley: Parley, ada: User, grace: User, board: uuid.UUID):
    await parley.presence.remember([grace.id])
    _, _, seen = await room_people.details(parley, ada.id, board)
    assert list(seen) == [str(grace.id)]
    assert abs(seen[str(grace.id)] - now().timestamp() * 1000) < 60_000


async def test_the_last_owner_hands_over_before_leaving(parley: Parley, ada: User, grace: User, board: uuid.UUID):
    for act in (
        memberships.leave(parley, ada.id, board),
        room_people.set_role(parley, ada.id, board, ada.id, "member"),
    ):
        with pytest.raises(NotAllowed, match="needs an owner"):
            await act
    await room_people.hand_over(parley, ada.id, board, grace.id)
    assert await roles(parley, board) == {ada.id: "member", grace.id: "owner"}
    await memberships.leave(parley, ada.id, board)
    await memberships.leave(parley, grace.id, board)  # nobody is left to own it
    assert await roles(parley, board) == {}


async def test_an_owner_who_cannot_sign_in_is_no_owner(parley: Parley, ada: User, grace: User, board: uuid.UUID):
    await room_people.set_role(parley, ada.id, board, grace.id, "owner")
    await change(parley, User, grace.id, deactivated_at=now())
    await memberships.leave(parley, ada.id, board)  # nobody else who could own it is left
    assert set(await roles(parley, board)) == {grace.id}


async def test_a_guest_owns_no_room_and_brings_nobody_in(
    parley: Parley, ada: User, guest: User, alan: User, board: uuid.UUID
):
    await room_people.add(parley, ada.id, board, [guest.id])
    for act in (
        room_people.set_role(parley, ada.id, board, guest.id, "owner"),
        room_people.hand_over(parley, ada.id, board, guest.id),
        room_people.add(parley, guest.id, board, [alan.id]),
        room_changes.describe(parley, guest.id, board, topic="guests were here"),
    ):
        with pytest.raises(NotAllowed):
            await act


async def test_an_archived_room_can_be_read_and_is_listed_for_its_members(
    parley: Parley, writer: PostWriter, ada: User, grace: User, alan: User, watercooler: uuid.UUID, board: uuid.UUID
):
    await room_changes.archive(parley, ada.id, board)
    with pytest.raises(NotAllowed, match="archived"):
        await say(writer, ada, board, "too late")
    assert (await messages.open_window(parley, grace.id, board)).room.archived
    assert [room.name for room in await rooms.archived(parley, grace.id)] == ["board"]
    assert await rooms.archived(parley, alan.id) == []
    await room_changes.archive(parley, ada.id, board, False)
    await say(writer, ada, board, "again")
    assert [act for act, *_ in await lines(parley, board)][-2:] == ["archived", "unarchived"]


async def test_an_admin_archives_a_room_they_are_not_in_but_cannot_read_it(
    parley: Parley, ada: User, grace: User, board: uuid.UUID
):
    await memberships.leave(parley, grace.id, board)
    private = uuid.UUID((await rooms.create(parley, grace.id, name="hers", kind="closed")).id)
    with pytest.raises(NotAllowed):
        await messages.open_window(parley, ada.id, private)
    assert (await room_changes.archive(parley, ada.id, private)).archived


@pytest.mark.parametrize("name", ["", "   ", "#", "x" * 81])
async def test_an_unusable_name_is_refused_with_a_sentence(parley: Parley, ada: User, board: uuid.UUID, name: str):
    with pytest.raises(Invalid, match="name"):
        await room_changes.describe(parley, ada.id, board, name=name)


async def test_a_taken_name_is_refused_and_nothing_else_changes(parley: Parley, ada: User, board: uuid.UUID):
    with pytest.raises(Invalid, match="of that name"):
        await room_changes.describe(parley, ada.id, board, name="Watercooler", topic="changed")
    (room,) = [row for row in await rows(parley, Room) if row.id == board]
    assert (room.name, room.topic) == ("board", "")


async def test_direct_rooms_keep_their_people_and_their_shape(parley: Parley, ada: User, grace: User, alan: User):
    room_id = uuid.UUID((await rooms.open_direct(parley, ada.id, [grace.id])).id)
    for act in (
        room_people.add(parley, ada.id, room_id, [alan.id]),
        room_people.remove(parley, ada.id, room_id, grace.id),
        room_changes.describe(parley, ada.id, room_id, topic="us"),
        room_changes.archive(parley, ada.id, room_id),
    ):
        with pytest.raises(NotAllowed):
            await act


async def test_the_same_people_always_get_the_same_conversation(parley: Parley, ada: User, grace: User, alan: User):
    one = await rooms.open_direct(parley, ada.id, [grace.id, alan.id])
    other = await rooms.open_direct(parley, alan.id, [grace.id, ada.id, alan.id])
    assert one.id == other.id
    assert len(one.member_ids) == 3


async def test_a_star_and_a_level_are_ones_own(parley: Parley, ada: User, grace: User, board: uuid.UUID):
    await memberships.star(parley, grace.id, board, True)
    await memberships.involve(parley, grace.id, board, "nothing")
    mine, hers = [
        next(place for place in (await sidebar.load(parley, who.id)).memberships if place.room_id == str(board))
        for who in (ada, grace)
    ]
    assert (mine.starred, mine.involvement) == (False, "everything")
    assert (hers.starred, hers.involvement) == (True, "nothing")


async def test_setting_what_is_set_takes_no_version(parley: Parley, grace: User, board: uuid.UUID, heard: list[Event]):
    await memberships.star(parley, grace.id, board, True)
    await memberships.star(parley, grace.id, board, True)
    assert len(heard) == 1
