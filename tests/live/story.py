"""Things that people do at their tabs, one after the other, for a property to be true of any such story."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.live import chatter, story_presence
from tests.live.scene import Seat
from tests.live.screens import TimeArrow, differences, fresh_screen, screen
from tests.live.story_messages import MessageVerbs
from tests.live.story_presence import PresenceVerbs
from tests.live.story_rooms import RoomVerbs
from tests.live.truth import settle

Step = tuple[str, int, int]

VERBS = {
    **dict.fromkeys(("post", "cut", "back", "go"), 3),
    **dict.fromkeys(("retry", "burst", "leave", "join", "older", "read", "edit", "delete", "react", "reply"), 2),
    **dict.fromkeys(("create", "rename", "window", "undo", "describe", "archive", "add", "remove", "own", "star"), 1),
    **dict.fromkeys(("draft", "mention", "mention_by_edit", "unread", "pin", "unpin", "keep"), 2),
    **dict.fromkeys(("call", "whisper"), 2),
    "flood": 1,
    **story_presence.VERBS,
}
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
class Story(MessageVerbs, RoomVerbs, PresenceVerbs):
    """Four tabs of three people at two processes, and the rooms they know."""

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
        if verb in ("rename", "whisper", "flood") or seat.tab.connected != (verb == "back"):
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

    async def wrong(self) -> list[str]:
        """What breaks the property itself (R8, R3). Ada's pages come first: with one more page, anybody else is here
        again."""
        found: list[str] = []
        for number, seat in sorted(enumerate(self.seats), key=lambda each: each[1].person is not self.team.ada):
            url = (self.team.a, self.team.b)[number % 2].url
            fresh = await fresh_screen(seat.person, url, seat.tab)
            if seat.person is self.team.ada:
                async with await seat.person.tab(url).arrive() as page:
                    await self.sees(page)
            stale = differences(screen(seat.tab), fresh)
            found += [f"{seat.person.name} sees, and would see: {stale}"] if stale else []
            found += [f"{seat.person.name} saw: {change}" for change in seat.arrow.broken]
        return found

    async def leave(self) -> None:
        for seat in self.seats:
            await seat.tab.close()

    # ── what happens to tabs and people ──

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

    async def _call(self, seat: Seat, number: int) -> None:
        """Somebody takes another name."""
        name = f"{seat.person.name} {uuid.uuid4().hex[:4]}"
        await seat.tab.send(f"{chatter.PROFILE}.save", {"form": {"name": name}})

    async def _flood(self, seat: Seat, number: int) -> None:
        """More than any window holds, and nobody is told."""
        await self.team.flood(self.room(number), seat.person, 520)

    async def _whisper(self, seat: Seat, number: int) -> None:
        """The same, and nobody is told."""
        await self.team.rows(
            "WITH w AS (UPDATE workspace SET people_version = people_version + 1 RETURNING people_version)"
            " UPDATE users SET name = $2, version = version + 1, profile_version = w.people_version FROM w"
            " WHERE users.id = $1",
            uuid.UUID(seat.tab.me),
            f"{seat.person.name} {uuid.uuid4().hex[:4]}",
        )
