"""HTML forms on our own pages: read with a bound, answered by going back with a sentence, nothing typed lost."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message

from chat_app.api.origin import same_origin
from chat_app.services.errors import Invalid, Refused
from chat_app.services.parley import current

LIMIT = 64 * 1024  # bytes of a whole form


async def read(request: Request, *names: str) -> dict[str, str] | None:
    """The named fields, or None when the form comes from elsewhere or is too large."""
    if not same_origin(current().settings, request.headers):
        return None
    if int(request.headers.get("content-length") or 0) > LIMIT:
        return None
    try:
        async with _bounded(request).form(max_files=0, max_fields=20) as form:
            return {name: str(form.get(name, "")) for name in names}
    except _TooLargeError:
        return None


class _TooLargeError(Exception):
    """A form has no end, or none soon: a length is only what its sender says."""


def _bounded(request: Request) -> Request:
    size = 0

    async def receive() -> Message:
        nonlocal size
        message = await request.receive()
        size += len(message.get("body", b""))
        if size > LIMIT:
            raise _TooLargeError
        return message

    return Request(request.scope, receive)


def forbidden() -> Response:
    """The answer to a form that another site sent."""
    return Response("This form did not come from Parley.", status_code=403, media_type="text/plain")


def back(path: str, refusal: Refused, **kept: str) -> Response:
    """Return to the page with the reason and what had been typed."""
    field = refusal.field if isinstance(refusal, Invalid) else ""
    query = {"error": str(refusal), "field": field, **{name: value[:300] for name, value in kept.items()}}
    return RedirectResponse(f"{path}?{urlencode(query)}", status_code=303)
