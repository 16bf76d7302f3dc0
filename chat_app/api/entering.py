"""The end of every sign-in method: a session and its cookies, or a refusal that is logged."""

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
    """Open a session and redirect to the rooms. A session that the browser had before ends."""
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
    """Log a refused sign-in, and redirect back to the page with the reason."""
    await note(request, method, refusal, email=email)
    return forms.back(to, refusal, **kept, **({"email": email} if email else {}))


async def note(request: Request, method: str, refusal: Refused, *, email: str = "") -> None:
    """Log a refused sign-in. TooOften is not written to the audit log, which a flood must not fill."""
    log.info("sign_in_refused", method=method, ip=ip(request), kind=type(refusal).__name__)
    if not isinstance(refusal, TooOften):
        await sessions.refused(current(), method, str(refusal), ip=ip(request), email=email)


async def signed_in(request: Request) -> sessions.SignedIn | None:
    """Return the signed-in person who sends a request; None without a valid session."""
    found = session_of(request)
    return await sessions.find(current(), found) if found is not None else None


def session_of(request: Request) -> uuid.UUID | None:
    """Return the session that the cookies name, or None. It may have ended."""
    return cookies.session_id(current().settings, request.headers.get("cookie", ""))


def ip(request: Request) -> str:
    """Return the client's address."""
    return origin.client_ip(current().settings, peer(request), request.headers)


def at_this_machine(request: Request) -> bool:
    """Whether the request comes from this machine, without a proxy."""
    http_version = request.scope.get("http_version", "")
    return origin.is_local(current().settings, peer(request), http_version, request.headers)


def peer(request: Request) -> str:
    """Return the address of the connection's peer, which may be a proxy."""
    return request.client.host if request.client else ""


def device(request: Request) -> str:
    """Return the browser's User-Agent."""
    return request.headers.get("user-agent", "")
