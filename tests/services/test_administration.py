"""Looking after people: roles, switching accounts off and on, bans, purges; and the log of it."""

import uuid

import pytest

from chat_app.events import Event, PersonDeactivated, RoomChanged
from chat_app.models import AuditEntry, Message, Revision, Session, User
from chat_app.services import accounts, administration, audit_log, invites, message_changes, profiles, purging, sessions
from chat_app.services.audit_log import Wanted
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import rows, say


async def role_of(parley: Parley, user: User) -> str:
    found = await accounts.by_id(parley, user.id)
    assert found
    return found.role


async def test_people_are_found_by_name_or_address_a_page_at_a_time(parley: Parley, ada: User, alan: User):
    everybody, total = await administration.find(parley, ada.id)
    assert ([each.person.name for each in everybody], total) == (["Ada Lovelace", "Alan Turing", "Grace Hopper"], 3)
    assert [each.email for each in (await administration.find(parley, ada.id, "TURING"))[0]] == [alan.email]
    assert [each.email for each in (await administration.find(parley, ada.id, "alan@"))[0]] == [alan.email]
    assert (await administration.find(parley, ada.id, "%"))[1] == 0
    assert (await administration.find(parley, ada.id, page=1))[0] == []


async def test_nobody_but_admins_learns_or_does_anything(parley: Parley, ada: User, grace: User, guest: User):
    for who in (grace, guest):
        for act in (
            administration.find(parley, who.id),
            administration.set_role(parley, who.id, who.id, "owner"),
            administration.deactivate(parley, who.id, ada.id),
            administration.reactivate(parley, who.id, ada.id),
            purging.count(parley, who.id, ada.id),
            purging.purge(parley, who.id, ada.id),
            audit_log.newest(parley, who.id, Wanted()),
        ):
            with pytest.raises(NotAllowed):
                await act
    assert await rows(parley, AuditEntry) == []


async def test_only_owners_make_owners_and_admins(parley: Parley, ada: User, grace: User, alan: User):
    await administration.set_role(parley, ada.id, grace.id, "admin")
    for role in ("owner", "admin", "boss", "bot"):
        with pytest.raises(NotAllowed):
            await administration.set_role(parley, grace.id, alan.id, role)
    with pytest.raises(NotAllowed):
        await administration.deactivate(parley, grace.id, ada.id)
    await administration.set_role(parley, grace.id, alan.id, "guest")
    assert await role_of(parley, alan) == "guest"


async def test_one_owner_always_stays(parley: Parley, ada: User, grace: User):
    with pytest.raises(NotAllowed, match="needs an owner"):
        await administration.set_role(parley, ada.id, ada.id, "admin")
    await administration.set_role(parley, ada.id, grace.id, "owner")
    await administration.deactivate(parley, ada.id, grace.id)
    with pytest.raises(NotAllowed, match="needs an owner"):
        await administration.set_role(parley, ada.id, ada.id, "admin")


async def test_deactivating_ends_all_sessions_and_reactivating_lets_them_sign_in_anew(
    parley: Parley, ada: User, grace: User, heard: list[Event]
):
    session = await sessions.begin(parley, grace, device="", ip="")
    await administration.deactivate(parley, ada.id, grace.id, ip="192.0.2.1")
    assert await sessions.find(parley, session.id) is None
    assert heard == [PersonDeactivated(grace.id)]
    assert await accounts.by_email(parley, grace.email or "") is None
    await administration.reactivate(parley, ada.id, grace.id)
    assert await accounts.by_email(parley, grace.email or "") is not None
    assert [row.revoked_at is None for row in await rows(parley, Session)] == [False]
    told = [row for row in await rows(parley, AuditEntry) if row.action.startswith("user.")]
    acts = [(row.action, row.subject, row.ip) for row in told]
    assert acts == [("user.deactivated", "Grace Hopper", "192.0.2.1"), ("user.reactivated", "Grace Hopper", "")]


