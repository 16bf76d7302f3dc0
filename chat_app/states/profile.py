"""The profile of the person of a tab, in their settings."""

import reflex as rx
from typing_extensions import TypedDict

from chat_app.schemas.screen import Reply
from chat_app.services import accounts, profiles
from chat_app.states.acting import Actor, acting


class ProfileForm(TypedDict, total=False):
    """The profile as typed."""

    name: str
    title: str
    pronouns: str
    time_zone: str


class ProfileState(rx.State):
    """The values that the form starts with."""

    name: str = ""
    title: str = ""
    pronouns: str = ""
    time_zone: str = ""

    @acting
    async def open(self, actor: Actor) -> None:
        """Read the profile when the page opens."""
        if (user := await accounts.by_id(actor.parley, actor.user_id)) is not None:
            self.name, self.title, self.pronouns, self.time_zone = user.name, user.title, user.pronouns, user.time_zone

    @acting
    async def save(self, actor: Actor, form: ProfileForm) -> Reply:
        """Change the profile; the form keeps what is typed in it, also when that is refused."""
        await profiles.change(actor.parley, actor.user_id, **form)
        return Reply("Saved.", field="profile")

    @acting(silent=True)
    async def zone(self, actor: Actor, zone: str) -> None:
        """Take the time zone of the browser for a person who has chosen none."""
        await profiles.find_zone(actor.parley, actor.user_id, zone)
