"""People at raw tabs: they sign up as browsers do, open rooms, post, and read what their screen would show."""

from __future__ import annotations

import asyncio
import re
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.stack.processes import wait_until
from tests.stack.raw_tab import HYDRATE, ROOT_STATE, RawTab
from tests.stack.server import Server

STATES = f"{ROOT_STATE}.chat_app___states___"
FEED, ROOMS = f"{STATES}feed____feed_state", f"{STATES}rooms____rooms_state"
DRAFTS = f"{STATES}drafts____draft_state"
COMPOSER, PEOPLE = f"{STATES}composer____composer_state", f"{STATES}people____people_state"
PRESENCE, PROFILE = f"{STATES}presence____presence_state", f"{STATES}profile____profile_state"
SESSION, INVITE = f"{STATES}session____session_state", f"{STATES}dialogs____invite_state"
ACTS, ADDING = f"{STATES}room_acts____room_acts_state", f"{STATES}room_acts____add_people_state"
MESSAGE = f"{STATES}message____message_state"
NEW_ROOM, NEW_MESSAGE = f"{STATES}dialogs____new_room_state", f"{STATES}dialogs____new_message_state"
NAVIGATE = f"{ROOT_STATE}.reflex___state____on_load_internal_state.on_load_internal"

Entries = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Person:
    """Somebody with a cookie, which every process of the installation accepts."""

    name: str
    cookie: str

    def tab(self, url: str, room_id: str = "", **more: Any) -> Chatter:
        """A tab of theirs, not connected yet, on a room's page or on the list of rooms."""
        return Chatter(url, cookie=self.cookie, path=f"/rooms/{room_id}" if room_id else "/rooms", **more)


