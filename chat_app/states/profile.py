"""What the person of a tab says of themselves: profile, status, and whether they may be disturbed."""

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
    """The values that the form starts with, by the names of its fields."""

    stored: dict[str, str] = {}

    @acting
    async def open(self, actor: Actor) -> None:
        """Read the profile when the page opens."""
        if (user := await accounts.by_id(actor.parley, actor.user_id)) is not None:
            self.stored = user.model_dump(include=set(ProfileForm.__annotations__))

    @acting
    async def save(self, actor: Actor, form: ProfileForm) -> Reply:
        """Change the profile; the form keeps what is typed in it, also when that is refused."""
        await profiles.change(actor.parley, actor.user_id, **form)
        return Reply("Saved.", field="profile")

    @acting(silent=True)
    async def zone(self, actor: Actor, zone: str) -> None:
        """Take the time zone of the browser for a person who has chosen none."""
        await profiles.find_zone(actor.parley, actor.user_id, zone)

    @acting(closes=True)
    async def set_status(self, actor: Actor, emoji: str, text: str, until: int) -> None:
        """Set the actor's status until a time (milliseconds since 1970, 0: for ever); empty texts clear it."""
        await profiles.set_status(actor.parley, actor.user_id, emoji=emoji, text=text, until=until)

    @acting(silent=True)
    async def available(self, actor: Actor, availability: str) -> None:
        """Be shown as `away` or `dnd` (not to be disturbed), or, if empty, as present as the actor's tabs are."""
        await profiles.set_availability(actor.parley, actor.user_id, availability)
