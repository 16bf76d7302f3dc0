"""What every way to sign in ends in: a session and its cookies, or a refusal that is noted."""

import uuid

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from chat_app.api import forms, origin
from chat_app.auth import cookies
from chat_app.models import User
from chat_app.services import sessions
from chat_app.services.errors import Refused, TooOften
from chat_app.services.parley import current

log = structlog.get_logger()


async def enter(request: Request, user: User, method: str, response: Response | None = None) -> Response:
    """Open a session and go to the rooms. Whatever session the browser had before ends."""
    parley = current()
    before = session_of(request)
    if before is not None:
        await sessions.revoke(parley, before, ip=ip(request))
    session = await sessions.begin(parley, user, device=device(request), ip=ip(request), method=method)
    response = response or RedirectResponse("/", status_code=303)
    cookies.put(response, parley.settings, session)
    log.info("signed_in", user=str(user.id), method=method, ip=ip(request))
    return response


async def turn_away(
    request: Request, method: str, refusal: Refused, *, to: str = "/login", email: str = "", **kept: str
) -> Response:
    """Note that somebody was not let in, and go back to the page with the reason."""
    await note(request, method, refusal, email=email)
    return forms.back(to, refusal, **kept, **({"email": email} if email else {}))


async def note(request: Request, method: str, refusal: Refused, *, email: str = "") -> None:
    """Note that somebody was not let in; not those who come too often, as a flood must not fill the audit log."""
    log.info("sign_in_refused", method=method, ip=ip(request), kind=type(refusal).__name__)
    if not isinstance(refusal, TooOften):
        await sessions.refused(current(), method, str(refusal), ip=ip(request), email=email)


async def signed_in(request: Request) -> sessions.SignedIn | None:
    """Who sends this, if their session lives."""
    found = session_of(request)
    return await sessions.find(current(), found) if found is not None else None


def session_of(request: Request) -> uuid.UUID | None:
    """The session that the cookies speak for."""
    return cookies.session_id(current().settings, request.headers.get("cookie", ""))


def ip(request: Request) -> str:
    """Where the request comes from."""
    return origin.client_ip(current().settings, peer(request), request.headers)


def at_this_machine(request: Request) -> bool:
    """Whether the visitor sits at this very machine."""
    http_version = request.scope.get("http_version", "")
    return origin.is_local(current().settings, peer(request), http_version, request.headers)


def peer(request: Request) -> str:
    """Who is at the other end of the connection: a proxy, maybe."""
    return request.client.host if request.client else ""


def device(request: Request) -> str:
    """What the browser calls itself."""
    return request.headers.get("user-agent", "")
