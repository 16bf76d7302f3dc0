"""Pictures of people: sent by a plain form, served to those who are signed in."""

import uuid
from urllib.parse import urlencode

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from chat_app.adapters.pictures import LARGEST
from chat_app.api import forms
from chat_app.auth import cookies
from chat_app.services import pictures, sessions
from chat_app.services.errors import Invalid, NotAllowed, Refused
from chat_app.services.parley import current
from chat_app.services.sessions import SignedIn

FRAME = 16 * 1024  # bytes that a form may be larger than the file in it


async def put(request: Request) -> Response:
    """Take the file of the form as one's picture; back to the settings, with a sentence when it could not be used."""
    forms.ours(request)
    who = await _who(request)
    if who is None:
        return RedirectResponse("/login", status_code=303)
    try:
        await pictures.put(current(), who.user_id, await _file(request))
    except Refused as refusal:
        return RedirectResponse(f"/settings?{urlencode({'error': str(refusal)})}", status_code=303)
    return RedirectResponse("/settings", status_code=303)


async def remove(request: Request) -> Response:
    """Go back to initials."""
    await forms.read(request)
    who = await _who(request)
    if who is None:
        return RedirectResponse("/login", status_code=303)
    await pictures.remove(current(), who.user_id)
    return RedirectResponse("/settings", status_code=303)


async def show(request: Request) -> Response:
    """A picture. Its address changes with it, so that browsers may keep it."""
    who = await _who(request)
    try:
        user_id, version = uuid.UUID(request.path_params["user_id"]), int(request.path_params["version"])
    except ValueError:
        return Response(status_code=404)
    found = (
        await pictures.get(current(), who.user_id, who.role, user_id, version) if who and version < 1 << 31 else None
    )
    if found is None:
        return Response(status_code=404, headers={"Cache-Control": "no-store"})
    kept = {"Cache-Control": "private, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return Response(found, media_type="image/webp", headers=kept)


async def _who(request: Request) -> SignedIn | None:
    session_id = cookies.session_id(current().settings, request.headers.get("cookie", ""))
    return await sessions.find(current(), session_id) if session_id else None


async def _file(request: Request) -> bytes:
    """What the form's field `picture` holds. Raises Invalid for too much, before it is read, and for nothing;
    StaleError without our token."""
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        raise NotAllowed("The picture could not be read. Please try again.")
    if int(length) > LARGEST + FRAME:
        raise Invalid(pictures.TOO_LARGE, "picture")
    async with request.form(max_files=1, max_fields=4) as form:
        forms.stamped(request, form)
        file = form.get("picture")
        if not isinstance(file, UploadFile) or not file.size:
            raise Invalid("Please choose a file first.", "picture")
        return await file.read()


routes = [
    Route("/settings/picture", put, methods=["POST"]),
    Route("/settings/picture/remove", remove, methods=["POST"]),
    Route("/pictures/{user_id}/{version}", show),
]
