"""The cookies of a session. What says who one is, for a quarter of an hour, goes with every request. What renews it
goes to one path, and opens nothing else. Two others tell scripts whether there is anything to renew."""

import uuid

from starlette.responses import Response

from chat_app.auth import jar, tokens
from chat_app.config import Settings
from chat_app.models import Session

ACCESS = "parley_access"
RENEWAL = "parley_renewal"
RENEWS = "/auth/refresh"  # the one path that RENEWAL is sent to
# For `browser/session_renewal.js`.
SIGNED_IN = "parley_signed_in"  # as long as the session can be renewed
FRESH = "parley_fresh"  # as long as ACCESS is good, less a minute
MARGIN = 60  # seconds
ENDS = f"{RENEWS}/end"  # below it, so that RENEWAL is sent there too: a session that has slept can be ended


def put(response: Response, settings: Settings, session: Session) -> None:
    """Sign the browser in, or renew its tokens."""
    jar.put(response, settings, ACCESS, tokens.access(settings, session), tokens.ACCESS_SECONDS)
    renewal = tokens.refresh(settings, session)
    jar.put(response, settings, RENEWAL, renewal, tokens.REFRESH_SECONDS, path=RENEWS)
    jar.put(response, settings, SIGNED_IN, "1", tokens.REFRESH_SECONDS, hidden=False)
    jar.put(response, settings, FRESH, "1", tokens.ACCESS_SECONDS - MARGIN, hidden=False)


def drop(response: Response, settings: Settings) -> None:
    """Sign the browser out."""
    jar.drop(response, settings, ACCESS)
    jar.drop(response, settings, RENEWAL, path=RENEWS)
    for name in (SIGNED_IN, FRESH):
        jar.drop(response, settings, name, hidden=False)


def session_id(settings: Settings, header: str) -> uuid.UUID | None:
    """The session that a Cookie header speaks for. What renews a session does not speak for it."""
    return tokens.read_access(settings, jar.read(settings, header, ACCESS))


def holder(settings: Settings, header: str) -> tokens.Holder | None:
    """The same, and the person, for whom limits count."""
    return tokens.read_holder(settings, jar.read(settings, header, ACCESS))


def refresh(settings: Settings, header: str) -> tokens.Refresh | None:
    """The refresh token in a Cookie header, if it is a valid one."""
    return tokens.read_refresh(settings, jar.read(settings, header, RENEWAL, RENEWS))


def leftovers(settings: Settings, header: str) -> list[str]:
    """Set-Cookie lines that take from a browser what earlier versions of ours have given it."""
    return jar.leftovers(settings, header, (ACCESS, RENEWAL, SIGNED_IN, FRESH))
