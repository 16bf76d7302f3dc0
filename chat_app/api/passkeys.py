"""Passkeys over HTTP: a question, and its answer. JSON both ways; refusals are sentences."""

import json
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chat_app.api import entering, forms
from chat_app.auth import errand, passkey
from chat_app.auth.errand import Errand
from chat_app.models import User
from chat_app.services import accounts, limits, passkeys, sessions
from chat_app.services.errors import NotAllowed, Refused
from chat_app.services.parley import current

LATE = NotAllowed("That took too long. Please try again.")


async def ask(request: Request) -> Response:
    """Before signing in: the question, with its challenge in a cookie."""
    settings = current().settings
    forms.check_origin(request)
    carried = Errand(passkey.ASK)
    response = Response(passkey.question(settings, carried), media_type="application/json")
    errand.put(response, settings, carried)
    return response


async def use(request: Request) -> Response:
    """The answer: sign in."""
    parley = current()
    forms.check_origin(request)
    try:
        await limits.sign_in(parley, entering.ip(request))
        carried = errand.take(parley.settings, request.headers.get("cookie", ""), passkey.ASK)
        if carried is None:
            raise LATE
        user = await passkey.sign_in(parley, carried, await _json(request))
        response = await entering.enter(request, user, "passkey", JSONResponse({"to": "/"}))
    except Refused as refusal:
        await entering.note(request, "passkey", refusal)
        response = _refused(refusal)
    errand.drop(response, parley.settings)
    return response


async def ask_new(request: Request) -> Response:
    """Before adding one: what the browser is to make."""
    parley = current()
    forms.check_origin(request)
    user = await _user(request)
    workspace = await accounts.workspace(parley)
    if user is None or workspace is None:
        return _refused(NotAllowed(sessions.REASONS[""]))
    carried = Errand(passkey.MAKE, user_id=str(user.id))
    known = await passkeys.of(parley, user.id)
    offer = passkey.offer(parley.settings, carried, workspace.name, user, known)
    response = Response(offer, media_type="application/json")
    errand.put(response, parley.settings, carried)
    return response


async def add(request: Request) -> Response:
    """The new one."""
    parley = current()
    forms.check_origin(request)
    try:
        carried = errand.take(parley.settings, request.headers.get("cookie", ""), passkey.MAKE)
        person = await entering.signed_in(request)
        if carried is None or person is None or str(person.user_id) != carried.user_id:
            raise LATE
        await passkey.add(parley, carried, person, await _json(request), entering.device(request))
        response: Response = JSONResponse({"added": True})
    except Refused as refusal:
        response = _refused(refusal)
    errand.drop(response, parley.settings)
    return response


async def _user(request: Request) -> User | None:
    person = await entering.signed_in(request)
    return await accounts.by_id(current(), person.user_id) if person else None


async def _json(request: Request) -> dict[str, Any]:
    """The body, read with a bound. Raises NotAllowed for what is no JSON object."""
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
