"""Seen by: where the people of a room are, and who decides whether that is shown."""

import uuid

import pytest

from chat_app.models import AuditEntry, Room, User
from chat_app.services import memberships, messages, seen, versions, workspaces
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import change, rows, say

SETTINGS = {"name": "Watercooler Ltd", "accent": "iris", "who_creates": "everyone", "who_invites": "everyone"}


async def shown(parley: Parley, viewer: User, room_id: uuid.UUID) -> dict[str, int]:
    view = await messages.open_window(parley, viewer.id, room_id)
    return {reader.user_id: reader.read for reader in view.readers if not reader.left}


async def total(parley: Parley, room_id: uuid.UUID) -> int | None:
    return (await versions.ask(parley, [], [], [], [room_id])).readers.get(room_id)


async def test_who_opens_a_room_learns_how_far_everybody_has_read(
    parley: Parley, writer: PostWriter, ada: User, grace: User, alan: User, watercooler: uuid.UUID
):
    said = await say(writer, ada, watercooler, "a", "b", "c")
    await memberships.mark_read(parley, grace.id, watercooler, said[1].seq, 2)
    await memberships.leave(parley, alan.id, watercooler)
    assert await shown(parley, ada, watercooler) == {str(ada.id): said[2].seq, str(grace.id): said[1].seq}


async def test_the_sum_of_a_room_moves_whenever_somebody_reads_writes_comes_or_goes(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    sums = [await total(parley, watercooler)]
    await say(writer, ada, watercooler, "a")
    sums.append(await total(parley, watercooler))
    await memberships.mark_read(parley, grace.id, watercooler, 1, 1)
    sums.append(await total(parley, watercooler))
    await memberships.leave(parley, grace.id, watercooler)
    sums.append(await total(parley, watercooler))
    assert None not in sums
    assert sums == sorted(set(sums))  # pyright: ignore[reportArgumentType]


async def test_a_large_room_shows_nobody(parley: Parley, ada: User, grace: User, watercooler: uuid.UUID):
    await change(parley, Room, watercooler, members=seen.LIMIT)
    assert len(await shown(parley, ada, watercooler)) == 2
    await change(parley, Room, watercooler, members=seen.LIMIT + 1)
    assert await shown(parley, ada, watercooler) == {}
    assert await total(parley, watercooler) is None


async def test_an_admin_switches_it_off_for_all_and_the_log_knows(
    parley: Parley, ada: User, grace: User, watercooler: uuid.UUID
):
    assert len(await shown(parley, ada, watercooler)) == 2
    await workspaces.change(parley, ada.id, **SETTINGS, seen_by="hidden")
    assert await shown(parley, ada, watercooler) == {}
    assert await total(parley, watercooler) is None
    await workspaces.change(parley, ada.id, **SETTINGS, seen_by="shown")
    assert len(await shown(parley, ada, watercooler)) == 2
    told = [(entry.action, entry.actor_id, entry.detail["seen_by"]) for entry in await rows(parley, AuditEntry)]
    assert told == [("workspace.changed", ada.id, "hidden"), ("workspace.changed", ada.id, "shown")]


async def test_a_member_switches_nothing(parley: Parley, ada: User, grace: User, watercooler: uuid.UUID):
    with pytest.raises(NotAllowed):
        await workspaces.change(parley, grace.id, **SETTINGS, seen_by="hidden")
    assert len(await shown(parley, ada, watercooler)) == 2


async def test_nobody_learns_of_the_readers_of_a_room_they_are_not_in(
    parley: Parley, ada: User, grace: User, watercooler: uuid.UUID
):
    await memberships.leave(parley, grace.id, watercooler)
    with pytest.raises(NotAllowed):
        await messages.open_window(parley, grace.id, watercooler)
