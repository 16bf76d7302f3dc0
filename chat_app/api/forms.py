"""Forms of our own pages, and what their scripts send: from our pages only, in this very browser; read with a bound;
answered by going back with a sentence, nothing typed lost."""

import re
import uuid
from urllib.parse import urlencode, urlsplit

from python_multipart.multipart import parse_options_header
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chat_app.adapters.outages import Unavailable
from chat_app.api.origin import client_ip, network, same_origin
from chat_app.auth import cookies, form_token, reason
from chat_app.config import Settings
from chat_app.services import alarms
from chat_app.services.errors import LATER, Invalid, NotAllowed, Refused
from chat_app.services.parley import current

LIMIT = 64 * 1024  # bytes of a whole form
STALE = NotAllowed("This page was out of date, or its cookies were gone. Nothing was done; please try again.")
KINDS = (b"application/x-www-form-urlencoded", b"multipart/form-data")
KEPT = ("name", "email", "workspace", "token")  # what goes back into the page
_PAGES = re.compile(
    r"/(?:login|setup|settings|admin/workspace|auth/magic|join/[\w-]{1,43})/?", re.ASCII
)  # that show a reason


class ForeignError(Exception):
    """A form that comes from elsewhere, or is too large to be one of ours."""


class StaleError(Exception):
    """A form without the token of this browser and session; `typed` is what it held."""

    def __init__(self, typed: dict[str, str] | None = None) -> None:
        super().__init__()
        self.typed = typed


async def read(request: Request, *names: str) -> dict[str, str]:
    """The named fields. Raises ForeignError and StaleError, which `answers` knows how to answer."""
    ours(request)
    if int(request.headers.get("content-length") or 0) > LIMIT:
        raise ForeignError
    readable(request)
    async with _bounded(request).form(max_files=0, max_fields=20) as form:
        fields = {name: str(form.get(name, "")) for name in names}
        stamped(request, form, fields)
        return fields


async def leaving(request: Request, session_id: uuid.UUID | None) -> None:
    """The same for the form that ends a session which has slept: its token is that session's, or a visitor's."""
    ours(request)
    readable(request)
    async with _bounded(request).form(max_files=0, max_fields=20) as form:
        _of_either(request, session_id, str(form.get(form_token.FIELD, "")))


def ours(request: Request) -> None:
    """Raises ForeignError for what another site's page has sent."""
    if not same_origin(current().settings, request.headers):
        raise ForeignError


def readable(request: Request) -> None:
    """Raises ForeignError for a form as no page of ours sends it: whoever names a charset chooses by which of Python's
    decoders it is read, and some take minutes for a megabyte."""
    found, options = parse_options_header(request.headers.get("content-type", ""))
    if found not in KINDS or options.get(b"charset", b"utf-8").lower() != b"utf-8":
        raise ForeignError


def stamped(request: Request, form: FormData, typed: dict[str, str] | None = None) -> None:
    """Raises StaleError for a form without this browser's token."""
    if not _known(request, str(form.get(form_token.FIELD, ""))):
        raise StaleError(typed or {})


def sent(request: Request) -> None:
    """The same for what a script of ours sends. Raises ForeignError and StaleError."""
    ours(request)
    if not _known(request, request.headers.get(form_token.HEADER, "")):
        raise StaleError


def renewal(request: Request, session_id: uuid.UUID | None) -> None:
    """The same for what renews a session: the page may have been loaded when it seemed to be a visitor's."""
    ours(request)
    _of_either(request, session_id, request.headers.get(form_token.HEADER, ""))


def _of_either(request: Request, session_id: uuid.UUID | None, given: str) -> None:
    header = request.headers.get("cookie", "")
    if not any(form_token.valid(current().settings, header, each, given) for each in {session_id, None}):
        raise StaleError


def giving(settings: Settings, app: ASGIApp) -> ASGIApp:
    """Wrap the application: every page gives the browser a token, unless it has one of its session."""

    async def given(scope: Scope, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            if _is_page(message) and (given := _due(settings, scope)):
                message = {**message, "headers": [*message.get("headers", ()), *given]}
            await send(message)

        await app(scope, receive, told if scope["type"] == "http" else send)

    return given


async def foreign(request: Request, _error: Exception) -> Response:
    """The answer to a form that another site sent."""
    settings, origin = current().settings, request.headers.get("origin", "")[:100]
    ip = client_ip(settings, request.client.host if request.client else "", request.headers)
    if not same_origin(settings, request.headers):
        current().soon(alarms.note(current(), "origin.refused", network(ip), subject=origin, ip=ip))
    return Response("This form did not come from Parley.", status_code=403, media_type="text/plain")


async def stale(request: Request, error: Exception) -> Response:
    """The answer to a form without our token: where it came from, with what was typed and a token for the next try."""
    typed = error.typed if isinstance(error, StaleError) else None
    page = urlsplit(request.headers.get("referer", "")).path
    if typed is None:
        response: Response = JSONResponse({"error": str(STALE)}, status_code=403)
    elif _PAGES.fullmatch(page):
        response = back(page, STALE, **{name: typed[name] for name in KEPT if typed.get(name)})
    else:
        response = Response(str(STALE), status_code=403, media_type="text/plain")
    form_token.put(response, current().settings, _session_of(request))
    return response


async def away(_request: Request, _error: Exception) -> Response:
    """The answer to everything that needs a database which cannot be reached."""
    return Response(LATER, status_code=503, media_type="text/plain", headers={"retry-after": "5"})


answers = {ForeignError: foreign, StaleError: stale, Unavailable: away}


def back(path: str, refusal: Refused, **kept: str) -> Response:
    """Return to the page with the reason and what had been typed."""
    field = refusal.field if isinstance(refusal, Invalid) else ""
    query = reason.sealed(current().settings, path, str(refusal), field)
    query |= {name: value[:300] for name, value in kept.items()}
    return RedirectResponse(f"{path}?{urlencode(query)}", status_code=303)


def _known(request: Request, given: str) -> bool:
    return form_token.valid(current().settings, request.headers.get("cookie", ""), _session_of(request), given)


def _session_of(request: Request) -> uuid.UUID | None:
    return cookies.session_id(current().settings, request.headers.get("cookie", ""))


def _is_page(message: Message) -> bool:
    """Whether an answer begins that is a page of ours; of one that a browser has kept, it learns no kind."""
    if message["type"] != "http.response.start" or message["status"] not in (200, 304):
        return False
    kind = dict(message.get("headers", ())).get(b"content-type", b"")
    return kind.startswith(b"text/html") or message["status"] == 304


def _due(settings: Settings, scope: Scope) -> list[tuple[bytes, bytes]]:
    """The cookies to set with a page: the token, unless the browser has a valid one; none of earlier versions."""
    header = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
    session_id, lines = cookies.session_id(settings, header), cookies.leftovers(settings, header)
    if not form_token.valid(settings, header, session_id):
        carrier = Response()
        form_token.put(carrier, settings, session_id)
        lines.append(carrier.headers["set-cookie"])
    return [(b"set-cookie", line.encode("latin-1")) for line in lines]


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
