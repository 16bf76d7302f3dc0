"""What people do with messages in a story."""

from __future__ import annotations

import asyncio
import uuid

from tests.live import chatter
from tests.live.scene import Scene, Seat

CALLS = ("@Ada Lovelace", "@grace and @Alan Turing", "@room", "@here", "see #watercooler", "@nobody")


class MessageVerbs(Scene):
    """Posts, and all that can be done to one."""

    async def _post(self, seat: Seat, number: int) -> None:
        room_id = self.room(number)
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
            seat.typed = room_id, text, key = self.room(number), f"half a {uuid.uuid4().hex[:6]}", str(uuid.uuid4())
        await seat.tab.send(f"{chatter.DRAFTS}.save", {"room_id": room_id, "client_msg_id": key, "text": text})

    async def _mention(self, seat: Seat, number: int) -> None:
        seat.last_post = (self.room(number), f"{CALLS[number % len(CALLS)]} {uuid.uuid4().hex[:6]}", str(uuid.uuid4()))
        await self._say(seat)

    async def _mention_by_edit(self, seat: Seat, number: int) -> None:
        if message := self.shown(seat, number):
            change = {"message_id": message["id"], "text": CALLS[-1 - number % len(CALLS)]}
            await seat.tab.send(f"{chatter.MESSAGE}.edit", change)

    async def _pin(self, seat: Seat, number: int) -> None:
        if message := self.shown(seat, number):
            await seat.tab.send(f"{chatter.MESSAGE}.pin", {"message_id": message["id"], "on": True})

    async def _unpin(self, seat: Seat, number: int) -> None:
        for pinned in seat.tab.pins()[:1] if seat.tab.view["status"] == "open" else ():
            await seat.tab.send(f"{chatter.MESSAGE}.pin", {"message_id": pinned, "on": False})

    async def _keep(self, seat: Seat, number: int) -> None:
        if message := self.shown(seat, number):
            await seat.tab.send(f"{chatter.MESSAGE}.keep", {"message_id": message["id"], "on": number % 2 == 0})

    async def _unread(self, seat: Seat, number: int) -> None:
        if message := self.shown(seat, number):
            before = {"seq": message["seq"] - 1, "posts": message["post_no"] - 1}
            await seat.tab.send(f"{chatter.ROOMS}.unread", {"room_id": message["room_id"], **before})

    async def _reply(self, seat: Seat, number: int) -> None:
        if original := self.shown(seat, number):
            await seat.tab.post(original["room_id"], "so I say", reply_to=original["id"])

    async def _edit(self, seat: Seat, number: int) -> None:
        if message := self.shown(seat, number):
            change = {"message_id": message["id"], "text": f"edited {uuid.uuid4().hex[:6]}"}
            await seat.tab.send(f"{chatter.MESSAGE}.edit", change)

    async def _delete(self, seat: Seat, number: int) -> None:
        if message := self.shown(seat, number):
            seat.deleted = message["id"]
            await seat.tab.send(f"{chatter.MESSAGE}.delete", {"message_id": message["id"]})

    async def _undo(self, seat: Seat, number: int) -> None:
        if seat.deleted:
            await seat.tab.send(f"{chatter.MESSAGE}.undo", {"message_id": seat.deleted})

    async def _react(self, seat: Seat, number: int) -> None:
        if message := self.shown(seat, number):
            await seat.tab.send(f"{chatter.MESSAGE}.react", {"message_id": message["id"], "emoji": "👍🎉"[number % 2]})

    async def _burst(self, seat: Seat, number: int) -> None:
        """Everybody posts at once, from both processes."""
        here = [each for each in self.seats if each.tab.connected]
        await asyncio.gather(*(self._post(each, number) for each in here))
