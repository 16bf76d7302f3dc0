"""A conversation worth reading in the demo's second room, and a few words in private."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import update
from sqlmodel import col

from chat_app.models import Message, User, now
from chat_app.services import message_changes, posting, rooms
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter

ADA, GRACE, ALAN, KATHERINE, BARBARA, DOROTHY = range(6)  # their places in `demo.PEOPLE`

CODE = """Morning! The relay now repairs itself after Redis goes away. Before, a gap stayed a gap until a reload.

The whole trick is one query:

```python
async def missed(room_id, version):
    return await messages.since(room_id, version)  # edits and deletions too
```"""


class Said(NamedTuple):
    """One post of the story: `ago` in days, `clock` on that day; `reply` is the place of its original in the story."""

    who: int
    ago: int
    clock: time
    text: str
    reply: int | None = None
    reactions: tuple[tuple[str, tuple[int, ...]], ...] = ()


STORY = (
    Said(GRACE, 3, time(10, 2), "Accent colours live in `theme.py`, nowhere else.", reactions=(("👍", (ADA, ALAN)),)),
    Said(ADA, 2, time(15, 40), "Critique hour is Thursday at two. Bring something *unfinished*."),
    Said(
        KATHERINE, 1, time(17, 42),
        "Numbers check out. I ran the trajectory three ways and they agree to the fourth decimal.",
        reactions=(("🎉", (ADA, GRACE, ALAN, DOROTHY)), ("👀", (BARBARA,))),
    ),
    Said(GRACE, 0, time(9, 12), CODE),
    Said(
        ALAN, 0, time(9, 20),
        "That is lovely. Does it hold when the `process` itself dies? I will try to break it, see "
        "[the fault table](https://example.org/fault-table).",
        reply=3, reactions=(("❤️", (GRACE, ADA)),),
    ),
    Said(
        BARBARA, 0, time(9, 26),
        "| dies | lost |\n| --- | --- |\n| a process | nothing |\n| Redis | nothing |\n| a disk | everything",
    ),
    Said(GRACE, 0, time(9, 31), "@Ada Lovelace could you look at the sign-in screen before lunch?"),
    Said(ADA, 0, time(9, 33), "On it. First impression: calmer, and the one button is where the eye lands."),
    Said(DOROTHY, 0, time(9, 34), "🚀"),
)  # fmt: skip
PRIVATE = (
    ((GRACE, ADA), GRACE, "Coffee before the critique?"),
    ((ALAN, ADA), ADA, "Thank you for the fault table!"),
    ((KATHERINE, DOROTHY, ADA), DOROTHY, "The three of us on Friday, then."),
)


@dataclass(frozen=True, slots=True)
class Teller:
    """Posts, replies and reacts as the people of the demo, through the same services as everybody."""

    parley: Parley
    writer: PostWriter
    people: Sequence[User]

    async def tell(self, room_id: uuid.UUID) -> None:
        """The story in a room, each post at its own time."""
        told: list[uuid.UUID] = []
        for said in STORY:
            original = told[said.reply] if said.reply is not None else None
            told.append(await self._post(room_id, said.who, said.text, original))
            for emoji, who in said.reactions:
                for each in who:
                    await message_changes.react(self.parley, self.people[each].id, told[-1], emoji)
        async with self.parley.database.write() as session:
            for message_id, said in zip(told, STORY, strict=True):
                moment = update(Message).where(col(Message.id) == message_id)
                await session.execute(moment.values(created_at=_moment(said)))

    async def whisper(self) -> None:
        """A few words in private."""
        for members, who, text in PRIVATE:
            first, *others = (self.people[each] for each in members)
            room = await rooms.open_direct(self.parley, first.id, [other.id for other in others])
            await self._post(uuid.UUID(room.id), who, text)

    async def _post(self, room_id: uuid.UUID, who: int, text: str, reply_to: uuid.UUID | None = None) -> uuid.UUID:
        draft = posting.parse(room_id=room_id, client_msg_id=uuid.uuid4(), text=text, reply_to_id=reply_to)
        return uuid.UUID((await posting.post(self.writer, self.people[who].id, draft)).id)


def _moment(said: Said) -> datetime:
    """Some time today for the last ones, also when it is early in the morning."""
    moment = datetime.combine((now() - timedelta(days=said.ago)).date(), said.clock, now().tzinfo)
    return min(moment, now() - timedelta(minutes=len(STORY) - STORY.index(said)))
