"""People at raw tabs: they sign up as browsers do, open rooms, and post."""

from __future__ import annotations

import asyncio
import re
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from chat_app.live.entries import ANSWERS, ARRIVED, DIALOG_CONTENT, VIEW
from tests.live.shown import ShownTab
from tests.stack.processes import wait_until
from tests.stack.raw_tab import HYDRATE, ROOT_STATE, RawTab
from tests.stack.server import Server

STATES = f"{ROOT_STATE}.chat_app___states___"
FEED, ROOMS = f"{STATES}feed____feed_state", f"{STATES}rooms____rooms_state"
DRAFTS = f"{STATES}drafts____draft_state"
COMPOSER, PEOPLE = f"{STATES}composer____composer_state", f"{STATES}people____people_state"
PRESENCE, PROFILE = f"{STATES}presence____presence_state", f"{STATES}profile____profile_state"
SESSION, DIALOGS = f"{STATES}session____session_state", f"{STATES}dialogs____dialogs_state"
ACTS = f"{STATES}room_acts____room_acts_state"
MESSAGE = f"{STATES}message____message_state"
NAVIGATE = f"{ROOT_STATE}.reflex___state____on_load_internal_state.on_load_internal"


@dataclass(frozen=True)
class Person:
    """Somebody with a cookie, which every process of the installation accepts."""

    name: str
    cookie: str

    def tab(self, url: str, room_id: str = "", **more: Any) -> Chatter:
        """A tab of theirs, not connected yet, on a room's page or on the list of rooms."""
        return Chatter(url, cookie=self.cookie, path=f"/rooms/{room_id}" if room_id else "/rooms", **more)


class Chatter(ShownTab):
    """A tab of Parley's front end, without the drawing: it keeps its window as the browser does."""

    kept = ""  # what session storage holds: room:floor:ceil:place

    async def arrive(self, url: str | None = None) -> Chatter:
        """Connect, or come back (to another process with `url`), and wait until the page is up to date."""
        self.url, seen = url or self.url, len(self.deltas)
        self._keep()
        await self.open()
        await self.wait_for(lambda tab: tab.entry(ARRIVED) == tab.sid)
        if self.path.startswith("/rooms/"):
            await self._shown_since(seen)
        return self

    async def __aenter__(self) -> Chatter:
        await super().__aenter__()
        return self

    async def go(self, room_id: str) -> Chatter:
        """Open a room in this tab, as a click in the sidebar does."""
        self.path, seen = f"/rooms/{room_id}", len(self.deltas)
        await self.send(NAVIGATE)
        return await self._shown_since(seen)

    async def post(
        self, room_id: str, text: str, *, client_msg_id: str = "", reply_to: str = "", seconds: float = 20
    ) -> str:
        """Post, and return the answer, `sent` or the reason why not."""
        key = client_msg_id or str(uuid.uuid4())
        self.store.get(COMPOSER, {}).pop(ANSWERS.key(key), None)
        said = {"room_id": room_id, "client_msg_id": key, "text": text, "reply_to_id": reply_to or None}
        await self.send(f"{COMPOSER}.post", said)
        await self.wait_for(lambda tab: key in tab.entries(ANSWERS), seconds)
        answer = self.entries(ANSWERS)[key]
        return answer["reason"] or answer["status"]

    async def widen(self, *, older: bool) -> None:
        """Load the page before the window, or after it, and wait for it."""
        view, seen = self.view, len(self.deltas)
        await self.send(
            f"{FEED}.{'older' if older else 'newer'}",
            {"room_id": view["room_id"], "floor": view["floor"], "ceil": view["ceil"]},
        )
        await self._shown_since(seen)

    def _keep(self) -> None:
        view = self.view
        if view["status"] == "open":
            self.kept = ":".join(str(view[part]) for part in ("room_id", "floor", "ceil")) + ":0"

    async def _shown_since(self, seen: int) -> Chatter:
        """Wait for a view of the room in the address among the deltas that came after the first `seen`."""
        room_id = self.path.removeprefix("/rooms/")

        def shown(_: RawTab) -> bool:
            views = (delta.get(FEED, {}).get(VIEW.key) for delta in self.deltas[seen:])
            return any(view and view["room_id"] == room_id for view in views)

        await self.wait_for(shown)
        return self

    def _event(self, name: str, payload: dict[str, Any], path: str) -> dict[str, Any]:
        if name == HYDRATE and self.kept:
            payload = {**payload, "vars": {f"{FEED}.window_rx_state_": self.kept}}
        return super()._event(name, payload, path)


