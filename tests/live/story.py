"""Things that people do at their tabs, one after the other, for a property to be true of any such story."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from tests.live import chatter, story_presence
from tests.live.chatter import Chatter, Person
from tests.live.screens import TimeArrow, fresh_screen, screen
from tests.live.story_presence import PresenceVerbs
from tests.live.team import Team
from tests.live.truth import settle

Step = tuple[str, int, int]

VERBS = {
    **dict.fromkeys(("post", "cut", "back", "go"), 3),
    **dict.fromkeys(("retry", "burst", "leave", "join", "older", "read", "edit", "delete", "react", "reply"), 2),
    **dict.fromkeys(("create", "rename", "window", "undo", "describe", "archive", "add", "remove", "own", "star"), 1),
    **dict.fromkeys(("draft", "mention", "mention_by_edit", "unread", "pin", "unpin", "keep"), 2),
    **dict.fromkeys(("call", "whisper"), 2),
    **story_presence.VERBS,
}
CALLS = ("@Ada Lovelace", "@grace and @Alan Turing", "@room", "@here", "see #watercooler", "@nobody")
steps = st.lists(
    st.tuples(
        st.sampled_from([verb for verb, weight in VERBS.items() for _ in range(weight)]),
        st.integers(0, 3),  # whose tab
        st.integers(0, 7),  # which room, which process: as the verb likes
    ),
    min_size=8,
    max_size=14,
)


@dataclass
class Seat:
    """Someone at a tab."""

    person: Person
    tab: Chatter
    arrow: TimeArrow
    last_post: tuple[str, str, str] = ("", "", "")
    typed: tuple[str, str, str] = ("", "", "")
    deleted: str = ""


@dataclass
class Story(PresenceVerbs):
    """Four tabs of three people at two processes, and the rooms they know."""

    team: Team
    seats: list[Seat] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)

    async def begin(self) -> Story:
        team = self.team
        name = uuid.uuid4().hex[:8]
        self.rooms = [team.watercooler, await team.new_room(f"designers {name}", team.grace)]
        everyone = ((team.ada, team.a), (team.grace, team.b), (team.alan, team.a), (team.ada, team.b))
        for person, server in everyone:
            tab = person.tab(server.url, team.watercooler)
            self.seats.append(Seat(person, tab, TimeArrow(tab)))
            await tab.arrive()
        return self

    async def take(self, step: Step) -> None:
        """One step; what makes no sense at the moment (a cut tab posts nothing) is passed over."""
        verb, who, number = step
        seat = self.seats[who]
        if verb in ("rename", "whisper") or seat.tab.connected != (verb == "back"):
            await getattr(self, f"_{verb}")(seat, number)

    async def end(self) -> None:
        """Everybody comes back; then nothing is on its way any more."""
        for number, seat in enumerate(self.seats):
            if not seat.tab.connected:
                await self._back(seat, number)
        # A tab's events are handled in order: once this is refused, those before it are done.
        nowhere = str(uuid.UUID(int=0))
        await asyncio.gather(*(seat.tab.post(nowhere, "is everything done?") for seat in self.seats))
        await asyncio.gather(*(settle(self.team, seat.tab) for seat in self.seats))
        await asyncio.gather(*(self.sees(seat.tab) for seat in self.seats if seat.person is self.team.ada))

    async def check(self) -> None:
        """The property itself (R8, R3). Ada's pages come first: with one more page, anybody else is here again."""
        for number, seat in sorted(enumerate(self.seats), key=lambda each: each[1].person is not self.team.ada):
            url = (self.team.a, self.team.b)[number % 2].url
            fresh = await fresh_screen(seat.person, url, seat.tab)
            if seat.person is self.team.ada:
                async with await seat.person.tab(url).arrive() as page:
                    await self.sees(page)
            shown = screen(seat.tab)
            wrong = {part: (shown[part], fresh[part]) for part in fresh if shown[part] != fresh[part]}
            assert not wrong, f"{seat.person.name} sees, and would see: {wrong}"
            assert not seat.arrow.broken, seat.arrow.broken

    async def leave(self) -> None:
        for seat in self.seats:
            await seat.tab.close()

    # ── the verbs ──

    async def _post(self, seat: Seat, number: int) -> None:
        room_id = self._room(number)
        seat.last_post = (room_id, f"{seat.person.name} says {uuid.uuid4().hex[:6]}", str(uuid.uuid4()))
        await self._say(seat)

    async def _retry(self, seat: Seat, number: int) -> None:
        if seat.last_post[0]:
            await self._say(seat)

    async def _say(self, seat: Seat) -> None:
        room_id, text, key = seat.last_post
        await seat.tab.post(room_id, text, client_msg_id=key)

    async def _draft(self, seat: Seat, number: int) -> None:
        """Type something; at times, what was typed before is sent, and its save comes once more and late."""
        if seat.typed[0] and number & 4:
            seat.last_post, seat.typed = seat.typed, ("", "", "")
            await self._say(seat)
            room_id, text, key = seat.last_post
        else:
            seat.typed = room_id, text, key = self._room(number), f"half a {uuid.uuid4().hex[:6]}", str(uuid.uuid4())
        await seat.tab.send(f"{chatter.DRAFTS}.save", {"room_id": room_id, "client_msg_id": key, "text": text})

    async def _mention(self, seat: Seat, number: int) -> None:
        seat.last_post = (self._room(number), f"{CALLS[number % len(CALLS)]} {uuid.uuid4().hex[:6]}", str(uuid.uuid4()))
        await self._say(seat)

    async def _mention_by_edit(self, seat: Seat, number: int) -> None:
        if message := self._shown(seat, number):
            change = {"message_id": message["id"], "text": CALLS[-1 - number % len(CALLS)]}
            await seat.tab.send(f"{chatter.MESSAGE}.edit", change)

    async def _pin(self, seat: Seat, number: int) -> None:
        if message := self._shown(seat, number):
            await seat.tab.send(f"{chatter.MESSAGE}.pin", {"message_id": message["id"], "on": True})

    async def _unpin(self, seat: Seat, number: int) -> None:
        for pinned in seat.tab.pins()[:1] if seat.tab.view["status"] == "open" else ():
            await seat.tab.send(f"{chatter.MESSAGE}.pin", {"message_id": pinned, "on": False})

    async def _keep(self, seat: Seat, number: int) -> None:
        if message := self._shown(seat, number):
            await seat.tab.send(f"{chatter.MESSAGE}.keep", {"message_id": message["id"], "on": number % 2 == 0})

    async def _unread(self, seat: Seat, number: int) -> None:
        if message := self._shown(seat, number):
            before = {"seq": message["seq"] - 1, "posts": message["post_no"] - 1}
            await seat.tab.send(f"{chatter.ROOMS}.unread", {"room_id": message["room_id"], **before})

    async def _reply(self, seat: Seat, number: int) -> None:
        if original := self._shown(seat, number):
            await seat.tab.post(original["room_id"], "so I say", reply_to=original["id"])

    async def _edit(self, seat: Seat, number: int) -> None:
        if message := self._shown(seat, number):
            change = {"message_id": message["id"], "text": f"edited {uuid.uuid4().hex[:6]}"}
            await seat.tab.send(f"{chatter.MESSAGE}.edit", change)

    async def _delete(self, seat: Seat, number: int) -> None:
        if message := self._shown(seat, number):
            seat.deleted = message["id"]
            await seat.tab.send(f"{chatter.MESSAGE}.delete", {"message_id": message["id"]})

    async def _undo(self, seat: Seat, number: int) -> None:
        if seat.deleted:
            await seat.tab.send(f"{chatter.MESSAGE}.undo", {"message_id": seat.deleted})

    async def _react(self, seat: Seat, number: int) -> None:
        if message := self._shown(seat, number):
            await seat.tab.send(f"{chatter.MESSAGE}.react", {"message_id": message["id"], "emoji": "👍🎉"[number % 2]})

    def _shown(self, seat: Seat, number: int) -> dict[str, Any] | None:
        """One of the last messages on the screen: people may act on what others wrote too, and be refused."""
        shown = [message for message in seat.tab.messages() if not message["deleted"]]
        return shown[-1 - number % len(shown)] if shown else None

    async def _burst(self, seat: Seat, number: int) -> None:
        """Everybody posts at once, from both processes."""
        here = [each for each in self.seats if each.tab.connected]
        await asyncio.gather(*(self._post(each, number) for each in here))

    async def _create(self, seat: Seat, number: int) -> None:
        self.rooms.append(await chatter.create_room(seat.tab, f"room {uuid.uuid4().hex[:8]}"))

    async def _join(self, seat: Seat, number: int) -> None:
        await seat.tab.send(f"{chatter.ROOMS}.join", {"room_id": self._room(number)})

    async def _leave(self, seat: Seat, number: int) -> None:
        await seat.tab.send(f"{chatter.ROOMS}.leave", {"room_id": self._room(number)})

    async def _go(self, seat: Seat, number: int) -> None:
        await seat.tab.go(self._room(number))

    async def _older(self, seat: Seat, number: int) -> None:
        if seat.tab.view["status"] == "open":
            await seat.tab.widen(older=True)

    async def _read(self, seat: Seat, number: int) -> None:
        if (place := seat.tab.places().get(self._room(number))) and (room := place["room"]):
            there = {"room_id": room["id"], "seq": room["last_seq"], "posts": room["posts"]}
            await seat.tab.send(f"{chatter.ROOMS}.read", there)

    async def _cut(self, seat: Seat, number: int) -> None:
        await seat.tab.cut()

    async def _window(self, seat: Seat, number: int) -> None:
        """The page is loaded anew, in the middle of the history: a window with an end."""
        await seat.tab.cut()
        tab = seat.tab = seat.person.tab(seat.tab.url, self.team.watercooler)
        tab.kept = f"{self.team.watercooler}:{20 + number}:{60 + number}:0"
        seat.arrow = TimeArrow(tab)
        await tab.arrive()

    async def _back(self, seat: Seat, number: int) -> None:
        """The same browser, to either process, with the token it had or a new one."""
        if number & 2:
            seat.tab.token = str(uuid.uuid4())
        await seat.tab.arrive((self.team.a, self.team.b)[number & 1].url)

    async def _describe(self, seat: Seat, number: int) -> None:
        form = {"room_id": self._room(number), "name": f"named {uuid.uuid4().hex[:6]}", "topic": uuid.uuid4().hex[:6]}
        await seat.tab.send(f"{chatter.ACTS}.describe", {"form": form})

    async def _archive(self, seat: Seat, number: int) -> None:
        await seat.tab.send(f"{chatter.ACTS}.archive", {"room_id": self._room(number), "archived": bool(number & 1)})

    async def _add(self, seat: Seat, number: int) -> None:
        form = {"room_id": self._room(number), f"person:{await self._somebody(number)}": "on"}
        await seat.tab.send(f"{chatter.ADDING}.add", {"form": form})

    async def _remove(self, seat: Seat, number: int) -> None:
        whom = {"room_id": self._room(number), "user_id": await self._somebody(number)}
        await seat.tab.send(f"{chatter.ACTS}.remove", whom)

    async def _own(self, seat: Seat, number: int) -> None:
        whom = {"room_id": self._room(number), "user_id": await self._somebody(number)}
        await seat.tab.send(f"{chatter.ACTS}.set_role", {**whom, "role": ("owner", "member")[number & 1]})

    async def _star(self, seat: Seat, number: int) -> None:
        await seat.tab.send(f"{chatter.ACTS}.star", {"room_id": self._room(number), "starred": bool(number & 1)})

    async def _somebody(self, number: int) -> str:
        people = await self.team.rows("SELECT id FROM users ORDER BY id LIMIT 3")
        return str(people[number % len(people)]["id"])

    async def _rename(self, seat: Seat, number: int) -> None:
        """A change that nobody is told of."""
        await self.team.rows(
            "UPDATE rooms SET topic = $2, version = version + 1 WHERE id = $1",
            uuid.UUID(self._room(number)),
            uuid.uuid4().hex[:6],
        )

    async def _call(self, seat: Seat, number: int) -> None:
        """Somebody takes another name."""
        name = f"{seat.person.name} {uuid.uuid4().hex[:4]}"
        await seat.tab.send(f"{chatter.PROFILE}.save", {"form": {"name": name}})

    async def _whisper(self, seat: Seat, number: int) -> None:
        """The same, and nobody is told."""
        await self.team.rows(
            "WITH w AS (UPDATE workspace SET people_version = people_version + 1 RETURNING people_version)"
            " UPDATE users SET name = $2, version = version + 1, profile_version = w.people_version FROM w"
            " WHERE users.id = $1",
            uuid.UUID(seat.tab.me),
            f"{seat.person.name} {uuid.uuid4().hex[:4]}",
        )

    def _room(self, number: int) -> str:
        return self.rooms[number % len(self.rooms)]
