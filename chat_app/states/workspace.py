"""The admin pages about the workspace: its settings, and its audit log."""

from dataclasses import astuple, dataclass
from datetime import date

import reflex as rx
from typing_extensions import TypedDict

from chat_app.services import audit_log, workspaces
from chat_app.services.audit_log import Line, Wanted
from chat_app.services.errors import Invalid
from chat_app.states.acting import Actor, Number, acting


class SettingsForm(TypedDict, total=False):
    """The new settings, as typed."""

    name: str
    accent: str
    who_creates: str
    who_invites: str
    seen_by: str
    domains: str


class WorkspaceState(rx.State):
    """The settings as they are `stored`, by the names of the fields of `SettingsForm`."""

    ready: bool = False
    stored: dict[str, str] = {}

    @acting
    async def load_settings(self, actor: Actor) -> None:
        """Read the settings when the page opens."""
        found = await workspaces.settings(actor.parley, actor.user_id)
        self.stored = {
            **found.model_dump(include={"name", "accent", "who_creates", "who_invites"}),
            "seen_by": "shown" if found.seen_by else "hidden",
            "domains": " ".join(found.join_domains),
        }
        self.ready = True

    @acting
    async def change_settings(self, actor: Actor, form: SettingsForm) -> str:
        """Change the settings."""
        await workspaces.change(actor.parley, actor.user_id, ip=actor.ip, **form)
        return "Saved."


MOST = 500  # entries on the page: each step sends all of them


@dataclass(frozen=True)
class Filters:
    """The filters of the log, as typed."""

    person: str = ""
    action: str = ""
    since: str = ""
    until: str = ""


class AuditState(rx.State):
    """The newest entries of the audit log; filters and the number of entries come with each event."""

    ready: bool = False
    filters: Filters = Filters()
    actions: list[str] = []
    found: list[Line] = []
    more: bool = False
    full: bool = False  # as many as a page shows, and there are more

    @acting
    async def open_log(self, actor: Actor) -> None:
        """Show the newest entries when the page opens."""
        self.actions = await audit_log.actions(actor.parley, actor.user_id)
        await self._show(actor, Filters(), audit_log.PAGE)

    @acting
    async def narrow_log(self, actor: Actor, form: Filters) -> None:
        """Show only the entries that fit the filters."""
        await self._show(actor, form, audit_log.PAGE)

    @acting
    async def earlier(self, actor: Actor, filters: Filters, count: Number) -> None:
        """Show a page of entries more than `count`."""
        await self._show(actor, filters, min(count + audit_log.PAGE, MOST))

    async def _show(self, actor: Actor, filters: Filters, count: int) -> None:
        person, action, since, until = (typed.strip()[:80] for typed in astuple(filters))
        self.filters, self.found = Filters(person, action, since, until), []
        try:
            wanted = Wanted(person, action, _day(since), _day(until))
        except ValueError:
            raise Invalid("A date looks like 2026-11-22.") from None
        self.found, self.more = await audit_log.newest(actor.parley, actor.user_id, wanted, count)
        self.ready, self.full = True, self.more and count == MOST


def _day(text: str) -> date | None:
    """Return a day from `YYYY-MM-DD`, None for an empty text. Raises ValueError."""
    return date.fromisoformat(text) if text else None
