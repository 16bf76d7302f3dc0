"""What a person may know of: kinds of viewer × places that name rooms or people."""

from __future__ import annotations

import re
import uuid
from types import SimpleNamespace

import pytest

from chat_app.models import Room, User, now
from chat_app.services import (  # fmt: skip
    accounts,
    memberships,
    messages,
    people,
    pictures,
    posting,
    profiles,
    room_people,
    rooms,
    suggestions,
)
from chat_app.services.errors import Refused
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import change, draft, rows, say
from tests.services.naming_places import PLACES, Scene

NOTHING = "Nonesuch"  # a name of the same make that nobody and nothing has
VIEWERS = ("visitor", "deactivated", "guest", "member", "insider", "admin")
SUBJECTS = ("open", "closed", "attic", "person")
# who may know of which subject by which kind of place; what is not here must look as if it did not exist
EVERYWHERE = {
    "visitor": set[str](),
    "deactivated": set[str](),
    "guest": set[str](),
    "member": {"open", "attic", "person"},
    "insider": {"open", "attic", "closed", "person"},  # is in the closed room
    "admin": {"open", "attic", "person"},
}
ADMINISTERED = {"room_list", "audit"}  # pages that show admins what there is


@pytest.fixture
async def scene(parley: Parley, writer: PostWriter, ada: User, grace: User, alan: User, watercooler: uuid.UUID):
    """The lobby, in which all viewers are; an open, a closed and an archived room and a person that they are not told
    of. Ada made it all and has left the lobby."""
    guest = await accounts.create(parley, "guest@client.example", "Dorothy Vaughan", "guest")
    gone = await accounts.create(parley, "gone@client.example", "Gone Away")
    insider = await accounts.create(parley, "insider@watercooler.example", "Katherine Johnson")
    lobby = uuid.UUID((await rooms.create(parley, ada.id, name="lobby", kind="closed")).id)
    topics = {"open": "about boats", "closed": "about wine", "attic": "about dust", "person": "about nobody"}
    made = {
        key: await rooms.create(parley, ada.id, name=f"{key} sesame", kind="closed" if key == "closed" else "open",
                                topic=topics[key])
        for key in ("open", "closed", "attic")
    }  # fmt: skip
    for room in made.values():
        await say(writer, ada, uuid.UUID(room.id), "secret")
    await change(parley, Room, uuid.UUID(made["attic"].id), archived_at=now())
    await room_people.add(parley, ada.id, lobby, [grace.id, alan.id, guest.id, gone.id, insider.id])
    await room_people.add(parley, ada.id, uuid.UUID(made["closed"].id), [insider.id])
    hidden = await accounts.create(parley, "hidden@watercooler.example", "Person Sesame")
    await profiles.change(parley, hidden.id, name="Person Sesame", title=topics["person"], pronouns="", time_zone="")
    await change(parley, User, gone.id, deactivated_at=now())
    await room_people.hand_over(parley, ada.id, lobby, alan.id)
    await memberships.leave(parley, ada.id, lobby)
    await change(parley, User, alan.id, role="admin")
    viewers = {"visitor": uuid.uuid4(), "deactivated": gone.id, "guest": guest.id, "member": grace.id,
               "insider": insider.id, "admin": alan.id}  # fmt: skip
    names = {**{key: room.name for key, room in made.items()}, "person": "Person Sesame"}
    ids = {**{key: room.id for key, room in made.items()}, "person": str(hidden.id)}
    return Scene(parley, writer, lobby, viewers, names, ids, topics)


async def _outcome(scene: Scene, place: str, viewer: str, name: str) -> str:
    """All that a place says, or why it says nothing, without what the viewer typed and what is new each time."""
    try:
        said = repr(await PLACES[place](scene, scene.viewers[viewer], name))
    except Refused as refusal:
        said = f"refused: {refusal}"
    return re.sub(rf"(?i){name}", "…", said)


