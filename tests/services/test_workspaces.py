"""The workspace's picture: who may choose it, what becomes of the one before, and what is noted."""

import io

import pytest
from PIL import Image

from chat_app.events import Event, WorkspaceChanged
from chat_app.models import AuditEntry, User, WorkspacePicture
from chat_app.services import workspaces
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley
from tests.cast import rows


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (640, 480), (40, 120, 200)).save(file, "PNG")
    return file.getvalue()


async def test_a_picture_has_an_address_of_its_own_and_the_one_before_is_gone(
    parley: Parley, ada: User, heard: list[Event]
):
    first, second = [await workspaces.put_picture(parley, ada.id, png(), ip="192.0.2.7") for _ in range(2)]
    assert [event.workspace for event in heard if isinstance(event, WorkspaceChanged)] == [first, second]
    old, new = (int(each.picture.rsplit("/", 1)[-1]) for each in (first, second))
    assert old < new
    assert await workspaces.picture(parley, old) is None
    stored = await workspaces.picture(parley, new)
    assert stored is not None
    assert Image.open(io.BytesIO(stored)).size == (256, 256)
    assert (await workspaces.remove_picture(parley, ada.id)).picture == ""
    assert await workspaces.picture(parley, new) is None
    assert not await rows(parley, WorkspacePicture)
    noted = [(row.action, row.ip) for row in await rows(parley, AuditEntry)]
    changed = ("workspace.picture_changed", "192.0.2.7")
    assert noted == [changed, changed, ("workspace.picture_removed", "")]


async def test_only_admins_choose_it_and_only_pictures(parley: Parley, ada: User, grace: User):
    for act in (workspaces.put_picture(parley, grace.id, png()), workspaces.remove_picture(parley, grace.id)):
        with pytest.raises(NotAllowed):
            await act
    with pytest.raises(Invalid):
        await workspaces.put_picture(parley, ada.id, b"<svg/>")
    assert not await rows(parley, WorkspacePicture)
