"""The admin pages about the workspace: its settings, and its audit log."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

import reflex as rx

from chat_app.live.process import current, signed_in
from chat_app.services import audit_log, workspaces
from chat_app.services.audit_log import Line, Wanted
from chat_app.services.errors import Invalid, Refused

FIELDS = ("name", "accent", "who_creates", "who_invites", "seen_by", "domains")


class WorkspaceState(rx.State):
    """The settings as they are, or as they were typed and refused."""

    ready: bool = False
    name: str = ""
    accent: str = "iris"
    who_creates: str = "everyone"
    who_invites: str = "everyone"
    seen_by: str = "shown"
    domains: str = ""
    error: str = ""
    field: str = ""
    saved: int = 0  # counts, so that saving twice is said twice

    @rx.event
    async def load_settings(self) -> None:
        """The page opens."""
        _, me = signed_in(self)
        self.error, self.field, self.saved = "", "", 0
        try:
            found = await workspaces.settings(current().parley, me)
        except Refused:
            return
        self.name, self.accent, self.domains = found.name, found.accent, " ".join(found.join_domains)
        self.who_creates, self.who_invites = found.who_creates, found.who_invites
        self.seen_by, self.ready = "shown" if found.seen_by else "hidden", True

    @rx.event
    async def change_settings(self, form: dict[str, Any]) -> None:
        """Change the settings."""
        tab, me = signed_in(self)
        fields = {key: form[key] for key in FIELDS if key in form}
        self.error, self.field = "", ""
        try:
            await workspaces.change(current().parley, me, ip=tab.ip, **fields)
            self.saved += 1
        except Refused as refusal:
            self.error, self.field = str(refusal), refusal.field if isinstance(refusal, Invalid) else ""
            self.saved = 0


MOST = 500  # entries on the page: each step sends all of them


@dataclass(frozen=True)
class Filters:
    """What the log is narrowed to, as typed."""

    person: str = ""
    action: str = ""
    since: str = ""
    until: str = ""


class AuditState(rx.State):
    """A stretch of the audit log, newest first."""

    ready: bool = False
    filters: Filters = Filters()
    actions: list[str] = []
    entries: list[Line] = []
    more: bool = False
    full: bool = False  # as many as a page shows, and there are more
    error: str = ""

    @rx.event
    async def open_log(self) -> None:
        """The page opens."""
        _, me = signed_in(self)
        self.filters, self.entries = Filters(), []
        try:
            self.actions = await audit_log.actions(current().parley, me)
        except Refused:
            return
        await self._read()

    @rx.event
    async def narrow_log(self, form: dict[str, Any]) -> None:
        """Only some of it."""
        person, action, since, until = (str(form.get(key, ""))[:80] for key in ("person", "action", "since", "until"))
        self.filters, self.entries = Filters(person.strip(), action, since, until), []
        await self._read()

    @rx.event
    async def earlier(self) -> None:
        """The next page."""
        if not self.full:
            await self._read()

    async def _read(self) -> None:
        _, me = signed_in(self)
        self.error = ""
        before = uuid.UUID(self.entries[-1].id) if self.entries else None
        try:
            days = _day(self.filters.since), _day(self.filters.until)
            wanted = Wanted(self.filters.person, self.filters.action, *days)
            found, self.more = await audit_log.page(current().parley, me, wanted, before)
        except ValueError:
            self.error = "A date looks like 2026-11-22."
            return
        except Refused:
            return
        self.entries, self.ready = [*self.entries, *found], True
        self.full = self.more and len(self.entries) >= MOST


def _day(text: str) -> date | None:
    """Raises ValueError."""
    return date.fromisoformat(text) if text else None
