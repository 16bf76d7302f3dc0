"""The pages for visitors: sign-in, first run, invites."""

import asyncio
from typing import Any

import reflex as rx

from chat_app.auth import cookies, reason, registry
from chat_app.live.gate import public
from chat_app.live.process import current, tab_of
from chat_app.schemas import WorkspaceOut
from chat_app.schemas.screen import ProviderChoice
from chat_app.services import accounts, invite_use, mailing, sessions

MAIL_CHECKS = 30  # one a second: longer than all attempts to send a mail take


class EntryState(rx.State):
    """What the forms for visitors show, which are sent to plain HTTP routes: those put errors into the address."""

    workspace: str = ""
    accent: str = ""
    picture: str = ""
    address: str = ""  # of the page to which the other fields belong
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
    providers: list[ProviderChoice] = []
    passwords: bool = False
    coded: bool = False  # whether the first run asks for the setup code at once
    trouble: str = ""  # why a mailed link may not come
    _watching: bool = False

    @rx.var
    def ready(self) -> bool:
        """Return whether the fields belong to the page on the screen: a tab that goes on to a mailed link still has
        those of the page before, and a click on that page would send no token."""
        return self.address == self._address()

    @rx.event
    @public
    async def login(self) -> Any:
        """Open `/login`. People who are signed in go to the rooms; without a workspace, visitors go to `/setup`."""
        if tab_of(self).signed_in is not None:
            return rx.redirect("/", replace=True)
        if not await self._load():
            return rx.redirect("/setup", replace=True)
        self.sent, self.trouble = "sent" in self._query(), ""
        self.error = self.error or await self._why_ended()
        self.address = self._address()
        return EntryState.watch_mail if self.sent else None

    @rx.event(background=True)
    @public
    async def watch_mail(self) -> None:
        """Show a warning when mail fails while a visitor waits for a link. Ends when they leave the page."""
        async with self:
            if self._watching:
                return
            self._watching = True
        try:
            for _ in range(MAIL_CHECKS):
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
        """Open `/auth/magic?token=…`, the page of a mailed link."""
        await self._load()
        self.token = self._query().get("token", "")[:200]
        self.address = self._address()

    @rx.event
    @public
    async def setup(self) -> Any:
        """Open `/setup`, until there is a workspace."""
        if await self._load():
            return rx.redirect("/login", replace=True)
        self.coded = not current().parley.settings.local
        self.address = self._address()
        return None

    @rx.event
    @public
    async def join(self) -> Any:
        """Open `/join/<code>`, the page of an invite link."""
        if not await self._load():
            return rx.redirect("/setup", replace=True)
        self.invite = self.router.url.path.rsplit("/", 1)[-1][:43]
        invite = await invite_use.valid(current().parley, self.invite)
        self.ended = invite is None
        self.invited = (invite.email or "") if invite is not None else ""
        self.address = self._address()
        return None

    async def _load(self) -> bool:
        """Read the workspace, and from the address what a route for forms has sent back; return whether there is a
        workspace."""
        found = await accounts.workspace(current().parley)
        if found is not None:
            shown = WorkspaceOut.of(found)
            self.workspace, self.accent, self.picture = shown.name, shown.accent, shown.picture
        self.passwords = current().parley.settings.password_sign_in
        offered = registry.providers(current().parley.settings).values()
        self.providers = [ProviderChoice(each.key, each.name) for each in offered]
        query = self._query()
        self.error, self.field = reason.read(current().parley.settings, self.router.url.path, query)
        self.name, self.email, self.title = (query.get(key, "")[:300] for key in ("name", "email", "workspace"))
        return found is not None

    async def _why_ended(self) -> str:
        """Return why the session of this browser's cookies has ended; an empty text if its person has signed out."""
        parley = current().parley
        session_id = cookies.session_id(parley.settings, self.router.headers.cookie)
        why = await sessions.why_ended(parley, session_id) if session_id else ""
        return why if why != sessions.REASONS[""] else ""

    def _address(self) -> str:
        """Return the page's path and query, without a slash at the end, which some addresses have."""
        return f"{self.router.url.path.strip('/')}?{self.router.url.query}"

    def _query(self) -> dict[str, str]:
        return {str(key): str(value) for key, value in self.router.url.query_parameters.items()}
