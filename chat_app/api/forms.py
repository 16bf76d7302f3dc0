"""Forms: accepted from this server's pages only, read up to a size, and refused by a redirect back to the page with a
sentence and the entered values."""

from urllib.parse import urlencode

from python_multipart.multipart import parse_options_header
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message

from chat_app.adapters.outages import Unavailable
from chat_app.api.origin import client_ip, network, same_origin_post
from chat_app.auth import reason
from chat_app.services import attack_log
from chat_app.services.errors import LATER, Invalid, Refused
from chat_app.services.parley import current

LIMIT = 64 * 1024  # bytes of a whole form
KINDS = (b"application/x-www-form-urlencoded", b"multipart/form-data")


class ForeignError(Exception):
    """A form that comes from another site, or is larger than this server's forms."""


async def read(request: Request, *names: str) -> dict[str, str]:
    """Return the named fields. Raises ForeignError, which `answers` handles."""
    check(request)
    if int(request.headers.get("content-length") or 0) > LIMIT:
        raise ForeignError
    async with _bounded(request).form(max_files=0, max_fields=20) as form:
        return {name: str(form.get(name, "")) for name in names}


def check(request: Request) -> None:
    """Check origin and encoding. Raises ForeignError for what no page of this server sends: a charset would choose
    which of Python's decoders reads the form, and some take minutes for a megabyte."""
    check_origin(request)
    found, options = parse_options_header(request.headers.get("content-type", ""))
    if found not in KINDS or options.get(b"charset", b"utf-8").lower() != b"utf-8":
        raise ForeignError


def check_origin(request: Request) -> None:
    """Check the origin. Raises ForeignError for a request of another site's page."""
    if not same_origin_post(current().settings, request.headers):
        raise ForeignError


async def foreign(request: Request, _error: Exception) -> Response:
    """Answer a form that another site sent."""
    settings, origin = current().settings, request.headers.get("origin", "")[:100]
    ip = client_ip(settings, request.client.host if request.client else "", request.headers)
    if not same_origin_post(settings, request.headers):
        current().run_in_background(attack_log.note(current(), "origin.refused", network(ip), subject=origin, ip=ip))
    return Response("This form did not come from Parley.", status_code=403, media_type="text/plain")


async def away(_request: Request, _error: Exception) -> Response:
    """Answer a request that needs the database while it cannot be reached."""
    return Response(LATER, status_code=503, media_type="text/plain", headers={"retry-after": "5"})


answers = {ForeignError: foreign, Unavailable: away}


def back(path: str, refusal: Refused, **kept: str) -> Response:
    """Redirect to the page with the reason and the entered values."""
    field = refusal.field if isinstance(refusal, Invalid) else ""
    query = reason.sealed(current().settings, path, str(refusal), field)
    query |= {name: value[:300] for name, value in kept.items()}
    return RedirectResponse(f"{path}?{urlencode(query)}", status_code=303)


def _bounded(request: Request) -> Request:
    """Limit the size of a request's body: Content-Length is only a claim of the sender."""
    size = 0

    async def receive() -> Message:
        nonlocal size
        message = await request.receive()
        size += len(message.get("body", b""))
        if size > LIMIT:
            raise ForeignError
        return message

    return Request(request.scope, receive)
