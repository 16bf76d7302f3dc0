"""Every act on rooms and people that a role may not do, over raw sockets: nothing changes, nothing shows (R9)."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass
from typing import Any

import pytest

from chat_app.services import accounts, administration, flags, login_links, room_people
from tests.hostile.conftest import House, product, use_link
from tests.live.chatter import STATES, Chatter, Person
from tests.stack.raw_tab import ROOT_STATE as ROOT

ACTS, PEOPLE = f"{STATES}room_acts____room_acts_state", f"{STATES}admin____admin_people_state"
ADDING, ROOMS = f"{STATES}room_acts____add_people_state", f"{STATES}admin____admin_rooms_state"
SETTINGS, LOG = f"{STATES}workspace____workspace_state", f"{STATES}workspace____audit_state"
INVITES, NEW_ROOM = f"{STATES}invites____invites_state", f"{STATES}dialogs____new_room_state"
NEW_MESSAGE, BROWSE = f"{STATES}dialogs____new_message_state", f"{STATES}dialogs____browse_state"
FLAGS = f"{STATES}flags____flags_state"
HYDRATED = "is_hydrated_rx_state_"

# handler → who may not: a member of workspace and room, a guest in the room, an admin who is outside the room
MEMBER, GUEST, OUTSIDE = "member", "guest", "outside"
IN_ROOM = {
    f"{ACTS}.remove": (MEMBER, GUEST, OUTSIDE),
    f"{ACTS}.set_role": (MEMBER, GUEST, OUTSIDE),
    f"{ACTS}.hand_over": (MEMBER, GUEST, OUTSIDE),
    f"{ACTS}.describe": (MEMBER, GUEST, OUTSIDE),
    f"{ACTS}.archive": (MEMBER, GUEST),
    f"{ADDING}.add": (GUEST, OUTSIDE),
    f"{ADDING}.candidates": (GUEST, OUTSIDE),
}
IN_WORKSPACE = {
    f"{PEOPLE}.open_list": (MEMBER, GUEST),
    f"{PEOPLE}.look_up": (MEMBER, GUEST),
    f"{PEOPLE}.give_role": (MEMBER, GUEST, OUTSIDE),
    f"{PEOPLE}.question_about": (MEMBER, GUEST, OUTSIDE),
    f"{PEOPLE}.settle": (MEMBER, GUEST, OUTSIDE),
    f"{PEOPLE}.let_back": (MEMBER, GUEST, OUTSIDE),
    f"{ROOMS}.open_list": (MEMBER, GUEST),
    f"{ROOMS}.put_away": (MEMBER, GUEST),
    f"{FLAGS}.list_flags": (MEMBER, GUEST),
    f"{FLAGS}.dismiss_flag": (MEMBER, GUEST),
    f"{FLAGS}.remove_flagged": (MEMBER, GUEST),
    f"{SETTINGS}.load_settings": (MEMBER, GUEST),
    f"{SETTINGS}.change_settings": (MEMBER, GUEST),
    f"{LOG}.open_log": (MEMBER, GUEST),
    f"{INVITES}.make_link": (GUEST,),
    f"{INVITES}.mail_invites": (GUEST,),
    f"{NEW_ROOM}.create": (GUEST,),
    f"{NEW_MESSAGE}.start": (GUEST,),
    f"{BROWSE}.show": (GUEST,),
}
FORBIDDEN = [(handler, who) for table in (IN_ROOM, IN_WORKSPACE) for handler, all_ in table.items() for who in all_]


@dataclass
class Cast:
    """Ada owns the closed room; a member and a guest are in it, an admin is not. The stranger is nobody's business."""

    house: House
    room: str
    owner_id: str
    stranger_id: str
    flag_id: str
    who: dict[str, Person]


@pytest.fixture(scope="module")
def cast(house: House) -> Cast:
    return asyncio.run(_assemble(house))


async def _assemble(house: House) -> Cast:
    parley = product(house.server)
    ada = await accounts.by_email(parley, "ada@watercooler.example")
    assert ada
    who: dict[str, Person] = {}
    for key, role in ((MEMBER, "member"), (GUEST, "guest"), (OUTSIDE, "member")):
        user = await accounts.create(parley, f"{key}@roles.example", key.capitalize(), role)  # pyright: ignore[reportArgumentType]
        if key == OUTSIDE:
            await administration.set_role(parley, ada.id, user.id, "admin")
        else:
            await room_people.add(parley, ada.id, uuid.UUID(house.room), [user.id])
        who[key] = await use_link(house.url, user.name, await login_links.make(parley, user))
    stranger = await accounts.create(parley, "stranger@roles.example", "Hidden Stranger")
    async with parley.database.write() as session:
        await flags.note(session, uuid.UUID(house.message), ada.id, (("house_rules", "a flag for admins"),))
    (flag,) = await flags.listed(parley, ada.id)
    await parley.database.close()
    return Cast(house, house.room, house.ada_id, str(stranger.id), flag.id, who)


