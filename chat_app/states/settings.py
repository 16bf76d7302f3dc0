"""The settings page: one's devices, and one's ways to sign in."""

import uuid
from dataclasses import dataclass
from typing import Any

import reflex as rx

from chat_app.auth import reason, registry
from chat_app.live.process import current, signed_in
from chat_app.schemas import milliseconds
from chat_app.services import accounts, identities, passkeys, passwords, sessions
from chat_app.services.devices import describe
from chat_app.services.errors import Invalid, Refused


@dataclass(frozen=True)
class Device:
    """A browser in which one is signed in; `seen` is milliseconds since 1970."""

    id: str
    name: str
    ip: str
    seen: int
    here: bool


@dataclass(frozen=True)
class Way:
    """A passkey, or an account at a provider."""

    id: str
    name: str
    since: int


@dataclass(frozen=True)
class Door:
    """A provider that one may link an account of."""

    key: str
    name: str


class SettingsState(rx.State):
    """What the page shows; only its owner looks at it."""

    loaded: bool = False
    email: str = ""
    proved: bool = False
    devices: list[Device] = []
    passkeys: list[Way] = []
    linked: list[Way] = []
    doors: list[Door] = []
    passwords: bool = False  # whether this installation has any
    password: bool = False  # whether I have one
    error: str = ""
    field: str = ""
    said: str = ""
    renaming: Way = Way("", "", 0)

    @rx.event
    async def open(self) -> None:
        """The page opens; a provider may just have sent somebody back to it with a reason."""
        query = {str(key): str(value) for key, value in self.router.url.query_parameters.items()}
        self.error, self.field = reason.read(current().parley.settings, "/settings", query)
        self.said = ""
        self.renaming = Way("", "", 0)
        await self._load()

    @rx.event
    async def passkey_added(self) -> None:
        """The browser and the server have agreed on a passkey."""
        await self._load()
        self._say("The passkey was added.")

    @rx.event
    async def end_device(self, session_id: str) -> None:
        """Sign another browser of one's own out."""
        await self._do("That device is signed out.", sessions.revoke_own, session_id)

    @rx.event
    async def end_others(self) -> None:
        """Sign all other browsers out."""
        _, user_id = signed_in(self)
        try:
            count = await sessions.revoke_others(current().parley, user_id, self._session_id())
        except Refused as refusal:
            self.error, self.field, self.said = str(refusal), "", ""
            return
        await self._load()
        self._say("All other devices are signed out." if count else "There is no other device.")

    @rx.event
    def ask_name(self, passkey_id: str) -> None:
        """Open the dialog in which a passkey gets another name; no id closes it."""
        signed_in(self)
        self.renaming = next((way for way in self.passkeys if way.id == passkey_id), Way("", "", 0))
        self.error, self.field, self.said = "", "", ""

    @rx.event
    async def rename_passkey(self, form: dict[str, Any]) -> None:
        """Call a passkey something else."""
        await self._do(
            "The passkey has its new name.", passkeys.rename, form.get("passkey_id"), str(form.get("name", ""))
        )
        if self.field != "passkey":
            self.renaming = Way("", "", 0)

    @rx.event
    def hush(self) -> None:
        """What was said has been read."""
        signed_in(self)
        self.error, self.field, self.said = "", "", ""

    @rx.event
    async def remove_passkey(self, passkey_id: str) -> None:
        """Forget a passkey."""
        await self._do("The passkey was removed.", passkeys.remove, passkey_id)

    @rx.event
    async def unlink(self, identity_id: str) -> None:
        """Sign in with an account at a provider no more."""
        await self._do("The account was unlinked.", identities.unlink, identity_id)

    @rx.event
    async def choose_password(self, form: dict[str, Any]) -> None:
        """Set or change one's password."""
        _, user_id = signed_in(self)
        typed = {key: str(form.get(key, "")) for key in ("current", "new")}
        await self._password(
            passwords.choose(current().parley, user_id, self._session_id(), **typed),
            "Your password is set.",
        )

    @rx.event
    async def remove_password(self, form: dict[str, Any]) -> None:
        """Do without one again."""
        _, user_id = signed_in(self)
        typed = str(form.get("current", ""))
        await self._password(passwords.remove(current().parley, user_id, current=typed), "Your password is removed.")

    async def _password(self, work: Any, done: str) -> None:
        try:
            await work
        except Refused as refusal:
            self.error, self.said = str(refusal), ""
            self.field = refusal.field if isinstance(refusal, Invalid) else ""
            return
        await self._load()
        self._say(done)

    async def _do(self, done: str, verb: Any, key: Any, *more: str) -> None:
        _, user_id = signed_in(self)
        try:
            await verb(current().parley, user_id, uuid.UUID(str(key)), *more)
        except (Refused, ValueError) as refusal:
            self.error, self.said = str(refusal) if isinstance(refusal, Refused) else "", ""
            self.field = refusal.field if isinstance(refusal, Invalid) else ""
        else:
            self._say(done)
        await self._load()

    def _say(self, text: str) -> None:
        self.error, self.field, self.said = "", "", text

    def _session_id(self) -> uuid.UUID | None:
        found = signed_in(self)[0].signed_in
        return found.session_id if found else None

    async def _load(self) -> None:
        _, user_id = signed_in(self)
        parley, here = current().parley, self._session_id()
        user = await accounts.by_id(parley, user_id)
        self.email, self.proved = (user.email or "", user.email_verified_at is not None) if user else ("", False)
        self.devices = [
            Device(str(row.id), describe(row.device), row.ip, milliseconds(row.seen_at), row.id == here)
            for row in await sessions.mine(parley, user_id)
        ]
        self.passkeys = [
            Way(str(row.id), row.name, milliseconds(row.created_at)) for row in await passkeys.of(parley, user_id)
        ]
        await self._load_providers(user_id)
        self.passwords = parley.settings.password_sign_in
        self.password = self.passwords and await passwords.has(parley, user_id)
        self.loaded = True

    async def _load_providers(self, user_id: uuid.UUID) -> None:
        parley = current().parley
        known = {each.account: each for each in registry.providers(parley.settings).values()}
        rows = await identities.of(parley, user_id)
        self.linked = [
            Way(str(row.id), known[row.provider].name, milliseconds(row.created_at))
            for row in rows
            if row.provider in known
        ]
        linked = {row.provider for row in rows}
        self.doors = [Door(each.key, each.name) for each in known.values() if each.account not in linked]
