"""Limits: each thing that is done too often has a sentence, which says when one may go on."""

import math
import uuid
from typing import Literal

from chat_app.limits import Rule
from chat_app.services import alarms
from chat_app.services.errors import TooOften
from chat_app.services.parley import Parley

Kind = Literal[
    "posts", "changes", "typing", "searches", "uploads", "profiles", "invites", "rooms", "direct_rooms",
    "sign_in_address", "sign_in_ip",
]  # fmt: skip
SENTENCES: dict[Kind, str] = {
    "posts": "You are posting too fast.",
    "changes": "You are changing messages too fast.",
    "typing": "You are typing too fast.",
    "searches": "You are searching too fast.",
    "uploads": "You are sending too many files.",
    "profiles": "You are changing your profile too often.",
    "invites": "You are making too many invites.",
    "rooms": "You are making too many rooms.",
    "direct_rooms": "You are beginning too many conversations.",
    "sign_in_address": "There were too many attempts to sign in.",
    "sign_in_ip": "There were too many attempts to sign in from your network.",
}

AUDITED: set[Kind] = {"posts", "invites", "rooms", "direct_rooms", "uploads", "sign_in_address", "sign_in_ip"}


async def spend(parley: Parley, kind: Kind, who: object) -> None:
    """Count one act of somebody's (a person's id, an e-mail address, a network address). Raises TooOften."""
    wait = await parley.counters.take(f"{kind}:{alarms.short(who)}", rule(parley, kind))
    if wait > 0:
        if kind in AUDITED:
            await _tell(parley, kind, who)
        raise TooOften(f"{SENTENCES[kind]} You can go on in {span(wait)}.", math.ceil(wait))


async def sign_in(parley: Parley, ip: str, email: str = "") -> None:
    """Count an attempt to sign in, by where it comes from and, if it names one, by address. Raises TooOften.

    An address without an account counts like any other, so that the answer does not tell which it is.
    """
    await spend(parley, "sign_in_ip", ip)
    if email:
        await spend(parley, "sign_in_address", email.strip().casefold())


def rule(parley: Parley, kind: Kind) -> Rule:
    """What the settings say."""
    return getattr(parley.settings, f"limit_{kind}")


def span(seconds: float) -> str:
    """A wait as people say it: never shorter than it is."""
    seconds = max(1, math.ceil(seconds))
    if seconds < 100:
        return f"{seconds} second{'s' if seconds > 1 else ''}"
    minutes = math.ceil(seconds / 60)
    return f"{minutes} minutes" if minutes < 100 else f"{math.ceil(minutes / 60)} hours"


async def _tell(parley: Parley, kind: Kind, who: object) -> None:
    ip = str(who) if kind == "sign_in_ip" else ""
    subject = "" if isinstance(who, uuid.UUID) or ip else str(who)
    await alarms.note(parley, "limit.reached", who, of=kind, subject=subject, ip=ip, limit=kind)