@pytest.mark.parametrize("name", ["Grace Hopper", "grace hopper", "Grасe Hopper", "Grace  Hopper"])
async def test_who_comes_back_gets_a_number_when_somebody_else_looks_like_them_by_then(
    parley: Parley, ada: User, grace: User, alan: User, name: str
):
    await administration.deactivate(parley, ada.id, grace.id)
    await profiles.change(parley, alan.id, name=name)
    await administration.reactivate(parley, ada.id, grace.id)
    back = await accounts.by_email(parley, grace.email or "")
    assert back
    assert back.name == "Grace Hopper 2"
    with pytest.raises(Invalid, match="called that already"):
        await profiles.change(parley, ada.id, name="Grace Hopper 2")


async def test_who_comes_back_keeps_their_name_when_it_is_free(parley: Parley, ada: User, grace: User):
    await administration.deactivate(parley, ada.id, grace.id)
    await administration.reactivate(parley, ada.id, grace.id)
    back = await accounts.by_email(parley, grace.email or "")
    assert back
    assert back.name == "Grace Hopper"


async def test_whoever_is_banned_cannot_join_again(parley: Parley, ada: User, grace: User):
    await administration.deactivate(parley, ada.id, grace.id, ban=True)
    code = (await invites.link(parley, ada)).rsplit("/", 1)[-1]
    with pytest.raises(Invalid, match="may not join"):
        await accounts.join(parley, code, name="Grace Again", email=grace.email)


async def test_a_purge_leaves_nothing_but_tombstones(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID, heard: list[Event]
):
    said = await say(writer, grace, watercooler, *(f"line {number}" for number in range(purging.BATCH + 5)))
    await message_changes.edit(parley, grace.id, uuid.UUID(said[0].id), "edited")
    await say(writer, ada, watercooler, "mine stays")
    assert await purging.count(parley, ada.id, grace.id) == purging.BATCH + 5
    heard.clear()
    assert await purging.purge(parley, ada.id, grace.id) == purging.BATCH + 5
    stored = [row for row in await rows(parley, Message) if row.kind == "post"]
    assert {row.content for row in stored} == {"", "mine stays"}
    assert await rows(parley, Revision) == []
    events = [event for event in heard if isinstance(event, RoomChanged)]
    told = [message for event in events for message in event.messages]
    assert len(told) == purging.BATCH + 5
    assert all(message.deleted and not message.content for message in told)
    assert [message.version for message in told] == list(range(events[0].first, events[-1].version + 1))
    with pytest.raises(NotAllowed):
        await message_changes.undo_delete(parley, grace.id, uuid.UUID(said[0].id))


async def test_the_log_is_narrowed_and_paged(parley: Parley, ada: User, grace: User, alan: User):
    for _ in range(30):
        await administration.deactivate(parley, ada.id, grace.id)
        await administration.reactivate(parley, ada.id, grace.id)
    await administration.set_role(parley, ada.id, alan.id, "guest", ip="192.0.2.9")
    first, more = await audit_log.newest(parley, ada.id, Wanted())
    assert (len(first), more) == (audit_log.PAGE, True)
    assert (first[0].actor, first[0].action, first[0].subject, first[0].ip, first[0].detail) == (
        "Ada Lovelace", "user.role_changed", "Alan Turing", "192.0.2.9", "old: member · new: guest",
    )  # fmt: skip
    every, more = await audit_log.newest(parley, ada.id, Wanted(), 2 * audit_log.PAGE)
    assert (len(every), every[: len(first)], more) == (61, first, False)
    only, _ = await audit_log.newest(parley, ada.id, Wanted(person="turing"))
    assert [line.subject for line in only] == ["Alan Turing"]
    acts, _ = await audit_log.newest(parley, ada.id, Wanted(action="user.reactivated"))
    assert {line.action for line in acts} == {"user.reactivated"}
    assert len(await audit_log.actions(parley, ada.id)) == 3
