"""Reading what people post, before the transaction that stores it: what it looks like, and whom it calls."""

import asyncio
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from chat_app.services import mentions
from chat_app.services.mention_names import worth_reading
from chat_app.services.mentions import Called
from chat_app.services.parley import Parley
from chat_app.services.text import NOTHING, Rendered, is_plain

Text = tuple[uuid.UUID, str]  # who writes it, and what


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text looks like, and whom it calls."""

    rendered: Rendered
    called: Called


BARE = Reading(NOTHING, {})


def is_bare(text: str) -> bool:
    """Whether there is nothing to read in a text: it is shown as it is written, and calls nobody."""
    return is_plain(text) and not worth_reading(text)


async def read(parley: Parley, room_id: uuid.UUID, texts: Sequence[Text]) -> list[Reading]:
    """What texts for a room look like, and whom they call, as far as the room is known without locking it. Who leaves
    meanwhile is left out when the text is stored. Raises Unavailable."""
    if all(is_bare(text) for _, text in texts):
        return [BARE] * len(texts)
    here = mentions.NOBODY
    if any(worth_reading(text) for _, text in texts):
        async with parley.database.snapshot() as connection:
            here = await mentions.audience(connection, room_id, texts)
    found: list[Reading] = []
    for writer, text in texts:
        found.append(await _read(parley, here, writer, text))
        await asyncio.sleep(0)  # a few milliseconds each: others have their turn in between
    return found


async def _read(parley: Parley, here: mentions.Audience, writer: uuid.UUID, text: str) -> Reading:
    if is_bare(text):
        return BARE
    rendered = await parley.renderer.render(text, here.names_for(writer), writer)
    return Reading(rendered, here.called(rendered.mentions, writer, parley.presence.online))
