"""The message box: posts, which are answered by the id that the browser gave them, completions, and typing."""

import time
import uuid

import reflex as rx
import structlog

from chat_app.events import Typing
from chat_app.live import store
from chat_app.live.entries import ANSWERS, HITS
from chat_app.schemas.screen import Answer, Hits
from chat_app.services import limits, posting, suggestions
from chat_app.services.errors import NotAllowed, Refused, TooOften
from chat_app.states.acting import Actor, acting

log = structlog.get_logger()

NOT_WRITTEN_BY_YOU = "Somebody else wrote this in this browser. It was not sent."


@store.holds("composer")
class ComposerState(rx.State):
    """Entries of the message box: see `browser.composer` and `browser.outbox`."""

    @acting(silent=True)
    async def post(
        self,
        actor: Actor,
        room_id: str,
        client_msg_id: str,
        text: str,
        reply_to_id: str | None = None,
        author: str = "",
    ) -> None:
        """Post to the room that the event names: the tab may have moved on since. Always answered by id, and when it
        comes too early with `wait`, the seconds after which it may go. With `author`, the id of who wrote it, nothing
        is posted in another's name."""
        try:
            if author not in ("", str(actor.user_id)):
                raise NotAllowed(NOT_WRITTEN_BY_YOU)
            draft = posting.parse(
                room_id=room_id, client_msg_id=client_msg_id, text=text, reply_to_id=reply_to_id or None
            )
            await posting.post(actor.process.writer, actor.user_id, draft)
            answer = Answer("sent")
        except Refused as refusal:
            wait = refusal.wait if isinstance(refusal, TooOften) else 0
            answer = Answer("refused", str(refusal), wait)
        except Exception:
            log.exception("post_failed")  # unless the database is away, which has its own line
            return  # not stored as far as we know: the echo stays unconfirmed and can be retried under the same id
        actor.push(ANSWERS.under({client_msg_id: answer}))

    @acting(silent=True)
    async def suggest(self, actor: Actor, room_id: uuid.UUID, sign: str, word: str) -> None:
        """Send the completions of a `word` after a sign (`@`, `#` or `:`), with what was asked."""
        found = await suggestions.find(actor.parley, actor.user_id, room_id, sign, word)
        actor.push(HITS.of(Hits(str(room_id), sign, word, found)))

    @acting(silent=True)
    async def typing(self, actor: Actor, room_id: uuid.UUID) -> None:
        """Tell the members of the room on the screen that the actor is typing."""
        if actor.tab.room_id == room_id:
            await limits.spend(actor.parley, "typing", actor.user_id)
            actor.parley.announce(Typing(room_id, actor.user_id, actor.who.name, int(time.time() * 1000)))