async def found(url: str, name: str = "Ada Lovelace") -> Person:
    """The first person: makes the workspace, with the room *watercooler*."""
    email = f"{name.split()[0].lower()}@watercooler.example"
    return await _sign(url, "/auth/setup", name, workspace="Watercooler Ltd", email=email)


async def join(url: str, host: Person, name: str) -> Person:
    """A colleague who follows an invite link of somebody's."""
    email = f"{name.replace(' ', '.').lower()}@watercooler.example"
    return await _sign(url, "/auth/join", name, email=email, code=await invite_code(url, host))


async def invite_code(url: str, host: Person) -> str:
    """What the link of somebody's invite dialog ends in."""
    async with host.tab(url) as tab:
        await tab.send(f"{DIALOGS}.invite")
        await tab.wait_for(lambda tab: bool(tab.entry(DIALOG_CONTENT)))
        link = str(tab.entry(DIALOG_CONTENT)["link"])
    return link.rpartition("/")[2]


async def by_mail(server: Server, address: str) -> Person:
    """Whoever reads the mail of an address: they ask for a link, and follow it."""
    async with httpx.AsyncClient(base_url=server.url, trust_env=False) as client:
        await client.post("/auth/magic/send", data={"email": address}, headers={"Origin": server.url})
        outbox = server.data / "outbox"
        await asyncio.to_thread(wait_until, lambda: address in _mails(outbox), seconds=10, what="a mail")
        token = re.findall(r"token=([\w-]+)", _mails(outbox)[address])[-1]
    return await _sign(server.url, "/auth/magic/use", address, token=token)


def _mails(outbox: Path) -> dict[str, str]:
    texts = [file.read_text() for file in outbox.glob("*.eml")]
    return {found[1]: text for text in texts if (found := re.search(r"^To: (\S+)$", text, re.MULTILINE))}


async def create_room(tab: Chatter, name: str, kind: str = "open") -> str:
    """Make a room through the dialog, and return its id; the tab stays where it was."""
    seen = len(tab.events)
    await tab.send(f"{DIALOGS}.create", {"form": {"name": name, "kind": kind}})
    return await redirected(tab, seen)


async def join_room(tab: Chatter, room_id: str) -> None:
    """Enter an open room; the tab stays where it was."""
    await tab.send(f"{ROOMS}.join", {"room_id": room_id})
    await tab.wait_for(lambda _: room_id in tab.memberships())


async def redirected(tab: RawTab, seen: int) -> str:
    """The room that the server sends the tab to, after its first `seen` events."""
    rooms: list[str] = []

    def sent(_: RawTab) -> bool:
        rooms[:] = re.findall(r"/rooms/([0-9a-f-]{36})", str(tab.events[seen:]))
        return bool(rooms)

    await tab.wait_for(sent)
    return rooms[-1]


async def _sign(url: str, route: str, name: str, **fields: str) -> Person:
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
        answer = await client.post(route, data={"name": name, **fields}, headers={"Origin": url})
        assert answer.status_code == 303, (answer.status_code, answer.text)
        assert answer.headers["location"] == "/", answer.headers["location"]
        cookie = "; ".join(f"{key}={value}" for key, value in client.cookies.items())
    return Person(name, cookie)
