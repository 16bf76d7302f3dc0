"""Arguments with which each handler that writes does so: what it works on is made for it, in the database."""

from __future__ import annotations

import re
import uuid
from typing import Any

from chat_app.models import Identity, Passkey, User
from chat_app.services import (  # fmt: skip
    accounts,
    administration,
    flags,
    invites,
    memberships,
    message_changes,
    passwords,
    posting,
    room_people,
    rooms,
    saved,
    sessions,
)
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.hostile.handlers import arguments
from tests.live.chatter import STATES


class Stage:
    """`me` owns the workspace and the room; each handler gets people, messages and things of its own."""

    SHARED = frozenset({"_person", "_message", "_add", "_own_room"})

    def __init__(self, parley: Parley, me: User, room: uuid.UUID) -> None:
        self.parley, self.me, self.room = parley, me, room
        self.writer = PostWriter(parley)

    async def payload(self, handler: str) -> dict[str, Any]:
        """What to send."""
        verb = handler.removeprefix(STATES).replace("____", ".").rpartition(".")[2]
        state = handler.removeprefix(STATES).split("____")[0]
        maker = getattr(self, f"_{state}_{verb}", None)
        person, message = await self._person(), await self._message()
        plain = arguments(handler, room=str(self.room), message=str(message), person=str(person.id))
        return {**plain, **(await maker(person, message) if maker else {})}

    @classmethod
    def makers(cls) -> set[str]:
        """The handlers whose arguments are made by a method of their own, as `<state>_<verb>`."""
        return {name[1:] for name in vars(cls) if re.match("_[a-z]", name) and name not in cls.SHARED}

    async def _person(self, role: str = "member") -> User:
        name = f"Extra {uuid.uuid4().hex[:8]}"
        user = await accounts.create(self.parley, f"{name[6:]}@extra.example", name, role)  # pyright: ignore[reportArgumentType]
        await room_people.add(self.parley, self.me.id, self.room, [user.id])
        return user

    async def _message(self) -> uuid.UUID:
        draft = posting.parse(room_id=self.room, client_msg_id=uuid.uuid4(), text="something")
        return uuid.UUID((await posting.post(self.writer, self.me.id, draft)).id)

    async def _add(self, *rows: Any) -> None:
        async with self.parley.database.write() as session:
            session.add_all(rows)

    async def _admin_reactivate(self, person: User, _: uuid.UUID) -> dict[str, Any]:
        await administration.deactivate(self.parley, self.me.id, person.id)
        return {}

    async def _flags_dismiss_flag(self, _: User, message: uuid.UUID) -> dict[str, Any]:
        async with self.parley.database.write() as session:
            await flags.note(session, message, self.me.id, (("a filter", "a reason"),))
        newest = (await flags.listed(self.parley, self.me.id))[0]
        return {"flag_id": newest.id}

    _flags_remove_flagged = _flags_dismiss_flag

    async def _invites_revoke(self, *_: object) -> dict[str, Any]:
        return {"invite_id": str((await invites.make(self.parley, self.me.id, invites.Terms())).id)}

    async def _message_undo(self, _: User, message: uuid.UUID) -> dict[str, Any]:
        await message_changes.delete(self.parley, self.me.id, message)
        return {}

    async def _saved_forget(self, _: User, message: uuid.UUID) -> dict[str, Any]:
        await saved.save(self.parley, self.me.id, message)
        return {}

    async def _room_acts_add(self, *_: object) -> dict[str, Any]:
        stranger = await accounts.create(self.parley, f"{uuid.uuid4().hex}@extra.example", uuid.uuid4().hex)
        return {"form": {"room_id": str(self.room), f"person:{stranger.id}": "on"}}

    async def _room_acts_set_role(self, person: User, _: uuid.UUID) -> dict[str, Any]:
        return {"user_id": str(person.id), "role": "owner"}

    async def _room_acts_hand_over(self, person: User, _: uuid.UUID) -> dict[str, Any]:
        return {"room_id": await self._own_room(person)}

    async def _room_acts_archive(self, person: User, _: uuid.UUID) -> dict[str, Any]:
        return {"room_id": await self._own_room(person), "archived": True}

    _admin_archive = _room_acts_archive

    async def _own_room(self, person: User) -> str:
        made = await rooms.create(self.parley, self.me.id, name=uuid.uuid4().hex)
        await room_people.add(self.parley, self.me.id, uuid.UUID(made.id), [person.id])
        return made.id

    async def _rooms_join(self, person: User, _: uuid.UUID) -> dict[str, Any]:
        await administration.set_role(self.parley, self.me.id, person.id, "admin")
        return {"room_id": (await rooms.create(self.parley, person.id, name=uuid.uuid4().hex)).id}

    async def _rooms_leave(self, person: User, _: uuid.UUID) -> dict[str, Any]:
        room_id = await self._own_room(person)
        await room_people.hand_over(self.parley, self.me.id, uuid.UUID(room_id), person.id)
        return {"room_id": room_id}

    async def _rooms_read(self, *_: object) -> dict[str, Any]:
        await memberships.mark_unread(self.parley, self.me.id, self.room, 1, 0)
        return {"seq": 2, "posts": 1}

    async def _rooms_unread(self, *_: object) -> dict[str, Any]:
        await memberships.mark_all_read(self.parley, self.me.id)
        return {"seq": 1, "posts": 0}

    async def _rooms_read_all(self, *_: object) -> dict[str, Any]:
        await memberships.mark_unread(self.parley, self.me.id, self.room, 1, 0)
        return {}

    async def _settings_end_device(self, *_: object) -> dict[str, Any]:
        return {"session_id": str((await sessions.begin(self.parley, self.me, device="another", ip="")).id)}

    async def _settings_end_others(self, *_: object) -> dict[str, Any]:
        await self._settings_end_device()
        return {}

    async def _settings_rename_passkey(self, *_: object) -> dict[str, Any]:
        key = Passkey(user_id=self.me.id, credential_id=uuid.uuid4().hex, public_key=b"x", sign_count=0, name="old")
        await self._add(key)
        return {"form": {"passkey_id": str(key.id), "name": "new"}}

    async def _settings_remove_passkey(self, *_: object) -> dict[str, Any]:
        return {"passkey_id": (await self._settings_rename_passkey())["form"]["passkey_id"]}

    async def _settings_unlink(self, *_: object) -> dict[str, Any]:
        identity = Identity(user_id=self.me.id, provider="google", subject=uuid.uuid4().hex)
        await self._add(identity)
        return {"identity_id": str(identity.id)}

    async def _settings_choose_password(self, *_: object) -> dict[str, Any]:
        return {"form": {"current": "", "new": "a long and good one"}}

    async def _settings_remove_password(self, *_: object) -> dict[str, Any]:
        if not await passwords.has(self.parley, self.me.id):
            await passwords.choose(self.parley, self.me.id, None, current="", new="a long and good one")
        return {"form": {"current": "a long and good one"}}

    async def _switcher_talk(self, person: User, _: uuid.UUID) -> dict[str, Any]:
        return {"person_id": str(person.id)}
