"""Limits: each act that is done too often has a sentence, which says when it may be done again."""

import asyncio
import math
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Literal

from chat_app.limits import Rule
from chat_app.schemas import addresses
from chat_app.services import attack_log
from chat_app.services.errors import Refused, TooOften
from chat_app.services.parley import Parley

Kind = Literal[
    "posts", "changes", "typing", "searches", "uploads", "profiles", "invites", "rooms", "direct_rooms",
    "room_acts", "places", "reading", "drafts", "account", "administration", "renewals", "sign_in_address",
    "sign_in_ip",
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
    "room_acts": "You are changing rooms too fast.",
    "places": "You are changing your list of rooms too fast.",
    "reading": "You are marking too much as read.",
    "drafts": "Your drafts are saved too often.",
    "account": "You are changing your account too often.",
    "administration": "You are changing too much at once.",
    "renewals": "This session is renewed too often.",
    "sign_in_address": "There were too many attempts to sign in.",
    "sign_in_ip": "There were too many attempts to sign in from your network.",
}

WAITING = 20  # things of one person that wait for a limit
# Whose reaching is no attack, and not in the audit log: a browser does these by itself, or a person does many at once.
UNAUDITED: set[Kind] = {"changes", "typing", "searches", "profiles", "places", "reading", "drafts", "renewals"}


async def spend(parley: Parley, kind: Kind, who: object) -> None:
    """Count an act of a person (by id), an e-mail address or a network address. Raises TooOften."""
    rule: Rule = getattr(parley.settings, f"limit_{kind}")
    wait = await parley.counters.take(f"{kind}:{attack_log.short(who)}", rule)
    if wait > 0:
        if kind not in UNAUDITED:
            ip = str(who) if kind == "sign_in_ip" else ""
            subject = "" if isinstance(who, uuid.UUID) or ip else str(who)
            await attack_log.note(parley, "limit.reached", who, of=kind, subject=subject, ip=ip, limit=kind)
        raise TooOften(f"{SENTENCES[kind]} You can go on in {span(wait)}.", math.ceil(wait))


async def eventually(parley: Parley, who: uuid.UUID, about: str, act: Callable[[], Awaitable[object]]) -> None:
    """Do something now, or as soon as a limit lets it: of several acts of a person `about` the same thing, the newest.

    For acts whose refusal is not shown and that must not be lost: read positions, drafts. What waits is
    forgotten when the process ends. Raises what `act` raises, and TooOften when 20 things of this person wait already.
    """

    async def again() -> None:
        with suppress(Refused):
            await eventually(parley, who, about, act)

    waiting = parley.waiting.setdefault(who, {})
    if (earlier := waiting.pop(about, None)) is not None:
        earlier.cancel()
    try:
        await act()
    except TooOften as refusal:
        if len(waiting) >= WAITING:
            raise
        timer = asyncio.get_running_loop().call_later(refusal.wait, lambda: parley.run_in_background(again()))
        waiting[about] = timer
    finally:
        if not waiting:
            parley.waiting.pop(who, None)


async def sign_in(parley: Parley, ip: str, email: str = "") -> None:
    """Count an attempt to sign in, by where it comes from and, if it names one, by address. Raises TooOften.

    An address without an account counts like any other, so that the answer does not tell which it is.
    """
    await spend(parley, "sign_in_ip", ip)
    if email:
        await spend(parley, "sign_in_address", addresses.rate_limit_key(email))


async def once(parley: Parley, kind: str, word: str, seconds: int) -> bool:
    """Whether this word (a secret of which only the hash is kept) is used for the first time in so many seconds."""
    return await parley.counters.take(f"{kind}:{attack_log.short(word)}", Rule(1, seconds)) == 0


def span(seconds: float) -> str:
    """A wait as people say it: never shorter than it is."""
    seconds = max(1, math.ceil(seconds))
    if seconds < 100:
        return f"{seconds} second{'s' if seconds > 1 else ''}"
    minutes = math.ceil(seconds / 60)
    return f"{minutes} minutes" if minutes < 100 else f"{math.ceil(minutes / 60)} hours"
