"""Windows: the stretch of a room that a tab shows, opened, widened, and kept over a reconnect."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert
from sqlmodel import col

from chat_app.models import Membership, Message, Room, User, new_id, now
from chat_app.services import messages
from chat_app.services.errors import NotAllowed
from chat_app.services.messages import PAGE, REPLAY, RoomView, Window
from chat_app.services.parley import Parley
from tests.cast import change, rows


async def fill(parley: Parley, room_id: uuid.UUID, sender: User, count: int) -> None:
    """A history, written the quick way."""
    fixed = {"room_id": room_id, "kind": "post", "sender_id": sender.id, "html": "", "created_at": now()}
    said = [
        {
            **fixed,
            "id": new_id(),
            "client_msg_id": new_id(),
            "content": f"{n}",
            "seq": n,
            "post_no": n,
            "version": n + 2,
        }
        for n in range(1, count + 1)
    ]
    async with parley.database.write() as session:
        await session.execute(delete(Message).where(col(Message.room_id) == room_id))  # the lines of who came
        await session.execute(insert(Message), said)
    await change(parley, Room, room_id, last_seq=count, posts=count, version=count + 2)


def shown(view: RoomView) -> tuple[int, int]:
    """First and last message, which must be without holes."""
    places = [message.seq for message in view.messages]
    assert places == list(range(places[0], places[-1] + 1))
    assert all(place in view.window for place in places)
    return places[0], places[-1]


async def test_a_room_opens_at_its_last_page(parley: Parley, ada: User, grace: User, watercooler: uuid.UUID):
    await fill(parley, watercooler, ada, 120)
    view = await messages.open_window(parley, grace.id, watercooler)
    assert shown(view) == (71, 120)
    assert view.window == Window(71)
    assert (view.room.last_seq, view.membership.room_id) == (120, str(watercooler))
    assert {person.name for person in view.people} == {"Ada Lovelace", "Grace Hopper"}


async def test_an_empty_room_opens_empty(parley: Parley, ada: User, watercooler: uuid.UUID):
    view = await messages.open_window(parley, ada.id, watercooler)
    assert (view.messages, view.window) == ((), Window(1))
    assert [person.name for person in view.people] == ["Ada Lovelace"]


async def test_paging_back_and_forth_meets_every_message_once(parley: Parley, ada: User, watercooler: uuid.UUID):
    await fill(parley, watercooler, ada, 130)
    view = await messages.open_window(parley, ada.id, watercooler, Window(60, 70))
    assert shown(view) == (60, 70)
    older = await messages.older(parley, ada.id, watercooler, view.window)
    assert (shown(older), older.window) == ((10, 59), Window(10, 70))
    oldest = await messages.older(parley, ada.id, watercooler, older.window)
    assert (shown(oldest), oldest.window) == ((1, 9), Window(1, 70))
    newer = await messages.newer(parley, ada.id, watercooler, oldest.window)
    assert (shown(newer), newer.window) == ((71, 120), Window(1, 120))
    newest = await messages.newer(parley, ada.id, watercooler, newer.window)
    assert (shown(newest), newest.window) == ((121, 130), Window(1))


async def test_a_window_that_has_grown_to_500_lets_go_of_its_far_end(parley: Parley, ada: User, watercooler: uuid.UUID):
    await fill(parley, watercooler, ada, 1_200)
    back = await messages.older(parley, ada.id, watercooler, Window(680))
    assert (shown(back), back.window) == ((630, 679), Window(630, 1_129))
    forth = await messages.newer(parley, ada.id, watercooler, Window(630, 1_129))
    assert (shown(forth), forth.window) == ((1_130, 1_179), Window(680, 1_179))
    end = await messages.newer(parley, ada.id, watercooler, Window(680, 1_179))
    assert (shown(end), end.window) == ((1_180, 1_200), Window(701))


@given(st.integers(1, 99), st.integers(0, 99), st.integers(1, 99), st.integers(0, 99))
def test_a_part_of_a_window_holds_nothing_that_the_window_does_not(floor: int, ceil: int, of: int, to: int):
    part, whole = Window(floor, ceil), Window(of, to)
    if part.within(whole):
        assert not [seq for seq in (*range(1, 110), 10**6) if seq in part and seq not in whole]


async def test_there_is_nothing_before_the_beginning_nor_after_the_end(
    parley: Parley, ada: User, watercooler: uuid.UUID
):
    await fill(parley, watercooler, ada, 10)
    older = await messages.older(parley, ada.id, watercooler, Window(1))
    assert (older.messages, older.window) == ((), Window(1))
    for ceil in (0, 10, 1 << 40):
        newer = await messages.newer(parley, ada.id, watercooler, Window(3, ceil))
        assert (newer.messages, newer.window) == ((), Window(3))


async def test_a_page_that_ends_exactly_at_the_last_message_is_live(parley: Parley, ada: User, watercooler: uuid.UUID):
    await fill(parley, watercooler, ada, PAGE + 10)
    newer = await messages.newer(parley, ada.id, watercooler, Window(1, 10))
    assert (shown(newer), newer.window) == ((11, PAGE + 10), Window(1))


async def test_a_reader_gets_the_same_place_back_up_to_500_messages(parley: Parley, ada: User, watercooler: uuid.UUID):
    await fill(parley, watercooler, ada, 620)
    same = await messages.open_window(parley, ada.id, watercooler, Window(121), place=200)
    assert (shown(same), same.window) == ((121, 620), Window(121))
    around = await messages.open_window(parley, ada.id, watercooler, Window(120), place=300)
    assert (shown(around), around.window) == ((50, 549), Window(50, 549))
    end = await messages.open_window(parley, ada.id, watercooler, Window(1), place=620)
    assert (shown(end), end.window) == ((370, 620), Window(370))


@given(
    last=st.integers(0, 3000),
    floor=st.integers(-5, 4000),
    ceil=st.integers(-5, 4000),
    place=st.integers(-5, 4000),
)
def test_a_window_is_never_larger_than_500_and_always_inside_the_room(last: int, floor: int, ceil: int, place: int):
    fitted = messages._fit(Window(floor, max(0, ceil)), last, place)
    held = [seq for seq in range(1, last + 1) if seq in fitted]
    assert len(held) <= REPLAY
    assert 1 <= fitted.floor <= last + 1
    assert fitted.ceil < max(last, 1)  # a finite ceil leaves something to load; else the window is live
    if 1 <= floor <= place <= min(max(0, ceil) or last, last):
        assert place in fitted


@pytest.mark.parametrize("wanted", [Window(0), Window(-3, 5), Window(99)])
async def test_a_window_that_makes_no_sense_is_the_last_page(
    parley: Parley, ada: User, watercooler: uuid.UUID, wanted: Window
):
    await fill(parley, watercooler, ada, 60)
    view = await messages.open_window(parley, ada.id, watercooler, wanted)
    assert (shown(view), view.window) == ((11, 60), Window(11))


async def test_strangers_and_those_who_left_see_nothing(
    parley: Parley, ada: User, grace: User, guest: User, watercooler: uuid.UUID
):
    await fill(parley, watercooler, ada, 3)
    assert shown(await messages.open_window(parley, grace.id, watercooler)) == (1, 3)
    place = next(row for row in await rows(parley, Membership) if row.user_id == grace.id)
    await change(parley, Membership, place.id, left_at=now())
    for user_id, room_id in ((grace.id, watercooler), (guest.id, watercooler), (ada.id, uuid.uuid4())):
        for page in (messages.open_window, messages.older, messages.newer):
            with pytest.raises(NotAllowed):
                await page(parley, user_id, room_id, Window(1, 2))


async def test_a_deleted_message_is_a_tombstone_without_its_words(parley: Parley, ada: User, watercooler: uuid.UUID):
    await fill(parley, watercooler, ada, 1)
    assert (await messages.open_window(parley, ada.id, watercooler)).messages[0].content == "1"
    await change(parley, Message, (await rows(parley, Message))[0].id, deleted_at=now())
    (tombstone,) = (await messages.open_window(parley, ada.id, watercooler)).messages
    assert (tombstone.content, tombstone.html, tombstone.deleted) == ("", "", True)
