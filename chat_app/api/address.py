"""The server's address: redirects stay with `BASE_URL`, independent of the request's headers.

A server behind a proxy that ends TLS is asked over plain http. Starlette and Reflex answer such a request with an
absolute redirect to `http:` and to the host that the request names. Browsers block it after a form (`form-action`), and
a token in the address would travel unencrypted, or to another host.
"""

from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chat_app.api.headers import BUILD
from chat_app.api.origin import from_own_referer
from chat_app.auth import registry
from chat_app.config import Settings
from chat_app.services.parley import current

# The only redirects to other hosts: to a provider, which `api.providers` builds from the provider's own metadata.
_LEAVING = {f"/auth/{key}{way}" for key in registry.KEYS for way in ("", "/link")}


def with_base_url(settings: Settings, app: ASGIApp, build: Path = BUILD) -> ASGIApp:
    """Wrap the whole application. Requests get the scheme of `BASE_URL`; a page of the build is served with and
    without a slash at its end, without a redirect; all other redirects name a path and neither scheme nor host."""
    schemes = {"http": "https", "websocket": "wss"} if settings.secure else {"http": "http", "websocket": "ws"}

    async def addressed(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in schemes:
            return await app(scope, receive, send)
        scope = {**scope, "scheme": schemes[scope["type"]]}
        if scope["type"] == "websocket":
            return await app(scope, receive, send)
        asked = scope["path"]
        if scope["method"] in ("GET", "HEAD") and _is_page(build, asked):
            scope.update(path=f"{asked}/", raw_path=scope.get("raw_path", asked.encode()) + b"/")

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and asked not in _LEAVING:
                headers = MutableHeaders(scope=message)
                if (location := headers.get("location")) is not None:
                    headers["location"] = relative(location)
            await send(message)

        return await app(scope, receive, told)

    return addressed


async def here(request: Request) -> Response:
    """Tell a page whether its address is this server's: otherwise its websocket is refused, and the page can say why.
    The answer tells no more than that refusal does."""
    ours = not request.headers.get("referer") or from_own_referer(current().settings, request.headers)
    return JSONResponse({"ours": ours}, headers={"Cache-Control": "no-store"})


routes = [Route("/_address", here)]


def relative(location: str) -> str:
    """Return path, query and fragment of an address. The path begins with exactly one slash: browsers take what follows
    two, or a slash and a backslash, for a host. For an address that cannot be parsed return `/`."""
    try:
        parts = urlsplit(location)
    except ValueError:
        return "/"
    path = "/" + parts.path.lstrip("/\\")
    query = f"?{parts.query}" if parts.query else ""
    return path + query + (f"#{parts.fragment}" if parts.fragment else "")


def _is_page(build: Path, path: str) -> bool:
    """Whether the static export has a folder with a page at this path, which lacks the slash at its end."""
    parts = path.split("/")[1:]
    if not path.startswith("/") or any(part in ("", ".", "..") or "\x00" in part for part in parts):
        return False
    try:
        return (build.joinpath(*parts) / "index.html").is_file()
    except OSError:  # a name that is longer than any file's
        return False