@pytest.mark.parametrize("viewer", VIEWERS)
async def test_what_somebody_may_not_know_of_is_as_if_it_did_not_exist(scene: Scene, viewer: str):
    for place in PLACES:
        if viewer == "admin" and place in ADMINISTERED:
            continue
        without = await _outcome(scene, place, viewer, NOTHING)
        for subject in set(SUBJECTS) - EVERYWHERE[viewer]:
            said = await _outcome(scene, place, viewer, scene.names[subject])
            assert (said.startswith("refused"), _links(said)) == (without.startswith("refused"), _links(without)), place
            tells = (scene.ids[subject], repr(uuid.UUID(scene.ids[subject])), scene.topics[subject])
            assert not [each for each in (*tells, scene.names[subject]) if each in said], (place, subject)


def _links(said: str) -> int:
    return said.count("href") + said.count("data-mention")


KNOWN = [
    ("suggest_room", "member", "open"), ("post", "member", "open"), ("edit", "member", "open"),
    ("create_open", "member", "open"), ("create_closed", "member", "open"), ("create_open", "member", "attic"),
    ("create_open", "insider", "closed"), ("rename", "insider", "closed"), ("lists", "member", "person"),
    ("lists", "member", "open"), ("lists", "insider", "closed"), ("candidates", "member", "person"),
    ("search_in", "insider", "closed"), ("room_list", "admin", "closed"),
]  # fmt: skip


async def test_what_somebody_may_know_of_is_found(scene: Scene):
    for place, viewer, subject in KNOWN:
        said = await _outcome(scene, place, viewer, scene.names[subject])
        shown = [each for each in (scene.ids[subject], scene.topics[subject]) if each in said]
        assert shown or "of that name already" in said or "hex" in said, (place, viewer, subject)


async def test_a_card_and_a_picture_are_for_those_who_know_the_person(scene: Scene):
    hidden = uuid.UUID(scene.ids["person"])
    await pictures.put(scene.parley, hidden, _png())
    picture = next(user.picture for user in await rows(scene.parley, User) if user.id == hidden)
    for viewer in VIEWERS:
        known = "person" in EVERYWHERE[viewer]
        reader = scene.viewers[viewer]
        assert (await people.find(scene.parley, reader, hidden) is not None) == known, viewer
        assert (await pictures.get(scene.parley, reader, hidden, picture) is not None) == known, viewer
        assert (await rooms.peek(scene.parley, reader, uuid.UUID(scene.ids["closed"]))) is None
        peeked = await rooms.peek(scene.parley, reader, uuid.UUID(scene.ids["open"]))
        assert (peeked is not None) == ("open" in EVERYWHERE[viewer]), viewer


async def test_a_guest_points_at_an_open_room_that_they_are_in(scene: Scene):
    guest, room_id = scene.viewers["guest"], uuid.UUID(scene.ids["open"])
    host = SimpleNamespace(id=scene.viewers["member"])
    await memberships.join(scene.parley, host.id, room_id)
    await room_people.add(scene.parley, host.id, room_id, [guest])
    assert scene.ids["open"] in await _outcome(scene, "post", "guest", scene.names["open"])
    assert len(await suggestions.find(scene.parley, guest, scene.lobby, "#", "open")) == 1


async def test_a_link_that_a_member_wrote_tells_a_guest_no_more_than_was_typed(scene: Scene):
    posted = await posting.post(scene.writer, scene.viewers["member"], draft(scene.lobby, "in #OPEN sesame"))
    guest, room_id = scene.viewers["guest"], uuid.UUID(scene.ids["open"])
    assert "in <a" in posted.html
    assert scene.topics["open"] not in posted.html
    assert scene.names["open"] not in posted.html
    assert await rooms.peek(scene.parley, guest, room_id) is None
    with pytest.raises(Refused):
        await messages.open_window(scene.parley, guest, room_id)


async def test_writers_of_one_batch_are_linked_each_by_what_they_know(scene: Scene):
    text = f"to #{scene.names['open']}"
    people = [SimpleNamespace(id=scene.viewers[each]) for each in ("guest", "member", "insider")]
    made = [
        await each for each in [posting.post(scene.writer, person.id, draft(scene.lobby, text)) for person in people]
    ]
    assert [scene.ids["open"] in each.html for each in made] == [False, True, True]


def _png() -> bytes:
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "PNG")
    return file.getvalue()
