"""Every handler is sent to a real server with arguments that do something: what writes has spent a limit."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from chat_app.services import accounts
from tests.hostile.conftest import House, furnish, product
from tests.hostile.effective import Stage
from tests.hostile.handlers import ANYBODY
from tests.live.chatter import STATES
from tests.stack.server import Server

# What must be seen to write, else nothing is proved: `state.handler`.
WRITERS = {
    "admin.archive", "admin.deactivate", "admin.give_role", "admin.purge", "admin.reactivate", "composer.post",
    "dialogs.create", "dialogs.start", "drafts.save", "flags.dismiss_flag", "flags.remove_flagged",
    "invites.mail_invites",
    "invites.make_link", "invites.revoke", "message.delete", "message.edit", "message.keep", "message.pin",
    "message.react", "message.undo", "profile.available", "profile.save", "profile.set_status",
    "profile.zone", "room_acts.add", "room_acts.archive",
    "room_acts.describe", "room_acts.hand_over", "room_acts.involve", "room_acts.remove", "room_acts.set_role",
    "room_acts.star", "rooms.join", "rooms.leave", "rooms.read", "rooms.read_all", "rooms.unread", "saved.forget",
    "settings.choose_password", "settings.end_device", "settings.end_others", "settings.remove_passkey",
    "settings.remove_password", "settings.rename_passkey", "settings.unlink", "switcher.talk",
    "workspace.change_settings",
}  # fmt: skip
LAST = ("settings.end_others", "workspace.change_settings", "rooms.read_all")


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spy") / "notes"


@pytest.fixture(scope="module")
def watched(notes: Path) -> Iterator[House]:
    """A house whose server says what it writes and spends."""
    server = Server(SPY=str(notes), PASSWORD_SIGN_IN="true")
    try:
        yield asyncio.run(furnish(server.start()))
    finally:
        server.stop()


def _lines(notes: Path) -> list[str]:
    return notes.read_text().splitlines()


def _short(handler: str) -> str:
    state, _, verb = handler.removeprefix(STATES).rpartition(".")
    return f"{state.partition('____')[0]}.{verb}"


async def test_what_writes_spends(watched: House, handlers: list[str], notes: Path) -> None:
    parley = product(watched.server)
    parley.settings = parley.settings.model_copy(update={"password_sign_in": True})
    ada = await accounts.by_email(parley, "ada@watercooler.example")
    assert ada
    stage = Stage(parley, ada, uuid.UUID(watched.room))
    assert Stage.makers() <= {_short(h).replace(".", "_") for h in handlers}
    ours = [each for each in handlers if each not in ANYBODY and not each.endswith(".setvar")]
    wrote: set[str] = set()
    free: dict[str, list[str]] = {}
    async with await watched.ada.tab(watched.url, watched.room).arrive() as tab:
        for handler in sorted(ours, key=lambda each: _short(each) in LAST):
            payload, name = await stage.payload(handler), _short(handler)
            await tab.handled()
            said = len(_lines(notes))
            await tab.send(handler, payload)
            await tab.handled()
            lines = _lines(notes)[said:]
            changed = [line for line in lines if line.startswith("write")]
            if changed:
                wrote.add(name)
            if changed and not any(line.startswith("spend") for line in lines):
                free[name] = changed
    await stage.writer.close()
    await parley.database.close()
    assert free == {}
    assert WRITERS - wrote == set()
