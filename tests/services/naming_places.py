"""Every place that names rooms or people, each as a function of who looks and for what name."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from chat_app.models import Room
from chat_app.services import (  # fmt: skip
    accounts,
    audit_log,
    invites,
    message_changes,
    messages,
    posting,
    room_changes,
    room_list,
    room_people,
    rooms,
    search,
    search_query,
    sidebar,
    suggestions,
)
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import change, draft


@dataclass
class Scene:
    parley: Parley
    writer: PostWriter
    lobby: uuid.UUID
    viewers: dict[str, uuid.UUID]
    names: dict[str, str]
    ids: dict[str, str]
    topics: dict[str, str]


Place = Callable[[Scene, uuid.UUID, str], Awaitable[object]]


async def _suggest_room(scene: Scene, viewer: uuid.UUID, name: str) -> object:
    return await suggestions.find(scene.parley, viewer, scene.lobby, "#", name)


async def _suggest_person(scene: Scene, viewer: uuid.UUID, name: str) -> object:
    return await suggestions.find(scene.parley, viewer, scene.lobby, "@", name)


async def _post(scene: Scene, viewer: uuid.UUID, name: str) -> object:
    made = await posting.post(scene.writer, viewer, draft(scene.lobby, f"look at #{name} and @{name}, **please**"))
    return made.html, made.mentions


async def _edit(scene: Scene, viewer: uuid.UUID, name: str) -> object:
    made = await posting.post(scene.writer, viewer, draft(scene.lobby, "hello"))
    edited = await message_changes.edit(scene.parley, viewer, uuid.UUID(made.id), f"see #{name} or @{name}, **please**")
    return edited.html, edited.mentions


async def _search_in(scene: Scene, viewer: uuid.UUID, name: str) -> object:
    return await search.find(scene.parley, viewer, search_query.parse(f'in:"{name}" secret'))


async def _search_from(scene: Scene, viewer: uuid.UUID, name: str) -> object:
    return await search.find(scene.parley, viewer, search_query.parse(f'from:"{name}"'))


async def _create(kind: str, scene: Scene, viewer: uuid.UUID, name: str) -> object:
    made = await rooms.create(scene.parley, viewer, name=name.upper(), kind=kind)
    await change(scene.parley, Room, uuid.UUID(made.id), name_key=None)  # as if it had not been made
    return made.name


async def _rename(scene: Scene, viewer: uuid.UUID, name: str) -> object:
    own = await rooms.create(scene.parley, viewer, name=f"own {uuid.uuid4().hex}", kind="closed")
    return (await room_changes.describe(scene.parley, viewer, uuid.UUID(own.id), name=name)).name


async def _list(scene: Scene, viewer: uuid.UUID, _: str) -> object:
    parley = scene.parley
    return [
        await accounts.directory(parley, viewer),
        await accounts.others(parley, viewer),
        await rooms.browse(parley, viewer),
        await rooms.archived(parley, viewer),
        await sidebar.load(parley, viewer),
    ]


async def _room_page(scene: Scene, viewer: uuid.UUID, _: str) -> object:
    return [
        await messages.open_window(scene.parley, viewer, scene.lobby),
        await room_people.details(scene.parley, viewer, scene.lobby),
    ]


async def _candidates(scene: Scene, viewer: uuid.UUID, _: str) -> object:
    return await room_people.candidates(scene.parley, viewer, scene.lobby)


async def _invites(scene: Scene, viewer: uuid.UUID, _: str) -> object:
    return await invites.pending(scene.parley, viewer)


async def _room_list(scene: Scene, viewer: uuid.UUID, _: str) -> object:
    return await room_list.page(scene.parley, viewer)


async def _audit(scene: Scene, viewer: uuid.UUID, _: str) -> object:
    return await audit_log.newest(scene.parley, viewer, audit_log.Wanted())


PLACES: dict[str, Place] = {
    "suggest_room": _suggest_room, "suggest_person": _suggest_person, "post": _post, "edit": _edit,
    "search_in": _search_in, "search_from": _search_from,
    "create_open": lambda *a: _create("open", *a), "create_closed": lambda *a: _create("closed", *a),
    "rename": _rename, "lists": _list, "room_page": _room_page, "candidates": _candidates, "invites": _invites,
    "room_list": _room_list, "audit": _audit,
}  # fmt: skip