def _payload(cast: Cast, handler: str) -> dict[str, Any]:
    about = {"room_id": cast.room, "user_id": cast.owner_id}
    return {
        "remove": about,
        "set_role": {**about, "role": "member"},
        "hand_over": about,
        "describe": {"form": {"room_id": cast.room, "name": "taken over"}},
        "archive": {"room_id": cast.room, "archived": True},
        "add": {"form": {"room_id": cast.room, f"person:{cast.stranger_id}": "on"}},
        "candidates": {"room_id": cast.room},
        "look_up": {"form": {"words": ""}},
        "give_role": {"user_id": cast.owner_id, "role": "guest"},
        "question_about": {"act": "purge", "user_id": cast.owner_id},
        "settle": {"act": "deactivate", "user_id": cast.owner_id},
        "let_back": {"user_id": cast.owner_id},
        "put_away": {"room_id": cast.room, "archived": True},
        **{key: {"flag_id": cast.flag_id} for key in ("dismiss_flag", "remove_flagged")},
        "change_settings": {
            "form": {"name": "taken", "accent": "ruby", "who_creates": "admins", "who_invites": "admins"}
        },
        "make_link": {"form": {"role": "guest", f"room:{cast.room}": "on"}},
        "mail_invites": {"form": {"addresses": "more@roles.example", f"room:{cast.room}": "on"}},
        "create": {"form": {"name": "my own", "kind": "open"}},
        "start": {"form": {f"person:{cast.stranger_id}": "on"}},
        "show": {"shown": True},
    }.get(handler.rsplit(".", 1)[-1], {})


@pytest.mark.parametrize("who", [MEMBER, GUEST, OUTSIDE])
async def test_what_a_role_may_not_do_changes_and_shows_nothing(cast: Cast, who: str) -> None:
    handlers = [handler for handler, other in FORBIDDEN if other == who]
    async with await cast.who[who].tab(cast.house.url).arrive() as tab:
        before = cast.house.contents()
        for handler in handlers:
            tab.deltas.clear()
            await _send(tab, handler, _payload(cast, handler))
            shown = str(tab.deltas) + str(tab.events)
            if who != OUTSIDE:  # admins may see everybody, only not do everything
                assert "Hidden Stranger" not in shown, handler
                assert "@watercooler.example" not in shown, handler
                assert "a flag for admins" not in shown, handler
            assert cast.house.contents() == before, handler


async def test_the_same_sent_by_the_owner_would_have_done_it(cast: Cast) -> None:
    async with await cast.house.ada.tab(cast.house.url).arrive() as tab:
        await _send(tab, f"{PEOPLE}.open_list", {})
        assert "Hidden Stranger" in str(tab.deltas)
        await _send(tab, f"{FLAGS}.list_flags", {})
        assert "a flag for admins" in str(tab.deltas)
        before = cast.house.contents("rooms")
        await _send(tab, f"{ACTS}.describe", {"form": {"room_id": cast.room, "topic": "Only the owner"}})
        assert cast.house.contents("rooms") != before


async def test_a_guest_hears_of_nobody_outside_their_rooms(cast: Cast) -> None:
    async with await cast.who[GUEST].tab(cast.house.url, cast.room).arrive() as tab:
        await _send(tab, f"{NEW_MESSAGE}.show", {"shown": True})
        await _send(tab, f"{STATES}room_acts____room_acts_state.fetch", {"room_id": cast.room})
        everything = str(tab.store)
        assert "Ada Lovelace" in everything
        for name in ("Hidden Stranger", "Grace Hopper", "Outside"):
            assert name not in everything


async def _send(tab: Chatter, handler: str, payload: dict[str, Any]) -> None:
    """Send an event, and wait until it has been handled."""
    await tab.wait_for(lambda tab: tab.store.get(ROOT, {}).get(HYDRATED) is True)
    await tab.send(handler, payload)
    await tab.handled()