class Chatter(RawTab):
    """A tab of Parley's front end, without the drawing: it keeps its window as the browser does."""

    kept = ""  # what session storage holds: room:floor:ceil:place

    async def arrive(self, url: str | None = None) -> Chatter:
        """Connect, or come back (to another process with `url`), and wait until the page is up to date."""
        self.url, seen = url or self.url, len(self.deltas)
        self._keep()
        await self.open()
        await self.wait_for(lambda tab: tab.state("session_state").get("arrived") == tab.sid)
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
        self.store.get(COMPOSER, {}).pop(f"a_{key}", None)
        said = {"room_id": room_id, "client_msg_id": key, "text": text, "reply_to_id": reply_to or None}
        await self.send(f"{COMPOSER}.post", said)
        await self.wait_for(lambda tab: f"a_{key}" in tab.state("composer_state"), seconds)
        answer = self.state("composer_state")[f"a_{key}"]
        return answer["reason"] or answer["status"]

    async def widen(self, *, older: bool) -> None:
        """Load the page before the window, or after it, and wait for it."""
        view, seen = self.view, len(self.deltas)
        await self.send(
            f"{FEED}.{'older' if older else 'newer'}",
            {"room_id": view["room_id"], "floor": view["floor"], "ceil": view["ceil"]},
        )
        await self._shown_since(seen)

    @property
    def view(self) -> dict[str, Any]:
        """Which room is on the screen, and which stretch of it."""
        return self.state("feed_state").get("view") or {"room_id": "", "status": "none", "floor": 1, "ceil": 0}

    def messages(self) -> list[dict[str, Any]]:
        """What the screen shows of the open room, from top to bottom."""
        view, feed = self.view, self.state("feed_state")
        if view["status"] != "open":
            return []
        found = [entry for key, entry in feed.items() if key.startswith("m_") and entry["room_id"] == view["room_id"]]
        shown = [m for m in found if m["seq"] >= view["floor"] and (not view["ceil"] or m["seq"] <= view["ceil"])]
        return sorted(shown, key=lambda message: message["seq"])

    def texts(self) -> list[str]:
        """The same, what people wrote only."""
        return [message["content"] for message in self.messages() if message["kind"] == "post"]

    def pins(self) -> list[str]:
        """The pinned messages of the open room, as its pane lists them."""
        view, feed = self.view, self.state("feed_state")
        found = [each for key, each in feed.items() if key.startswith("m_") and each["room_id"] == view["room_id"]]
        return sorted(m["id"] for m in found if m["pinned"] and (m["version"] > view["at"] or m["id"] in view["pins"]))

    def saved(self) -> list[str]:
        """What the person has saved, newest first."""
        return self.state("rooms_state")["saved"]["ids"]

    def readers(self) -> dict[str, int]:
        """How far the people of the open room have read."""
        entries = [
            each for key, each in self.state("feed_state").items() if key.startswith(f"s_{self.view['room_id']}_")
        ]
        return {each["user_id"]: each["read"] for each in entries if each and not each["left"]}

    def quotes(self) -> Entries:
        """The originals that the replies on the screen quote."""
        feed = self.state("feed_state")
        return {each["id"]: feed[f"m_{each['reply_to_id']}"] for each in self.messages() if each["reply_to_id"]}

    def places(self) -> Entries:
        """The rooms in the sidebar, each with the room and one's own place in it."""
        store = self.state("rooms_state")
        mine = {key[2:]: each for key, each in store.items() if key.startswith("u_") and not each["left"]}
        return {room_id: {"mine": mine[room_id], "room": store.get(f"r_{room_id}")} for room_id in mine}

    def drafts(self) -> dict[str, str]:
        """What this person has typed and not sent, by room."""
        store = self.state("rooms_state")
        return {key[2:]: each["text"] for key, each in store.items() if key.startswith("d_") and each["text"]}

    def unread(self, room_id: str) -> int:
        """The number on a room's badge."""
        place = self.places()[room_id]
        return max(0, place["room"]["posts"] - place["mine"]["read_posts"])

    def names(self) -> dict[str, str]:
        """The names on the screen: of those who wrote, and of those one talks to directly."""
        people = self.state("people_state")
        talked_to = {each for place in self.places().values() for each in place["room"]["member_ids"]}
        ids = {message["sender_id"] for message in self.messages()} | talked_to
        return {each: people[f"p_{each}"]["name"] for each in ids}

    def profiles(self) -> dict[str, list[str]]:
        """What those people say of themselves."""
        people, parts = self.state("people_state"), ("name", "availability", "status_emoji", "status_text")
        return {each: [people[f"p_{each}"][part] for part in parts] for each in self.names()}

    @property
    def me(self) -> str:
        """Whose tab this is."""
        return self.state("session_state")["me"]["user_id"]

    def presence(self, user_id: str) -> str:
        """The dot beside somebody: `online`, `away` or `offline`."""
        store = self.state("presence_state")
        here, heard = store["here"], store.get(f"o_{user_id}")
        if heard and heard["board"] == here["board"] and heard["tick"] > here["tick"]:
            return heard["status"]
        return here["people"].get(user_id, "offline")

    def _keep(self) -> None:
        view = self.view
        if view["status"] == "open":
            self.kept = ":".join(str(view[part]) for part in ("room_id", "floor", "ceil")) + ":0"

    async def _shown_since(self, seen: int) -> Chatter:
        """Wait for a view of the room in the address among the deltas that came after the first `seen`."""
        room_id = self.path.removeprefix("/rooms/")

        def shown(_: RawTab) -> bool:
            views = (delta.get(FEED, {}).get("view") for delta in self.deltas[seen:])
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
    async with host.tab(url) as tab:
        await tab.send(f"{INVITE}.show", {"shown": True})
        await tab.wait_for(lambda tab: any("/join/" in str(each) for each in tab.state("invite_state").values()))
        link = next(each for each in map(str, tab.state("invite_state").values()) if "/join/" in each)
    email = f"{name.replace(' ', '.').lower()}@watercooler.example"
    return await _sign(url, "/auth/join", name, email=email, code=link.rsplit("/", 1)[-1])


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
    await tab.send(f"{NEW_ROOM}.create", {"form": {"name": name, "kind": kind}})
    return await redirected(tab, seen)


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
