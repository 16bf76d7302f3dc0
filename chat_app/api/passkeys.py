"""Passkeys over HTTP: options for the browser, and its answer. JSON both ways; refusals are sentences."""

import json
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chat_app.api import entering, forms
from chat_app.auth import passkey, pending_sign_in
from chat_app.auth.pending_sign_in import PendingSignIn
from chat_app.models import User
from chat_app.services import accounts, limits, passkeys, sessions
from chat_app.services.errors import NotAllowed, Refused
from chat_app.services.parley import current

LATE = NotAllowed("That took too long. Please try again.")


async def ask(request: Request) -> Response:
    """Return the options for signing in, with the challenge in a cookie."""
    settings = current().settings
    forms.check_origin(request)
    pending = PendingSignIn(passkey.SIGN_IN)
    response = Response(passkey.request_options(settings, pending), media_type="application/json")
    pending_sign_in.put(response, settings, pending)
    return response


async def use(request: Request) -> Response:
    """Sign in by the device's answer."""
    parley = current()
    forms.check_origin(request)
    try:
        await limits.sign_in(parley, entering.ip(request))
        pending = pending_sign_in.read(parley.settings, request.headers.get("cookie", ""), passkey.SIGN_IN)
        if pending is None:
            raise LATE
        user = await passkey.sign_in(parley, pending, await _json(request))
        response = await entering.enter(request, user, "passkey", JSONResponse({"to": "/"}))
    except Refused as refusal:
        await entering.note(request, "passkey", refusal)
        response = _refused(refusal)
    pending_sign_in.drop(response, parley.settings)
    return response


async def ask_new(request: Request) -> Response:
    """Return the options for a new passkey, with the challenge in a cookie."""
    parley = current()
    forms.check_origin(request)
    user = await _user(request)
    workspace = await accounts.workspace(parley)
    if user is None or workspace is None:
        return _refused(NotAllowed(sessions.REASONS[""]))
    pending = PendingSignIn(passkey.REGISTER, user_id=str(user.id))
    known = await passkeys.of(parley, user.id)
    options = passkey.creation_options(parley.settings, pending, workspace.name, user, known)
    response = Response(options, media_type="application/json")
    pending_sign_in.put(response, parley.settings, pending)
    return response


async def add(request: Request) -> Response:
    """Store a new passkey by the device's answer."""
    parley = current()
    forms.check_origin(request)
    try:
        pending = pending_sign_in.read(parley.settings, request.headers.get("cookie", ""), passkey.REGISTER)
        person = await entering.signed_in(request)
        if pending is None or person is None or str(person.user_id) != pending.user_id:
            raise LATE
        await passkey.add(parley, pending, person, await _json(request), entering.device(request))
        response: Response = JSONResponse({"added": True})
    except Refused as refusal:
        response = _refused(refusal)
    pending_sign_in.drop(response, parley.settings)
    return response


async def _user(request: Request) -> User | None:
    person = await entering.signed_in(request)
    return await accounts.by_id(current(), person.user_id) if person else None


async def _json(request: Request) -> dict[str, Any]:
    """Return the body, at most `forms.LIMIT` bytes. Raises NotAllowed for what is not a JSON object."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > forms.LIMIT:
            raise NotAllowed(passkey.WRONG)
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise NotAllowed(passkey.WRONG) from None
    if not isinstance(found, dict):
        raise NotAllowed(passkey.WRONG)
    return cast(dict[str, Any], found)


def _refused(refusal: Refused) -> Response:
    return JSONResponse({"error": str(refusal)}, status_code=403)


routes = [
    Route("/auth/passkey/ask", ask, methods=["POST"]),
    Route("/auth/passkey/use", use, methods=["POST"]),
    Route("/auth/passkey/ask-new", ask_new, methods=["POST"]),
    Route("/auth/passkey/add", add, methods=["POST"]),
]
