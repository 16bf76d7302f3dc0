"""Rate limits: their rules, the settings that change them, and the pace of a connection."""

import math
import re
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator
from pydantic_settings import BaseSettings, NoDecode

PIECE = 16_384  # characters: a larger frame counts as several, and so does a larger answer
MOMENT = 1e-6  # seconds: the error of sums of fractions
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_WORDS = re.compile(r"(\d{1,9})\s*/\s*(\d{0,6})\s*([smhd])")


class Rule(NamedTuple):
    """A token bucket. `10/10s`: ten at once, given back evenly over ten seconds, one each second. `off`: no limit."""

    times: int
    seconds: int

    @classmethod
    def parse(cls, text: str) -> "Rule":
        """Parse `10/10s` or `off`. Raises ValueError with the reason."""
        if text.strip().lower() == "off":
            return OFF
        found = _WORDS.fullmatch(text.strip().lower())
        if found is None or int(found[1]) < 1 or (found[2] and int(found[2]) < 1):
            raise ValueError("it is not like 10/10s, 5/15m or off")
        return cls(int(found[1]), int(found[2] or 1) * SECONDS[found[3]])

    @property
    def interval(self) -> float:
        """Seconds until one token is given back."""
        return self.seconds / self.times

    @property
    def quarter(self) -> "Rule":
        """A quarter of the burst at a slightly higher rate; OFF for rules of less than five seconds."""
        return Rule(math.ceil(self.times / 4), self.seconds // 5) if self.times and self.seconds >= 5 else OFF

    def times_over(self, many: int) -> "Rule":
        """Return a rule that allows `many` times as much."""
        return Rule(self.times * many, self.seconds)

    def __str__(self) -> str:
        return f"{self.times}/{self.seconds}s" if self.times else "off"


OFF = Rule(0, 0)


def _rule(value: Any) -> Any:
    return Rule.parse(value) if isinstance(value, str) else value


Limit = Annotated[Rule, NoDecode, BeforeValidator(_rule)]


class LimitSettings(BaseSettings):
    """The rate limits in `config.Settings`."""

    limit_posts: Limit = Rule(10, 10)  # a person
    limit_changes: Limit = Rule(30, 30)  # a person: edits, deletions, reactions
    limit_typing: Limit = Rule(10, 20)  # a person
    limit_searches: Limit = Rule(20, 20)  # a person
    limit_uploads: Limit = Rule(30, 300)  # a person
    limit_profiles: Limit = Rule(60, 600)  # a person
    limit_invites: Limit = Rule(60, 600)  # a person; one list holds fifty addresses
    limit_rooms: Limit = Rule(20, 3600)  # a person
    limit_direct_rooms: Limit = Rule(60, 3600)  # a person
    limit_room_acts: Limit = Rule(60, 300)  # a person: joins, leaves, names, topics, people and their roles, archives
    limit_places: Limit = Rule(120, 120)  # a person: stars, levels, marks as unread, marks all as read
    limit_reading: Limit = Rule(300, 60)  # a person: how far they have read
    limit_drafts: Limit = Rule(120, 60)  # a person
    limit_account: Limit = Rule(30, 600)  # a person: their devices, passkeys, linked accounts, password
    limit_administration: Limit = Rule(120, 600)  # an admin, and members who end invites
    limit_renewals: Limit = Rule(60, 600)  # a session
    limit_sign_in_address: Limit = Rule(5, 900)  # an e-mail address, whether or not it has an account
    limit_sign_in_ip: Limit = Rule(30, 900)  # an address of the network
    limit_connects: Limit = Rule(300, 60)  # an address of the network: a whole office may share one
    limit_arrivals: Limit = Rule(16, 8)  # connections of a person, or of a network's visitors
    limit_events: Limit = Rule(100, 5)  # a connection


class Pace:
    """A token bucket that delays instead of refusing: events that come too fast wait in the sender's network stack."""

    __slots__ = ("_full", "rule")

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._full = 0.0

    def in_use(self, now: float) -> bool:
        """Whether less than the whole burst is left."""
        return self._full > now

    def delay(self, now: float, cost: int = 1) -> float:
        """Take `cost`; returns the seconds to wait before going on, 0 when enough was left."""
        if not self.rule.times:
            return 0.0
        self._full = max(self._full, now) + cost * self.rule.interval
        wait = self._full - self.rule.seconds - now
        return wait if wait > MOMENT else 0.0
