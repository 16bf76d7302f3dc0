"""Who sits where in a story, and what its verbs ask about that."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.live.chatter import Chatter, Person
from tests.live.screens import TimeArrow
from tests.live.team import Team


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
class Scene:
    """A team, the tabs of its people, and the rooms they know."""

    team: Team
    seats: list[Seat] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)

    def room(self, number: int) -> str:
        return self.rooms[number % len(self.rooms)]

    def shown(self, seat: Seat, number: int) -> dict[str, Any] | None:
        """One of the last messages on the screen: people may act on what others wrote too, and be refused."""
        shown = seat.tab.messages()
        return shown[-1 - number % len(shown)] if shown else None

    async def somebody(self, number: int) -> str:
        people = await self.team.rows("SELECT id FROM users ORDER BY id LIMIT 3")
        return str(people[number % len(people)]["id"])
