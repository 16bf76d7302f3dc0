"""The settings page: the devices and the sign-in methods of the person of a tab."""

import uuid
from collections.abc import Awaitable
from dataclasses import dataclass

import reflex as rx
from typing_extensions import TypedDict

from chat_app.auth import reason, registry
from chat_app.models import Passkey
from chat_app.schemas import milliseconds
from chat_app.schemas.screen import ProviderChoice
from chat_app.services import accounts, identities, passkeys, passwords, sessions
from chat_app.services.devices import describe
from chat_app.services.errors import Invalid
from chat_app.states.acting import Actor, acting


@dataclass(frozen=True)
class Device:
    """A browser that is signed in; `seen` is milliseconds since 1970, `here` is true for the browser of this tab."""

    id: str
    name: str
    ip: str
    seen: int
    here: bool


@dataclass(frozen=True)
class SignInMethod:
    """A passkey, or an account at a provider; `since` is milliseconds since 1970."""

    id: str
    name: str
    since: int


class PasskeyForm(TypedDict):
    """A passkey's new name."""

    passkey_id: uuid.UUID
    name: str


class PasswordForm(TypedDict, total=False):
    """The password so far, if there is one, and the new one."""

    current: str
    new: str


class SettingsState(rx.State):
    """The page's content. `passwords`: this installation has passwords; `password`: the person has set one."""

    loaded: bool = False
    email: str = ""
    devices: list[Device] = []
    passkeys: list[SignInMethod] = []
    linked: list[SignInMethod] = []
    unlinked: list[ProviderChoice] = []
    passwords: bool = False
    password: bool = False

    @acting
    async def open(self, actor: Actor) -> None:
        """Show the page. Raises Invalid with the reason in its address, if linking an account has failed."""
        await self._load(actor)
        query = {str(key): str(value) for key, value in self.router.url.query_parameters.items()}
        sentence, field = reason.read(actor.parley.settings, "/settings", query)
        if sentence:
            raise Invalid(sentence, field)

    @acting
    async def passkey_added(self, actor: Actor) -> str:
        """Show the passkey that the browser and the server have made."""
        await self._load(actor)
        return "The passkey was added."

    @acting(closes=True)
    async def end_device(self, actor: Actor, session_id: uuid.UUID) -> str:
        """Sign another browser of the actor out."""
        await self._change(actor, sessions.revoke_own(actor.parley, actor.user_id, session_id))
        return "That device is signed out."

    @acting(closes=True)
    async def end_others(self, actor: Actor) -> str:
        """Sign all other browsers of the actor out."""
        count = await sessions.revoke_others(actor.parley, actor.user_id, actor.who.session_id)
        await self._load(actor)
        return "All other devices are signed out." if count else "There is no other device."

    @acting(closes=True)
    async def rename_passkey(self, actor: Actor, form: PasskeyForm) -> str:
        """Give a passkey another name."""
        await self._change(actor, passkeys.rename(actor.parley, actor.user_id, form["passkey_id"], form["name"]))
        return "The passkey has its new name."

    @acting(closes=True)
    async def remove_passkey(self, actor: Actor, passkey_id: uuid.UUID) -> str:
        """Remove a passkey."""
        await self._change(actor, passkeys.remove(actor.parley, actor.user_id, passkey_id))
        return "The passkey was removed."

    @acting(closes=True)
    async def unlink(self, actor: Actor, identity_id: uuid.UUID) -> str:
        """Remove an account at a provider from the actor's sign-in methods."""
        await self._change(actor, identities.unlink(actor.parley, actor.user_id, identity_id))
        return "The account was unlinked."

    @acting
    async def choose_password(self, actor: Actor, form: PasswordForm) -> str:
        """Set or change the actor's password."""
        typed = {"current": form.get("current", ""), "new": form.get("new", "")}
        await self._change(actor, passwords.choose(actor.parley, actor.user_id, actor.who.session_id, **typed))
        return "Your password is set."

    @acting
    async def remove_password(self, actor: Actor, form: PasswordForm) -> str:
        """Remove the actor's password."""
        await self._change(actor, passwords.remove(actor.parley, actor.user_id, current=form.get("current", "")))
        return "Your password is removed."

    async def _change(self, actor: Actor, work: Awaitable[None]) -> None:
        """Make a change, and read the page's content again, also when the change is refused."""
        try:
            await work
        finally:
            await self._load(actor)

    async def _load(self, actor: Actor) -> None:
        parley, user_id = actor.parley, actor.user_id
        user = await accounts.by_id(parley, user_id)
        self.email = (user and user.email) or ""
        self.devices = [
            Device(str(row.id), describe(row.device), row.ip, milliseconds(row.seen_at), row.id == actor.who.session_id)
            for row in await sessions.mine(parley, user_id)
        ]
        self.passkeys = [_method(row) for row in await passkeys.of(parley, user_id)]
        await self._load_providers(actor)
        self.passwords = parley.settings.password_sign_in
        self.password = self.passwords and await passwords.has(parley, user_id)
        self.loaded = True

    async def _load_providers(self, actor: Actor) -> None:
        known = {each.account: each for each in registry.providers(actor.parley.settings).values()}
        rows = await identities.of(actor.parley, actor.user_id)
        self.linked = [
            SignInMethod(str(row.id), known[row.provider].name, milliseconds(row.created_at))
            for row in rows
            if row.provider in known
        ]
        linked = {row.provider for row in rows}
        self.unlinked = [ProviderChoice(each.key, each.name) for each in known.values() if each.account not in linked]


def _method(passkey: Passkey) -> SignInMethod:
    return SignInMethod(str(passkey.id), passkey.name, milliseconds(passkey.created_at))
