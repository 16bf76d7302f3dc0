"""The part of a story that is about who is around: people fall idle, say what they are up to, and do not disturb."""

from __future__ import annotations

from chat_app.live.entries import PEOPLE
from tests.live import chatter
from tests.live.chatter import Chatter
from tests.live.scene import Scene, Seat
from tests.live.truth import PATIENCE

STATUS = f"{chatter.STATES}profile____profile_state"
VERBS = {"rest": 3, "choose": 1, "feel": 1}
CHOICES = ("", "away", "dnd")


class PresenceVerbs(Scene):
    """What seats do. Ada is always at one of hers: a fresh page of hers changes nothing for the others."""

    def __post_init__(self) -> None:
        self.resting: set[str] = set()  # connections whose page has said that nobody touches it

    async def sees(self, tab: Chatter) -> None:
        """Wait until a tab shows how everybody but Ada is, when everybody is back: a claim that the bus has lost is
        found on the boards, within seconds. What people have chosen is known of those whom the tab knows: who has left
        all rooms on its screen is not among them."""
        others = [seat.tab for seat in self.seats if seat.person is not self.team.ada]
        rows = await self.team.rows("SELECT id, availability FROM users")
        chosen = {str(row["id"]): row["availability"] for row in rows}
        online = {each.me: "away" if each.sid in self.resting else "online" for each in others}

        def right(_: object) -> bool:
            known = tab.entries(PEOPLE)
            return tab.statuses(*online) == {id: (id in known and chosen[id]) or online[id] for id in online}

        await tab.wait_for(right, PATIENCE)

    async def _rest(self, seat: Seat, number: int) -> None:
        if seat.person is self.team.ada:
            return
        (self.resting.add if number & 1 else self.resting.discard)(seat.tab.sid)
        await seat.tab.send(f"{chatter.PRESENCE}.set_active", {"active": not number & 1})

    async def _choose(self, seat: Seat, number: int) -> None:
        await seat.tab.send(f"{STATUS}.available", {"availability": CHOICES[number % 3]})

    async def _feel(self, seat: Seat, number: int) -> None:
        said = {"emoji": ("", "⚓", "🌴")[number % 3], "text": ("", "At sea", "")[number % 3], "until": 0}
        await seat.tab.send(f"{STATUS}.set_status", said)
