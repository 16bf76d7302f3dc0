"""One's own profile, while one looks at it in the settings."""

import reflex as rx
from typing_extensions import TypedDict

from chat_app.services import accounts, profiles
from chat_app.states.acting import Actor, acting


class ProfileForm(TypedDict, total=False):
    """What people say of themselves."""

    name: str
    title: str
    pronouns: str
    time_zone: str


class ProfileState(rx.State):
    """What the form starts with, and what came of the last save: `error` with its `field`, or `saved`."""

    name: str = ""
    title: str = ""
    pronouns: str = ""
    time_zone: str = ""
    error: str = ""
    field: str = ""
    saved: bool = False

    @acting
    async def open(self, actor: Actor) -> None:
        """The page opens."""
        self.saved = False
        if (user := await accounts.by_id(actor.parley, actor.user_id)) is not None:
            self.name, self.title, self.pronouns, self.time_zone = user.name, user.title, user.pronouns, user.time_zone

    @acting
    async def save(self, actor: Actor, form: ProfileForm) -> None:
        """Keep what the form says; what is wrong is said beside its field, and nothing typed is lost."""
        self.saved = False
        await profiles.change(actor.parley, actor.user_id, **form)
        self.saved = True

    @acting(silent=True)
    async def zone(self, actor: Actor, zone: str) -> None:
        """The time zone of this browser, for somebody who has chosen none."""
        await profiles.find_zone(actor.parley, actor.user_id, zone)
