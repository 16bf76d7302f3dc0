"""One status a person, whatever several processes say, whatever the bus loses; and when people were last seen."""

import uuid

import pytest

from chat_app.adapters.presence import Board, InProcessBoard
from chat_app.events import PresenceChanged
from chat_app.models import Sighting, User
from chat_app.services import memberships, presence, visibility
from chat_app.services.parley import Parley
from chat_app.services.presence import Presence
from tests.cast import rows

ADA, GRACE = uuid.UUID(int=1), uuid.UUID(int=2)


class Process:
    """One process's presence."""

    def __init__(self, board: Board, parley: Parley) -> None:
        self.presence = Presence(InProcessBoard(board), parley.database)

    async def claim(self, **statuses: str) -> PresenceChanged:
        """Claim, and write it; the event is what the bus would carry."""
        people = {"ada": ADA, "grace": GRACE}
        changes = {people[name]: status for name, status in statuses.items()}
        self.presence.claim(changes)
        await self.presence.board.write(changes)
        return PresenceChanged(self.presence.board.process_id(), {str(each): s for each, s in changes.items()})


@pytest.fixture
def processes(parley: Parley) -> tuple[Process, Process]:
    board = Board()
    return Process(board, parley), Process(board, parley)


async def test_several_processes_count_as_one_person(processes: tuple[Process, Process]):
    one, other = processes
    other.presence.receive(await one.claim(ada="online"))
    assert other.presence.changes() == {ADA: "online"}
    await other.claim(ada="away")
    assert other.presence.status(ADA) == "online"
    assert other.presence.changes() == {}  # the second tab is no news
    other.presence.receive(await one.claim(ada=""))
    assert other.presence.status(ADA) == "away"


async def test_a_lost_event_is_found_on_the_board(processes: tuple[Process, Process]):
    one, other = processes
    await one.claim(ada="online")
    assert other.presence.status(ADA) == ""
    await other.presence.look()
    assert (other.presence.status(ADA), other.presence.changes()) == ("online", {ADA: "online"})


async def test_a_late_event_is_put_right_by_the_board(processes: tuple[Process, Process]):
    one, other = processes
    came = await one.claim(ada="online")
    other.presence.receive(await one.claim(ada=""))
    other.presence.receive(came)
    assert other.presence.status(ADA) == "online"
    await other.presence.look()
    assert other.presence.status(ADA) == ""


async def test_what_is_heard_while_the_board_is_read_counts(processes: tuple[Process, Process], monkeypatch):
    one, other = processes
    other.presence.receive(await one.claim(ada="online"))
    read = other.presence.board.read

    async def slow_read():
        found = await read()
        other.presence.receive(await one.claim(ada="", grace="online"))
        return found

    monkeypatch.setattr(other.presence.board, "read", slow_read)
    await other.presence.look()
    assert (other.presence.status(ADA), other.presence.status(GRACE)) == ("", "online")


async def test_people_of_a_process_that_died_are_gone_unless_they_came_elsewhere(processes: tuple[Process, Process]):
    one, other = processes
    other.presence.receive(await one.claim(ada="online", grace="online"))
    await other.claim(grace="online")
    other.presence.changes()
    await one.presence.board.leave(0)
    await other.presence.look()
    assert other.presence.changes() == {ADA: ""}


async def test_only_who_is_at_a_tab_is_online(processes: tuple[Process, Process]):
    one, other = processes
    other.presence.receive(await one.claim(ada="online", grace="away"))
    assert other.presence.online([ADA, GRACE, uuid.UUID(int=3)]) == {ADA}


async def test_without_the_board_the_others_count_for_as_long_as_a_claim_lasts(
    processes: tuple[Process, Process], monkeypatch
):
    one, other = processes
    other.presence.receive(await one.claim(ada="online"))
    await other.presence.look()

    async def unreadable():
        return None

    monkeypatch.setattr(other.presence.board, "read", unreadable)
    await other.presence.look()
    assert other.presence.status(ADA) == "online"
    monkeypatch.setattr(presence, "TTL", 0)
    await other.presence.look()
    assert other.presence.status(ADA) == ""


async def test_last_seen_is_kept_and_moves_forward(parley: Parley, ada: User):
    await parley.presence.remember([ada.id])
    (first,) = await rows(parley, Sighting)
    await parley.presence.remember([ada.id])
    (second,) = await rows(parley, Sighting)
    assert (first.user_id, second.user_id) == (ada.id, ada.id)
    assert first.at < second.at


async def test_somebody_who_does_not_exist_does_not_stop_it(parley: Parley, ada: User):
    await parley.presence.remember([uuid.uuid4()])
    await parley.presence.remember([ada.id])
    assert [each.user_id for each in await rows(parley, Sighting)] == [ada.id]


async def test_a_circle_is_who_one_shares_a_room_with(parley: Parley, ada: User, grace: User, guest: User, watercooler):
    assert await visibility.circles(parley, [grace.id, guest.id]) == {
        grace.id: {ada.id, grace.id},
        guest.id: {guest.id},
    }
    await memberships.leave(parley, grace.id, watercooler)
    assert await visibility.circles(parley, [grace.id]) == {grace.id: {grace.id}}
