"""The pages before the door: sign-in, first run, invites."""

import asyncio
from dataclasses import dataclass
from typing import Any

import reflex as rx

from chat_app.auth import cookies, reason, registry
from chat_app.live.gate import public
from chat_app.live.process import current, tab_of
from chat_app.schemas import WorkspaceOut
from chat_app.services import accounts, invite_use, mailing, sessions

WATCH = 30  # seconds; longer than all attempts to send take


@dataclass(frozen=True)
class Door:
    """A provider that people can sign in with."""

    key: str
    name: str


class EntryState(rx.State):
    """What the forms before the door show; what they send goes to plain HTTP routes."""

    workspace: str = ""
    accent: str = ""
    picture: str = ""
    address: str = ""  # of the page that all this is about
    sent: bool = False
    invite: str = ""
    invited: str = ""  # the address that the invite was mailed to
    token: str = ""
    ended: bool = False
    error: str = ""
    field: str = ""
    name: str = ""
    email: str = ""
    title: str = ""
    providers: list[Door] = []
    passwords: bool = False
    coded: bool = False  # whether the first run asks for the setup code at once
    trouble: str = ""  # why a mailed link may not come
    _watching: bool = False

    @rx.var
    def ready(self) -> bool:
        """Whether what this holds belongs to the page shown: a tab that goes on to a mailed link still has what the
        page before it showed, and a click on that would send no token."""
        return self.address == self._address()

    @rx.event
    @public
    async def login(self) -> Any:
        """`/login`; whoever is signed in goes to the rooms, and an unnamed workspace is named first."""
        if tab_of(self).signed_in is not None:
            return rx.redirect("/", replace=True)
        if not await self._recall():
            return rx.redirect("/setup", replace=True)
        self.sent, self.trouble = "sent" in self._query(), ""
        self.error = self.error or await self._why_ended()
        self.address = self._address()
        return EntryState.watch_mail if self.sent else None

    @rx.event(background=True)
    @public
    async def watch_mail(self) -> None:
        """While somebody waits for a link: say it when mail turns out not to work. Ends when they leave the page."""
        async with self:
            if self._watching:
                return
            self._watching = True
        try:
            for _ in range(WATCH):
                if await mailing.failing(current().parley):
                    async with self:
                        self.trouble = mailing.TROUBLE
                    return
                await asyncio.sleep(1)
        finally:
            async with self:
                self._watching = False

    @rx.event
    @public
    async def confirm(self) -> None:
        """`/auth/magic?token=…`, where a mailed link leads: one click signs in."""
        await self._recall()
        self.token = self._query().get("token", "")[:200]
        self.address = self._address()

    @rx.event
    @public
    async def setup(self) -> Any:
        """`/setup`, once."""
        if await self._recall():
            return rx.redirect("/login", replace=True)
        self.coded = not current().parley.settings.local
        self.address = self._address()
        return None

    @rx.event
    @public
    async def join(self) -> Any:
        """`/join/<code>`."""
        if not await self._recall():
            return rx.redirect("/setup", replace=True)
        self.invite = self.router.url.path.rsplit("/", 1)[-1][:43]
        invite = await invite_use.valid(current().parley, self.invite)
        self.ended = invite is None
        self.invited = (invite.email or "") if invite is not None else ""
        self.address = self._address()
        return None

    async def _recall(self) -> bool:
        """Take what the form route sent back; returns whether there is a workspace."""
        found = await accounts.workspace(current().parley)
        if found is not None:
            shown = WorkspaceOut.of(found)
            self.workspace, self.accent, self.picture = shown.name, shown.accent, shown.picture
        self.passwords = current().parley.settings.password_sign_in
        offered = registry.providers(current().parley.settings).values()
        self.providers = [Door(each.key, each.name) for each in offered]
        query = self._query()
        self.error, self.field = reason.read(current().parley.settings, self.router.url.path, query)
        self.name, self.email, self.title = (query.get(key, "")[:300] for key in ("name", "email", "workspace"))
        return found is not None

    async def _why_ended(self) -> str:
        """Why the session that this browser still has cookies of was ended, if not by leaving."""
        parley = current().parley
        session_id = cookies.session_id(parley.settings, self.router.headers.cookie)
        why = await sessions.why_ended(parley, session_id) if session_id else ""
        return why if why != sessions.REASONS[""] else ""

    def _address(self) -> str:
        """Without the slash at the end, which comes and goes."""
        return f"{self.router.url.path.strip('/')}?{self.router.url.query}"

    def _query(self) -> dict[str, str]:
        return {str(key): str(value) for key, value in self.router.url.query_parameters.items()}
