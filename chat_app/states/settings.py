"""The settings page: one's devices, and one's ways to sign in."""

import uuid
from collections.abc import Awaitable
from dataclasses import dataclass

import reflex as rx
from typing_extensions import TypedDict

from chat_app.auth import reason, registry
from chat_app.models import Passkey
from chat_app.schemas import milliseconds
from chat_app.services import accounts, identities, passkeys, passwords, sessions
from chat_app.services.devices import describe
from chat_app.states.acting import Actor, OptionalId, acting


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


class PasskeyForm(TypedDict):
    """A passkey's new name."""

    passkey_id: uuid.UUID
    name: str


class PasswordForm(TypedDict, total=False):
    """The password there is, if any, and the one that is to be."""

    current: str
    new: str


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

    @acting
    async def open(self, actor: Actor) -> None:
        """The page opens; a provider may just have sent somebody back to it with a reason."""
        query = {str(key): str(value) for key, value in self.router.url.query_parameters.items()}
        self.error, self.field = reason.read(actor.parley.settings, "/settings", query)
        self.renaming = Way("", "", 0)
        await self._load(actor)

    @acting
    async def passkey_added(self, actor: Actor) -> None:
        """The browser and the server have agreed on a passkey."""
        await self._load(actor)
        self.said = "The passkey was added."

    @acting
    async def end_device(self, actor: Actor, session_id: uuid.UUID) -> None:
        """Sign another browser of one's own out."""
        await self._change(actor, sessions.revoke_own(actor.parley, actor.user_id, session_id))
        self.said = "That device is signed out."

    @acting
    async def end_others(self, actor: Actor) -> None:
        """Sign all other browsers out."""
        count = await sessions.revoke_others(actor.parley, actor.user_id, actor.who.session_id)
        await self._load(actor)
        self.said = "All other devices are signed out." if count else "There is no other device."

    @acting
    async def ask_name(self, actor: Actor, passkey_id: OptionalId) -> None:
        """Open the dialog in which a passkey gets another name; no id closes it."""
        mine = await passkeys.of(actor.parley, actor.user_id) if passkey_id else []
        self.renaming = next((_way(row) for row in mine if row.id == passkey_id), Way("", "", 0))

    @acting
    async def rename_passkey(self, actor: Actor, form: PasskeyForm) -> None:
        """Call a passkey something else."""
        await self._change(actor, passkeys.rename(actor.parley, actor.user_id, form["passkey_id"], form["name"]))
        self.renaming, self.said = Way("", "", 0), "The passkey has its new name."

    @acting
    async def hush(self, actor: Actor) -> None:
        """What was said has been read."""

    @acting
    async def remove_passkey(self, actor: Actor, passkey_id: uuid.UUID) -> None:
        """Forget a passkey."""
        await self._change(actor, passkeys.remove(actor.parley, actor.user_id, passkey_id))
        self.said = "The passkey was removed."

    @acting
    async def unlink(self, actor: Actor, identity_id: uuid.UUID) -> None:
        """Sign in with an account at a provider no more."""
        await self._change(actor, identities.unlink(actor.parley, actor.user_id, identity_id))
        self.said = "The account was unlinked."

    @acting
    async def choose_password(self, actor: Actor, form: PasswordForm) -> None:
        """Set or change one's password."""
        typed = {"current": form.get("current", ""), "new": form.get("new", "")}
        await passwords.choose(actor.parley, actor.user_id, actor.who.session_id, **typed)
        await self._load(actor)
        self.said = "Your password is set."

    @acting
    async def remove_password(self, actor: Actor, form: PasswordForm) -> None:
        """Do without one again."""
        await passwords.remove(actor.parley, actor.user_id, current=form.get("current", ""))
        await self._load(actor)
        self.said = "Your password is removed."

    async def _change(self, actor: Actor, work: Awaitable[None]) -> None:
        """Do something, and show how things are now, also when it was refused."""
        try:
            await work
        finally:
            await self._load(actor)

    async def _load(self, actor: Actor) -> None:
        parley, user_id = actor.parley, actor.user_id
        user = await accounts.by_id(parley, user_id)
        self.email, self.proved = (user.email or "", user.email_verified_at is not None) if user else ("", False)
        self.devices = [
            Device(str(row.id), describe(row.device), row.ip, milliseconds(row.seen_at), row.id == actor.who.session_id)
            for row in await sessions.mine(parley, user_id)
        ]
        self.passkeys = [_way(row) for row in await passkeys.of(parley, user_id)]
        await self._load_providers(actor)
        self.passwords = parley.settings.password_sign_in
        self.password = self.passwords and await passwords.has(parley, user_id)
        self.loaded = True

    async def _load_providers(self, actor: Actor) -> None:
        known = {each.account: each for each in registry.providers(actor.parley.settings).values()}
        rows = await identities.of(actor.parley, actor.user_id)
        self.linked = [
            Way(str(row.id), known[row.provider].name, milliseconds(row.created_at))
            for row in rows
            if row.provider in known
        ]
        linked = {row.provider for row in rows}
        self.doors = [Door(each.key, each.name) for each in known.values() if each.account not in linked]


def _way(passkey: Passkey) -> Way:
    return Way(str(passkey.id), passkey.name, milliseconds(passkey.created_at))
