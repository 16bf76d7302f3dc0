"""The end of every sign-in method: a session and its cookies, or a refusal that is logged."""

import uuid
from collections.abc import Awaitable, Callable

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from chat_app.api import forms, origin
from chat_app.auth import cookies
from chat_app.models import User
from chat_app.services import limits, sessions
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


async def attempt(
    request: Request,
    method: str,
    find: Callable[[], Awaitable[User]],
    *,
    page: str = "/login",
    counted: str = "",
    **kept: str,
) -> Response:
    """Sign in the person whom `find` returns. When it refuses, or an attempt too many comes from the client or for the
    address `counted`, log that, and redirect back to the page with the reason and the entered values (`kept`)."""
    try:
        await limits.sign_in(current(), ip(request), counted)
        user = await find()
    except Refused as refusal:
        await note(request, method, refusal, email=kept.get("email", ""))
        return forms.back(page, refusal, **kept)
    return await enter(request, user, method)


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
