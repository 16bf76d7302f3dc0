"""The page *Invites*: links on chosen terms, invites by mail, and the invites that can still be used."""

import contextlib
import uuid
from dataclasses import dataclass
from typing import Annotated, ClassVar, Required

import reflex as rx
import segno
from typing_extensions import TypedDict

from chat_app import policy
from chat_app.models import Invite
from chat_app.schemas import RoomOut, milliseconds
from chat_app.schemas.screen import Reply
from chat_app.services import accounts, invites, sidebar
from chat_app.services.errors import Invalid, NotAllowed, Refused
from chat_app.services.invites import Terms
from chat_app.services.parley import Parley
from chat_app.states.acting import Actor, acting, ticked
from chat_app.states.listing import Listing


@dataclass(frozen=True)
class InviteLine:
    """An invite that can still be used; `expires` is milliseconds since 1970, or 0 for never."""

    id: str
    link: str
    email: str
    role: str
    maker: str
    uses: int
    max_uses: int
    expires: int


class TermsForm(TypedDict, total=False):
    """The terms of an invite, and the addresses of mailed ones; `max_uses` and `days` as typed."""

    addresses: str
    role: str
    max_uses: str
    days: str
    ticked: Required[list[uuid.UUID]]


Form = Annotated[TermsForm, ticked("room")]


class InvitesState(Listing, rx.State):
    """The pending invites; `link` is the link that was made last, `code` its QR code as the address of an image."""

    _a_page: ClassVar[int] = invites.PAGE
    status: str = ""
    rooms: list[RoomOut] = []
    found: list[InviteLine] = []
    link: str = ""
    code: str = ""

    @acting
    async def list_invites(self, actor: Actor) -> None:
        """Read rooms and invites when the page opens."""
        self.link = self.code = ""
        user = await accounts.by_id(actor.parley, actor.user_id)
        seen = await sidebar.load(actor.parley, actor.user_id)
        self.rooms = sorted(
            (room for room in seen.rooms if room.kind != "direct" and not room.archived),
            key=lambda room: room.name.lower(),
        )
        self.status = "allowed" if user is not None and policy.may_invite(user) else "denied"
        await self._show(actor)

    @acting
    async def make_link(self, actor: Actor, form: Form) -> None:
        """Make a new link, with its QR code."""
        invite = await invites.make(actor.parley, actor.user_id, _terms(form), ip=actor.ip)
        self.link = invites.address(actor.parley, invite)
        self.code = segno.make(self.link, error="m").svg_data_uri(scale=5, border=3, dark="#000", light="#fff")
        await self._show(actor)

    @acting
    async def mail_invites(self, actor: Actor, form: Form) -> Reply:
        """Mail a link of its own to each address."""
        try:
            typed, terms = form.get("addresses", ""), _terms(form)
            sent, known = await invites.mail(actor.parley, actor.user_id, typed, terms, ip=actor.ip)
        except Refused as refusal:
            raise Invalid(str(refusal), "addresses") from None
        await self._show(actor)
        already = f" Already here: {', '.join(known)}." if known else ""
        return Reply(f"{sent} invite{'' if sent == 1 else 's'} on the way.{already}", field="addresses")

    @acting
    async def revoke(self, actor: Actor, invite_id: uuid.UUID) -> None:
        """End an invite."""
        with contextlib.suppress(NotAllowed):  # it has ended already
            await invites.revoke(actor.parley, actor.user_id, invite_id, ip=actor.ip)

    async def _read(self, actor: Actor, words: str, page: int) -> tuple[list[InviteLine], int]:
        try:
            found, total = await invites.pending(actor.parley, actor.user_id, page)
        except Refused:
            self.status = "denied"
            raise
        return [_line(actor.parley, *each) for each in found], total


def _terms(form: TermsForm) -> Terms:
    """Return the terms in a form; the service validates them."""
    role = "guest" if form.get("role") == "guest" else "member"
    max_uses, days = _number(form.get("max_uses", ""), 0), _number(form.get("days", ""), invites.DAYS)
    return Terms(role, tuple(form["ticked"]), max_uses, days)


def _number(typed: str, default: int) -> int:
    """Return a number of at most seven digits; `default` for an empty text, -1, which no service takes, for others."""
    text = typed.strip()
    if not text:
        return default
    return int(text) if text.isdecimal() and len(text) < 8 else -1


def _line(parley: Parley, invite: Invite, maker: str) -> InviteLine:
    where = "" if invite.email else invites.address(parley, invite)  # a mailed link is for its reader alone
    return InviteLine(
        str(invite.id), where, invite.email or "", invite.role, maker or "A domain that may join", invite.uses,
        invite.max_uses, milliseconds(invite.expires_at),
    )  # fmt: skip
