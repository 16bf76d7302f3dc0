"""Every place in which somebody names something: what nobody sees goes, and what shows nothing is no name there."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from typing import Any, get_args

import pytest
from pydantic import BaseModel, BeforeValidator

from chat_app.models import Passkey, User
from chat_app.schemas import incoming
from chat_app.schemas.wording import as_line, as_message, one_line
from chat_app.services import accounts, identities, invites, passkeys, profiles, room_changes, rooms, workspaces
from chat_app.services.errors import Refused
from chat_app.services.identities import Stranger
from chat_app.services.invites import Terms
from chat_app.services.parley import Parley

Place = Callable[[Parley, User, str], Awaitable[str]]
SEEN = "Z\u0301oe x"
TYPED = "\u202e Z\u0301\u200bo\U000e0061e\u2066\u00a0 x\u3164\u0000"
BLANKS = ["", " \u200b", "\u3164", "\u2800\u202e", "\U000e0041\ufe0f", "\u0301", "\x00\n"]
NUMBER = iter(range(1, 10_000))


async def _join(parley: Parley, ada: User, name: str) -> str:
    invite = await invites.make(parley, ada.id, Terms())
    return (await accounts.join(parley, invite.code, name=name, email=f"a{next(NUMBER)}@a.example")).name


async def _from_the_command_line(parley: Parley, _: User, name: str) -> str:
    return (await accounts.create(parley, f"a{next(NUMBER)}@a.example", name)).name


async def _from_a_provider(parley: Parley, ada: User, name: str) -> str:
    invite = await invites.make(parley, ada.id, Terms())
    number = str(next(NUMBER))
    stranger = Stranger("oidc", "The provider", number, f"fallback{number}@a.example", True, name)
    return (await identities.sign_in(parley, stranger, invite.code)).name


async def _room(parley: Parley, ada: User, name: str) -> str:
    return (await rooms.create(parley, ada.id, name=name, kind="open")).name


async def _renamed_room(parley: Parley, ada: User, name: str) -> str:
    made = await rooms.create(parley, ada.id, name=f"room {next(NUMBER)}", kind="closed")
    return (await room_changes.describe(parley, ada.id, uuid.UUID(made.id), name=name)).name


async def _workspace(parley: Parley, ada: User, name: str) -> str:
    now = await workspaces.settings(parley, ada.id)
    same = {"accent": now.accent, "who_creates": now.who_creates, "who_invites": now.who_invites, "seen_by": "shown"}
    return (await workspaces.change(parley, ada.id, name=name, domains="", **same)).name


async def _profile(parley: Parley, ada: User, name: str) -> str:
    return (await profiles.change(parley, ada.id, name=name)).name


async def _passkey(parley: Parley, ada: User, name: str) -> str:
    async with parley.database.write() as session:
        row = Passkey(user_id=ada.id, credential_id=uuid.uuid4().hex, public_key=b"x", sign_count=0, name="old")
        session.add(row)
    await passkeys.rename(parley, ada.id, row.id, name)
    return next(each.name for each in await passkeys.of(parley, ada.id) if each.id == row.id)


NAMES: dict[str, Place] = {
    "join": _join, "create-user": _from_the_command_line, "a provider": _from_a_provider, "a room": _room,
    "a room's new name": _renamed_room, "the workspace": _workspace, "one's profile": _profile, "a passkey": _passkey,
}  # fmt: skip


@pytest.mark.parametrize("place", NAMES)
async def test_a_name_is_what_people_see_of_it(parley: Parley, ada: User, place: str):
    assert await NAMES[place](parley, ada, TYPED) == one_line(SEEN)


@pytest.mark.parametrize("place", NAMES)
async def test_what_shows_nothing_is_no_name(parley: Parley, ada: User, place: str):
    for blank in BLANKS:
        try:
            name = await NAMES[place](parley, ada, blank)
        except Refused:
            continue
        assert name.startswith("fallback"), (place, blank)  # who comes by a provider did not type it


def _texts() -> list[tuple[str, Any]]:
    """Every field of what comes in that takes any text."""
    models = (each for each in vars(incoming).values() if isinstance(each, type) and issubclass(each, BaseModel))
    fields = {
        f"{model.__name__}.{name}": field
        for model in models
        for name, field in model.model_fields.items()
        if str in (field.annotation, *get_args(field.annotation)) or "str" in str(field.annotation)
    }
    chosen = (name for name in fields if name not in {"RoomIn.kind"} and not name.endswith(".email"))
    return [(name, fields[name]) for name in chosen]


@pytest.mark.parametrize(("name", "field"), _texts())
def test_every_text_that_comes_in_is_cleaned(name: str, field: Any):
    inner = (part for kind in get_args(field.annotation) for part in getattr(kind, "__metadata__", ()))
    cleaners = {each.func for each in (*field.metadata, *inner) if isinstance(each, BeforeValidator)}
    assert cleaners & {as_line, as_message}, name
