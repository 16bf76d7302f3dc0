"""The page *Invites*: links on chosen terms, invites by mail, and those that can still be used."""

import uuid
from dataclasses import dataclass
from typing import Any, ClassVar

import reflex as rx
import segno

from chat_app import policy
from chat_app.live.process import current, signed_in
from chat_app.models import Invite
from chat_app.schemas import milliseconds
from chat_app.services import accounts, invites, sidebar
from chat_app.services.errors import Refused, TooOften
from chat_app.services.invites import Terms
from chat_app.states.listing import Paged


@dataclass(frozen=True)
class InviteLine:
    """One invite that can still be used; `expires` is milliseconds since 1970, or 0 for never."""

    id: str
    link: str
    email: str
    role: str
    maker: str
    uses: int
    max_uses: int
    expires: int


@dataclass(frozen=True)
class Place:
    """A room that an invite can lead into."""

    id: str
    name: str


class InvitesState(Paged, rx.State):
    """`link` and `code` (its QR code as an image address) are of the link made last."""

    _a_page: ClassVar[int] = invites.PAGE
    status: str = ""
    rooms: list[Place] = []
    pending: list[InviteLine] = []
    link: str = ""
    code: str = ""
    error: str = ""
    mail_error: str = ""
    said: str = ""

    @rx.event
    async def list_invites(self) -> None:
        """The page opens."""
        _, me = signed_in(self)
        self.link = self.code = self.error = self.mail_error = self.said = ""
        self.page = 0
        user = await accounts.by_id(current().parley, me)
        seen = await sidebar.load(current().parley, me)
        self.rooms = sorted(
            (Place(room.id, room.name) for room in seen.rooms if room.kind != "direct" and not room.archived),
            key=lambda place: place.name.lower(),
        )
        self.status = "allowed" if user is not None and policy.may_invite(user) else "denied"
        await self._read()

    @rx.event
    async def make_link(self, form: dict[str, Any]) -> None:
        """A new link, with its QR code."""
        tab, me = signed_in(self)
        self.error = ""
        try:
            invite = await invites.make(current().parley, me, _terms(form), ip=tab.ip)
        except Refused as refusal:
            self.error = str(refusal)
            return
        self.link = invites.address(current().parley, invite)
        self.code = segno.make(self.link, error="m").svg_data_uri(scale=5, border=3, dark="#000", light="#fff")
        self.page = 0
        await self._read()

    @rx.event
    async def mail_invites(self, form: dict[str, Any]) -> None:
        """A link of its own to each address."""
        tab, me = signed_in(self)
        self.mail_error, self.said = "", ""
        try:
            sent, known = await invites.mail(
                current().parley, me, str(form.get("addresses", "")), _terms(form), ip=tab.ip
            )
        except Refused as refusal:
            self.mail_error = str(refusal)
            return
        self.said = f"{sent} invite{'' if sent == 1 else 's'} on the way."
        if known:
            self.said += f" Already here: {', '.join(known)}."
        self.page = 0
        await self._read()

    @rx.event
    async def revoke(self, invite_id: str) -> None:
        """End an invite."""
        tab, me = signed_in(self)
        if (invite := _id(invite_id)) is not None:
            try:
                await invites.revoke(current().parley, me, invite, ip=tab.ip)
            except TooOften as refusal:
                self.error = str(refusal)
            except Refused:  # somebody else has ended it
                pass
        await self._read()

    async def _read(self) -> None:
        _, me = signed_in(self)
        try:
            found, self.total = await invites.pending(current().parley, me, self.page)
        except Refused:
            self.status, self.pending, self.total = "denied", [], 0
            return
        if self.page > self.last:  # its only line is gone
            self.page = self.last
            found, self.total = await invites.pending(current().parley, me, self.page)
        self.pending = [_line(*each) for each in found]


def _terms(form: dict[str, Any]) -> Terms:
    """What a form asks for; the service judges it."""
    rooms = [_id(key.removeprefix("room:")) for key in form if key.startswith("room:")]
    return Terms(
        "guest" if form.get("role") == "guest" else "member",
        tuple(dict.fromkeys(room for room in rooms if room is not None)),
        _number(form.get("max_uses"), 0),
        _number(form.get("days"), invites.DAYS),
    )


def _number(value: object, default: int) -> int:
    """A small number, or -1, which no service takes, for what is none."""
    text = str(value if value is not None else "").strip()
    if not text:
        return default
    return int(text) if text.isdecimal() and len(text) < 8 else -1


def _id(value: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _line(invite: Invite, maker: str) -> InviteLine:
    where = "" if invite.email else invites.address(current().parley, invite)  # a mailed link is for its reader alone
    return InviteLine(
        str(invite.id), where, invite.email or "", invite.role, maker or "A domain that may join", invite.uses,
        invite.max_uses, milliseconds(invite.expires_at),
    )  # fmt: skip
