"""The two cookies that carry a session: HttpOnly, SameSite=Lax, Secure exactly when people come over https; beside
them the token of our forms, which is bound to the session and changes with it."""

import uuid

from starlette.requests import cookie_parser
from starlette.responses import Response

from chat_app.auth import form_token, tokens
from chat_app.config import Settings
from chat_app.models import Session

ACCESS = "parley_access"
REFRESH = "parley_refresh"


def put(response: Response, settings: Settings, session: Session) -> None:
    """Sign the browser in, or renew its tokens."""
    for name, token, seconds in (
        (ACCESS, tokens.access(settings, session), tokens.ACCESS_SECONDS),
        (REFRESH, tokens.refresh(settings, session), tokens.REFRESH_SECONDS),
    ):
        response.set_cookie(
            name, token, max_age=seconds, path="/", httponly=True, samesite="lax", secure=settings.secure
        )
    form_token.put(response, settings, session.id)


def drop(response: Response, settings: Settings) -> None:
    """Sign the browser out."""
    for name in (ACCESS, REFRESH):
        response.delete_cookie(name, path="/", httponly=True, samesite="lax", secure=settings.secure)
    form_token.put(response, settings, None)


def session_id(settings: Settings, header: str) -> uuid.UUID | None:
    """The session that a Cookie header speaks for. Either token will do: a page that slept has only the longer one."""
    jar = cookie_parser(header)
    if (found := tokens.read_access(settings, jar.get(ACCESS, ""))) is not None:
        return found
    renewal = tokens.read_refresh(settings, jar.get(REFRESH, ""))
    return renewal.session_id if renewal else None


def refresh(settings: Settings, header: str) -> tokens.Refresh | None:
    """The refresh token in a Cookie header, if it is a valid one."""
    return tokens.read_refresh(settings, cookie_parser(header).get(REFRESH, ""))
