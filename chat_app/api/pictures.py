"""Pictures, uploaded by plain forms. People's are served to signed-in people, the workspace's to every visitor."""

import uuid
from collections.abc import Awaitable, Callable

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from chat_app.adapters.pictures import LARGEST
from chat_app.api import forms
from chat_app.api.entering import ip, signed_in
from chat_app.services import pictures, sessions, workspaces
from chat_app.services.errors import Invalid, NotAllowed, Refused
from chat_app.services.parley import current
from chat_app.services.sessions import SignedIn

FRAME = 16 * 1024  # bytes that a form may be larger than the file in it
FIELD = 4 * 1024  # bytes of another field of it


async def put(request: Request) -> Response:
    """Store the form's file as the sender's picture."""

    async def do(who: SignedIn) -> None:
        await pictures.put(current(), who.user_id, await _file(request))

    return await _act(request, "/settings", do)


async def remove(request: Request) -> Response:
    """Remove the sender's picture, so that initials are shown."""
    return await _act(request, "/settings", lambda who: pictures.remove(current(), who.user_id))


async def put_workspace(request: Request) -> Response:
    """Store the form's file as the workspace's picture."""

    async def do(who: SignedIn) -> None:
        await workspaces.put_picture(current(), who.user_id, await _file(request), ip=ip(request))

    return await _act(request, "/admin/workspace", do)


async def remove_workspace(request: Request) -> Response:
    """Remove the workspace's picture, so that Parley's logo is shown."""
    return await _act(
        request, "/admin/workspace", lambda who: workspaces.remove_picture(current(), who.user_id, ip=ip(request))
    )


async def _act(request: Request, page: str, do: Callable[[SignedIn], Awaitable[object]]) -> Response:
    """Run `do` for the signed-in sender of a form and redirect to the page, with the reason when it was refused."""
    forms.check(request)
    who = await signed_in(request)
    if who is None:
        return RedirectResponse("/login", status_code=303)
    try:
        await do(who)
    except Refused as refusal:
        return forms.back(page, refusal)
    return RedirectResponse(page, status_code=303)


async def show(request: Request) -> Response:
    """Serve a person's picture. Its address changes with it, so that browsers may cache it."""
    who = await signed_in(request)
    try:
        user_id, version = uuid.UUID(request.path_params["user_id"]), int(request.path_params["version"])
    except ValueError:
        return Response(status_code=404)
    found = await pictures.get(current(), who.user_id, user_id, version) if who and version < 1 << 31 else None
    return _shown(found, "private")


async def show_workspace(request: Request) -> Response:
    """Serve the workspace's picture, also to visitors: the sign-in page shows it."""
    version = str(request.path_params["version"])
    known = version.isascii() and version.isdecimal() and len(version) < 10
    return _shown(await workspaces.picture(current(), int(version)) if known else None, "public")


def _shown(found: bytes | None, to: str) -> Response:
    if found is None:
        return Response(status_code=404, headers={"Cache-Control": "no-store"})
    kept = {"Cache-Control": f"{to}, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return Response(found, media_type="image/webp", headers=kept)


async def _file(request: Request) -> bytes:
    """Return the file in the field `picture`. Raises Invalid without one, and before reading one that is too large;
    NotAllowed when the session has ended during the upload, which may take minutes."""
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        raise NotAllowed("The picture could not be read. Please try again.")
    if int(length) > LARGEST + FRAME:
        raise Invalid(pictures.TOO_LARGE, "picture")
    async with request.form(max_files=1, max_fields=4, max_part_size=FIELD) as form:
        file = form.get("picture")
        if not isinstance(file, UploadFile) or not file.size:
            raise Invalid("Please choose a file first.", "picture")
        sent = await file.read()
    if await signed_in(request) is None:
        raise NotAllowed(sessions.REASONS[""])
    return sent


routes = [
    Route("/settings/picture", put, methods=["POST"]),
    Route("/settings/picture/remove", remove, methods=["POST"]),
    Route("/admin/workspace/picture", put_workspace, methods=["POST"]),
    Route("/admin/workspace/picture/remove", remove_workspace, methods=["POST"]),
    Route("/pictures/workspace/{version}", show_workspace),
    Route("/pictures/{user_id}/{version}", show),
]
