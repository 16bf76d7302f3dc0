"""What people do with rooms in a story."""

from __future__ import annotations

import uuid

from tests.live import chatter
from tests.live.scene import Scene, Seat


class RoomVerbs(Scene):
    """Coming, going, reading, and looking after a room."""

    async def _create(self, seat: Seat, number: int) -> None:
        self.rooms.append(await chatter.create_room(seat.tab, f"room {uuid.uuid4().hex[:8]}"))

    async def _join(self, seat: Seat, number: int) -> None:
        await seat.tab.send(f"{chatter.ROOMS}.join", {"room_id": self.room(number)})

    async def _leave(self, seat: Seat, number: int) -> None:
        await seat.tab.send(f"{chatter.ROOMS}.leave", {"room_id": self.room(number)})

    async def _go(self, seat: Seat, number: int) -> None:
        await seat.tab.go(self.room(number))

    async def _older(self, seat: Seat, number: int) -> None:
        if seat.tab.view["status"] == "open":
            await seat.tab.widen(older=True)

    async def _read(self, seat: Seat, number: int) -> None:
        if (place := seat.tab.memberships().get(self.room(number))) and (room := place["room"]):
            there = {"room_id": room["id"], "seq": room["last_seq"], "posts": room["posts"]}
            await seat.tab.send(f"{chatter.ROOMS}.read", there)

    async def _describe(self, seat: Seat, number: int) -> None:
        form = {"room_id": self.room(number), "name": f"named {uuid.uuid4().hex[:6]}", "topic": uuid.uuid4().hex[:6]}
        await seat.tab.send(f"{chatter.ACTS}.describe", {"form": form})

    async def _archive(self, seat: Seat, number: int) -> None:
        await seat.tab.send(f"{chatter.ACTS}.archive", {"room_id": self.room(number), "archived": bool(number & 1)})

    async def _add(self, seat: Seat, number: int) -> None:
        form = {"room_id": self.room(number), f"person:{await self.somebody(number)}": "on"}
        await seat.tab.send(f"{chatter.ACTS}.add", {"form": form})

    async def _remove(self, seat: Seat, number: int) -> None:
        whom = {"room_id": self.room(number), "user_id": await self.somebody(number)}
        await seat.tab.send(f"{chatter.ACTS}.remove", whom)

    async def _own(self, seat: Seat, number: int) -> None:
        whom = {"room_id": self.room(number), "user_id": await self.somebody(number)}
        await seat.tab.send(f"{chatter.ACTS}.set_role", {**whom, "role": ("owner", "member")[number & 1]})

    async def _star(self, seat: Seat, number: int) -> None:
        await seat.tab.send(f"{chatter.ACTS}.star", {"room_id": self.room(number), "starred": bool(number & 1)})

    async def _rename(self, seat: Seat, number: int) -> None:
        """A change that nobody is told of."""
        await self.team.rows(
            "UPDATE rooms SET topic = $2, version = version + 1 WHERE id = $1",
            uuid.UUID(self.room(number)),
            uuid.uuid4().hex[:6],
        )
