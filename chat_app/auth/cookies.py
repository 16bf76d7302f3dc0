"""The cookies of a session. ACCESS identifies the session for 15 minutes and goes with every request. RENEWAL goes to
RENEWS only, and gives access to nothing else. SIGNED_IN and FRESH tell scripts whether there is anything to renew."""

import uuid

from starlette.responses import Response

from chat_app.auth import prefixed_cookies, tokens
from chat_app.config import Settings
from chat_app.models import Session

ACCESS = "parley_access"
RENEWAL = "parley_renewal"
RENEWS = "/auth/refresh"  # the one path that RENEWAL is sent to
# For `browser/session_renewal.page.js`.
SIGNED_IN = "parley_signed_in"  # as long as the session can be renewed
FRESH = "parley_fresh"  # as long as ACCESS is good, less a minute
MARGIN = 60  # seconds
ENDS = f"{RENEWS}/end"  # below it, so that RENEWAL is sent there too: a session that has slept can be ended


def put(response: Response, settings: Settings, session: Session) -> None:
    """Sign the browser in, or renew its tokens."""
    prefixed_cookies.put(response, settings, ACCESS, tokens.access(settings, session), tokens.ACCESS_SECONDS)
    renewal = tokens.refresh(settings, session)
    prefixed_cookies.put(response, settings, RENEWAL, renewal, tokens.REFRESH_SECONDS, path=RENEWS)
    prefixed_cookies.put(response, settings, SIGNED_IN, "1", tokens.REFRESH_SECONDS, hidden=False)
    prefixed_cookies.put(response, settings, FRESH, "1", tokens.ACCESS_SECONDS - MARGIN, hidden=False)


def drop(response: Response, settings: Settings) -> None:
    """Sign the browser out."""
    prefixed_cookies.drop(response, settings, ACCESS)
    prefixed_cookies.drop(response, settings, RENEWAL, path=RENEWS)
    for name in (SIGNED_IN, FRESH):
        prefixed_cookies.drop(response, settings, name, hidden=False)


def session_id(settings: Settings, header: str) -> uuid.UUID | None:
    """Return the session that the access token in a Cookie header names; None without a valid one."""
    found = access_token(settings, header)
    return found.session_id if found else None


def access_token(settings: Settings, header: str) -> tokens.AccessToken | None:
    """Return the valid access token in a Cookie header, or None. Limits are counted for the person that it names."""
    return tokens.read_access(settings, prefixed_cookies.read(settings, header, ACCESS))


def refresh_token(settings: Settings, header: str) -> tokens.RefreshToken | None:
    """Return the valid refresh token in a Cookie header, or None."""
    return tokens.read_refresh(settings, prefixed_cookies.read(settings, header, RENEWAL, RENEWS))
