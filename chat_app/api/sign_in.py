"""The routes that sign in and out, and renew tokens."""

import hashlib
import hmac
import uuid
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from chat_app.api import entering, forms
from chat_app.auth import cookies, reason
from chat_app.auth.tokens import RefreshToken
from chat_app.config import Settings
from chat_app.models import User
from chat_app.schemas import addresses
from chat_app.services import accounts, limits, login_links, passwords, sessions
from chat_app.services.errors import Invalid, TooOften
from chat_app.services.parley import current

WRONG_CODE = "That is not the setup code. The start of the server printed it."


def setup_code(settings: Settings) -> str:
    """Return the code that a first visitor from another machine must know; equal in every process."""
    return hmac.new(settings.refresh_secret.encode(), b"setup", hashlib.sha256).hexdigest()[:10]


async def setup(request: Request) -> Response:
    """Create the workspace at the first run, and sign its owner in."""
    fields = await forms.read(request, "workspace", "name", "email", "code")
    parley, code = current(), fields.pop("code")

    async def found() -> User:
        if not entering.at_this_machine(request) and not _is_code(parley.settings, code):
            raise Invalid(WRONG_CODE, "code")
        return await accounts.found(parley, **fields)

    return await entering.attempt(request, "setup", found, page="/setup", **fields)


async def join(request: Request) -> Response:
    """Create an account by an invite link, and sign in to it."""
    fields = await forms.read(request, "name", "email", "code")
    code = fields.pop("code")
    page = f"/join/{code[:43]}" if code.isascii() else "/login"
    return await entering.attempt(
        request, "invite", lambda: accounts.join(current(), code, **fields), page=page, **fields
    )


async def ask_link(request: Request) -> Response:
    """Mail a sign-in link. The answer and its timing do not tell whether the address has an account: all that depends
    on that is done after answering."""
    fields = await forms.read(request, "email")
    return await _mail_link(request, fields["email"])


async def use_password(request: Request) -> Response:
    """Sign in with an address and a password; without a password, mail a link."""
    fields = await forms.read(request, "email", "password")
    if not fields["password"]:
        return await _mail_link(request, fields["email"])
    email, password = fields["email"], fields["password"]
    return await entering.attempt(
        request, "password", lambda: passwords.check(current(), email, password), counted=email, email=email
    )


async def use_link(request: Request) -> Response:
    """Sign in by a mailed link. The link's page sends this on a click, since mail scanners open every GET."""
    fields = await forms.read(request, "token")
    return await entering.attempt(request, "link", lambda: login_links.use(current(), fields["token"]))


async def renew(request: Request) -> Response:
    """Exchange the refresh token for new tokens. Open pages do so every ten minutes, and when they wake."""
    forms.check_origin(request)
    parley = current()
    token = cookies.refresh_token(parley.settings, request.headers.get("cookie", ""))
    seen = {"device": entering.device(request), "ip": entering.ip(request)}
    try:
        if token:
            await limits.spend(parley, "renewals", token.session_id)
    except TooOften as refusal:
        wait = {"Retry-After": str(refusal.wait)}
        return JSONResponse({"signed_in": True, "error": str(refusal)}, status_code=429, headers=wait)
    session = await sessions.rotate(parley, token.session_id, token.refresh_id, **seen) if token else None
    if session is None:
        return await _over(token)
    response = JSONResponse({"signed_in": True})
    cookies.put(response, parley.settings, session)
    return response


async def _over(token: RefreshToken | None) -> Response:
    """Answer where there is no session to renew: with the page to go to, which shows why the session ended."""
    settings = current().settings
    why = await sessions.why_ended(current(), token.session_id) if token else ""
    told = bool(why) and why != sessions.REASONS[""]
    to = f"/login?{urlencode(reason.sealed(settings, '/login', why))}" if told else ""
    response = JSONResponse({"signed_in": False, "to": to}, status_code=401)
    cookies.drop(response, settings)
    return response


async def sign_out(request: Request) -> Response:
    """End this browser's session. With an expired access token redirect to `end`, which gets the refresh token."""
    forms.check(request)
    session_id = entering.session_of(request)
    if session_id is None:
        return RedirectResponse(cookies.ENDS, status_code=307)
    return await _signed_out(request, session_id)


async def end(request: Request) -> Response:
    """End the session that the refresh token names."""
    forms.check(request)
    token = cookies.refresh_token(current().settings, request.headers.get("cookie", ""))
    return await _signed_out(request, token.session_id if token else None)


async def _signed_out(request: Request, session_id: uuid.UUID | None) -> Response:
    parley = current()
    if session_id is not None:
        await sessions.revoke(parley, session_id, ip=entering.ip(request))
    response = RedirectResponse("/login", status_code=303)
    cookies.drop(response, parley.settings)
    return response


def _is_code(settings: Settings, given: str) -> bool:
    return hmac.compare_digest(given.strip().encode("utf-8", "replace"), setup_code(settings).encode())


async def _mail_link(request: Request, email: str) -> Response:
    parley = current()
    if not addresses.is_address(email):
        return forms.back("/login", Invalid("That does not look like an e-mail address.", "email"), email=email)
    try:
        await limits.sign_in(parley, entering.ip(request), email)
    except TooOften as refusal:
        return forms.back("/login", refusal, email=email)
    parley.run_in_background(login_links.send(parley, email))
    return RedirectResponse("/login?sent=1", status_code=303)


routes = [
    Route("/auth/setup", setup, methods=["POST"]),
    Route("/auth/join", join, methods=["POST"]),
    Route("/auth/magic/send", ask_link, methods=["POST"]),
    Route("/auth/magic/use", use_link, methods=["POST"]),
    Route("/auth/password", use_password, methods=["POST"]),
    Route("/auth/refresh", renew, methods=["POST"]),
    Route("/auth/logout", sign_out, methods=["POST"]),
    Route(cookies.ENDS, end, methods=["POST"]),
]
