"""Security headers of every response: no foreign scripts, nothing loaded from other hosts, no framing.

docs/decisions/0008-headers.md lists what cannot be forbidden because Reflex needs it.
"""

import base64
import hashlib
import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chat_app.config import Settings

BUILD = Path(".web/build/client")  # below the folder that the server is started in, as Reflex has it
YEAR = 365 * 86_400  # seconds

# Scripts inside the pages of a build; all others are files of this server.
_INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_PAGE = "; ".join((
    "default-src 'none'",
    "script-src 'self' {hashes}",
    "script-src-attr 'none'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "media-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
))  # fmt: skip
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: with it browsers send `Origin: null` with this server's own forms, too.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer",
            "microphone", "midi", "payment", "serial", "usb",
        )
    ),
}  # fmt: skip


def protected(settings: Settings, app: ASGIApp, build: Path = BUILD) -> ASGIApp:
    """Wrap the whole application: pages, files, API, refusals."""
    always = dict(_ALWAYS)
    if settings.secure:
        always["Strict-Transport-Security"] = f"max-age={YEAR}"
    policies = Policies(build)

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await app(scope, receive, send)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(always)
                # A browser merges the headers of a 304 into those of its cached page.
                page = message["status"] == 304 or headers.get("content-type", "").startswith("text/html")
                headers["Content-Security-Policy"] = policies.page if page else _NOTHING
                if page and "." not in scope["path"].rpartition("/")[2]:
                    headers["Cache-Control"] = "no-cache"  # so that every visit gets the newest build
                if scope["path"].startswith("/auth/") and not page:
                    headers["Cache-Control"] = "no-store"
            await send(message)

        return await app(scope, receive, told)

    return guarded


class Policies:
    """The Content-Security-Policy of pages, with the hash of each inline script; read again after another build."""

    def __init__(self, build: Path) -> None:
        self._front_page = build / "index.html"
        self._build = build
        self._built = -1
        self._policy = ""

    @property
    def page(self) -> str:
        """Return the header's value."""
        built = self._front_page.stat().st_mtime_ns if self._front_page.exists() else 0
        if built != self._built:
            found = {part for page in self._build.rglob("*.html") for part in _INLINE.findall(page.read_text())}
            self._policy = _PAGE.format(hashes=" ".join(sorted(map(_hash, found))))
            self._built = built
        return self._policy


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
