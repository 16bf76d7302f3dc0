"""One's own profile, while one looks at it in the settings."""

import contextlib
from typing import Any

import reflex as rx

from chat_app.live.process import current, signed_in
from chat_app.services import accounts, profiles
from chat_app.services.errors import Invalid, Refused


class ProfileState(rx.State):
    """What the form starts with, and what came of the last save: `error` with its `field`, or `saved`."""

    name: str = ""
    title: str = ""
    pronouns: str = ""
    time_zone: str = ""
    error: str = ""
    field: str = ""
    saved: bool = False

    @rx.event
    async def open(self) -> None:
        """The page opens."""
        _, user_id = signed_in(self)
        user = await accounts.by_id(current().parley, user_id)
        if user is not None:
            self.name, self.title, self.pronouns, self.time_zone = user.name, user.title, user.pronouns, user.time_zone
        self.error, self.field, self.saved = "", "", False

    @rx.event
    async def save(self, form: dict[str, Any]) -> None:
        """Keep what the form says; what is wrong is said beside its field, and nothing typed is lost."""
        _, user_id = signed_in(self)
        said = {name: form.get(name, "") for name in ("name", "title", "pronouns", "time_zone")}
        self.error, self.field, self.saved = "", "", False
        try:
            await profiles.change(current().parley, user_id, **said)
        except Refused as refusal:
            self.error, self.field = str(refusal), refusal.field if isinstance(refusal, Invalid) else ""
            return
        self.saved = True

    @rx.event
    async def zone(self, zone: str) -> None:
        """The time zone of this browser, for somebody who has chosen none."""
        _, user_id = signed_in(self)
        with contextlib.suppress(Refused):
            await profiles.find_zone(current().parley, user_id, zone)
