"""Invites: links for all who get them, links mailed to one address each, and who made which."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app import policy
from chat_app.models import Invite, Room, User, Workspace, now
from chat_app.schemas import addresses
from chat_app.services import audit, invite_use, limits, mail_texts, mailing, memberships
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.parley import Parley

DAYS = 14
PAGE = 20  # invites
AT_ONCE = 50  # addresses in one go
LIST = 20_000  # characters of what is typed
DOMAIN_LIFETIME = timedelta(days=1)
NOT_ALLOWED = "You may not invite people."

InviteRole = Literal["member", "guest"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What an invite leads to: `max_uses` 0 is any number, `days` 0 is for ever."""

    role: InviteRole = "member"
    room_ids: tuple[uuid.UUID, ...] = ()
    max_uses: int = 0
    days: int = DAYS


async def link(parley: Parley, user: User) -> str:
    """Return the address of an invite for members, good for 14 days; the maker's newest that has a week left is reused.

    Raises NotAllowed or TooOften.
    """
    await limits.spend(parley, "invites", user.id)
    async with parley.database.write() as session:
        await _admit(session, user.id)
        own = select(Invite).where(
            col(Invite.created_by) == user.id,
            col(Invite.revoked_at).is_(None),
            col(Invite.max_uses) == 0,
            col(Invite.role) == "member",
            col(Invite.email).is_(None),
            col(Invite.expires_at) > now() + timedelta(days=DAYS // 2),
        )
        found = (await session.execute(own.order_by(col(Invite.expires_at).desc()).limit(20))).scalars()
        invite = next((each for each in found if not each.room_ids), None)
        if invite is None:
            invite = _new(user.id, Terms())
            session.add(invite)
        return address(parley, invite)


async def make(parley: Parley, user_id: uuid.UUID, terms: Terms, *, ip: str = "") -> Invite:
    """A new link on these terms. Raises Invalid or NotAllowed."""
    async with parley.database.write() as session:
        await _check(session, user_id, terms)
        await limits.spend(parley, "invites", user_id)
        invite = _new(user_id, terms)
        session.add(invite)
        audit.record(
            session, user_id, "invite.made", subject_id=invite.id, ip=ip, role=terms.role, max_uses=terms.max_uses
        )
    return invite


async def mail(parley: Parley, user_id: uuid.UUID, typed: str, terms: Terms, *, ip: str = "") -> tuple[int, list[str]]:
    """Mail each address a link of its own, soon after this returns. Returns how many, and who has an account already.

    Raises Invalid, with the address that cannot be one, or NotAllowed.
    """
    wanted = split_addresses(typed)
    async with parley.database.write() as session:
        user, rights = await _check(session, user_id, terms)
        # An account whose address is not proved may be a stranger's: the invite, which proves it, is mailed too.
        proved = col(User.email).in_(wanted), col(User.email_verified_at).is_not(None)
        known = set((await session.execute(select(col(User.email)).where(*proved))).scalars())
        once = Terms(terms.role, terms.room_ids, 1, terms.days)
        for _ in wanted:
            await limits.spend(parley, "invites", user_id)
        made = {email: _new(user_id, once, email) for email in wanted if email not in known}
        session.add_all(made.values())
        for email, invite in made.items():
            audit.record(session, user_id, "invite.mailed", subject_id=invite.id, subject=email, ip=ip, role=terms.role)
    parley.run_in_background(_send(parley, made, rights.workspace, user.name))
    return len(made), sorted(email for email in known if email)


async def offer(parley: Parley, email: str) -> bool:
    """Mail a link to an address without an account, if its domain may join. Returns whether it may."""
    email = addresses.rate_limit_key(email)
    async with parley.database.write() as session:
        workspace = (await session.execute(select(Workspace))).scalar_one_or_none()
        domain = email.rpartition("@")[2]
        taken = (await session.execute(select(col(User.id)).where(col(User.email) == email))).first()
        if workspace is None or domain not in workspace.join_domains or taken is not None:
            return False
        invite = _new(None, Terms(max_uses=1), email)
        invite.expires_at = now() + DOMAIN_LIFETIME
        session.add(invite)
        audit.record(session, None, "invite.by_domain", subject_id=invite.id, subject=email)
    await _send(parley, {email: invite}, workspace, "")
    return True


async def revoke(parley: Parley, user_id: uuid.UUID, invite_id: uuid.UUID, *, ip: str = "") -> None:
    """End an invite: the person's own, or any for an admin. Raises NotAllowed."""
    await limits.spend(parley, "administration", user_id)
    async with parley.database.write() as session:
        user, invite = await session.get(User, user_id), await session.get(Invite, invite_id)
        if user is None or invite is None or not policy.may_revoke(user, invite):
            raise NotAllowed("There is no such invite.")
        if invite.revoked_at is None:
            invite_use.revoke(session, invite, by=user_id, ip=ip)


async def pending(parley: Parley, user_id: uuid.UUID, page: int = 0) -> tuple[list[tuple[Invite, str]], int]:
    """Return a page of the invites that can still be used, newest first, each with its maker's name, and the number of
    all: the person's own, or all for an admin. Those whose makers may not invite any more are counted and not shown.

    Raises NotAllowed.
    """
    async with parley.database.read() as session:
        user, rights = await _admit(session, user_id)
        usable = invite_use.is_usable()
        if not policy.may_administrate(user):
            usable = and_(usable, col(Invite.created_by) == user.id)
        total = (await session.execute(select(func.count()).select_from(Invite).where(usable))).scalar_one()
        found = select(Invite, col(User.name)).outerjoin(User, col(User.id) == col(Invite.created_by)).where(usable)
        rows = await session.execute(found.order_by(col(Invite.id).desc()).limit(PAGE).offset(page * PAGE))
        shown = [(invite, name or "") for invite, name in rows if await rights.opens(invite) is not None]
        return shown, total


def address(parley: Parley, invite: Invite) -> str:
    """Where an invite leads."""
    return f"{parley.settings.url}/join/{invite.code}"


def split_addresses(text: str) -> list[str]:
    """Return the addresses in a typed or pasted text. Raises Invalid."""
    if len(text) > LIST:
        raise Invalid(f"That is too long a list. Give at most {AT_ONCE} addresses.", "addresses")
    try:
        wanted = addresses.parse_list(text, AT_ONCE)
    except ValueError as error:
        raise Invalid(f"“{str(error)[:80]}” does not look like an e-mail address.", "addresses") from None
    if not 1 <= len(wanted) <= AT_ONCE:
        raise Invalid(f"Give between 1 and {AT_ONCE} addresses.", "addresses")
    return wanted


async def _send(parley: Parley, made: dict[str, Invite], workspace: Workspace | None, host: str) -> None:
    for email, invite in made.items():
        link = address(parley, invite)
        await mailing.deliver(parley, mail_texts.write("invite", email, workspace, host=host, link=link))


async def _admit(session: AsyncSession, user_id: uuid.UUID) -> tuple[User, invite_use.Rights]:
    user, rights = await session.get(User, user_id), await invite_use.Rights.read(session)
    if user is None or not rights.may_invite(user):
        raise NotAllowed(NOT_ALLOWED)
    return user, rights


async def _check(session: AsyncSession, user_id: uuid.UUID, terms: Terms) -> tuple[User, invite_use.Rights]:
    """Nobody lets others into rooms that they could not add people to themselves."""
    user, rights = await _admit(session, user_id)
    if not 0 <= terms.max_uses <= 10_000 or not 0 <= terms.days <= 365 or len(terms.room_ids) > AT_ONCE:
        raise Invalid("An invite has 1 to 10,000 uses and ends within a year.")
    if terms.role == "guest" and not terms.room_ids:
        raise Invalid("Choose at least one room for a guest: they see no others.", "rooms")
    for room_id in terms.room_ids:
        room, place = await session.get(Room, room_id), await memberships.find(session, room_id, user_id)
        if room is None or not policy.may_add(user, place, room):
            raise NotAllowed("You may not bring people into one of these rooms.")
    return user, rights


def _new(user_id: uuid.UUID | None, terms: Terms, email: str | None = None) -> Invite:
    return Invite(
        code=secrets.token_urlsafe(16), created_by=user_id, role=terms.role, max_uses=terms.max_uses, email=email,
        room_ids=[str(room_id) for room_id in terms.room_ids],
        expires_at=now() + timedelta(days=terms.days) if terms.days else None,
    )  # fmt: skip
