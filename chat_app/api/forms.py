"""Forms of our own pages, and what their scripts send: from our pages only; read with a bound; answered by going back
with a sentence, nothing typed lost."""

from urllib.parse import urlencode

from python_multipart.multipart import parse_options_header
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message

from chat_app.adapters.outages import Unavailable
from chat_app.api.origin import client_ip, network, same_origin_post
from chat_app.auth import reason
from chat_app.services import alarms
from chat_app.services.errors import LATER, Invalid, Refused
from chat_app.services.parley import current

LIMIT = 64 * 1024  # bytes of a whole form
KINDS = (b"application/x-www-form-urlencoded", b"multipart/form-data")


class ForeignError(Exception):
    """A form that comes from elsewhere, or is too large to be one of ours."""


async def read(request: Request, *names: str) -> dict[str, str]:
    """Return the named fields. Raises ForeignError, which `answers` knows how to answer."""
    check(request)
    if int(request.headers.get("content-length") or 0) > LIMIT:
        raise ForeignError
    async with _bounded(request).form(max_files=0, max_fields=20) as form:
        return {name: str(form.get(name, "")) for name in names}


def check(request: Request) -> None:
    """Raises ForeignError for a form as no page of ours sends it: whoever names a charset chooses by which of Python's
    decoders it is read, and some take minutes for a megabyte."""
    check_origin(request)
    found, options = parse_options_header(request.headers.get("content-type", ""))
    if found not in KINDS or options.get(b"charset", b"utf-8").lower() != b"utf-8":
        raise ForeignError


def check_origin(request: Request) -> None:
    """Raises ForeignError for what another site's page has sent."""
    if not same_origin_post(current().settings, request.headers):
        raise ForeignError


async def foreign(request: Request, _error: Exception) -> Response:
    """The answer to a form that another site sent."""
    settings, origin = current().settings, request.headers.get("origin", "")[:100]
    ip = client_ip(settings, request.client.host if request.client else "", request.headers)
    if not same_origin_post(settings, request.headers):
        current().soon(alarms.note(current(), "origin.refused", network(ip), subject=origin, ip=ip))
    return Response("This form did not come from Parley.", status_code=403, media_type="text/plain")


async def away(_request: Request, _error: Exception) -> Response:
    """The answer to everything that needs a database which cannot be reached."""
    return Response(LATER, status_code=503, media_type="text/plain", headers={"retry-after": "5"})


answers = {ForeignError: foreign, Unavailable: away}


def back(path: str, refusal: Refused, **kept: str) -> Response:
    """Return to the page with the reason and what had been typed."""
    field = refusal.field if isinstance(refusal, Invalid) else ""
    query = reason.sealed(current().settings, path, str(refusal), field)
    query |= {name: value[:300] for name, value in kept.items()}
    return RedirectResponse(f"{path}?{urlencode(query)}", status_code=303)


def _bounded(request: Request) -> Request:
    """A length is only what its sender says: a form may have no end."""
    size = 0

    async def receive() -> Message:
        nonlocal size
        message = await request.receive()
        size += len(message.get("body", b""))
        if size > LIMIT:
            raise ForeignError
        return message

    return Request(request.scope, receive)
