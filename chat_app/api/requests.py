"""The request log: a line for each answered request, with method, path, status and time; no query and no body."""

import re
import time

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger()

# Static files, and the paths that load balancers ask all the time.
_SILENT = re.compile(r"/assets/|/_health$|/_ready$|/ping$|.*\.(?:js|css|svg|png|webp|ico|woff2?|map|webmanifest)$")
_CODE = re.compile(r"(/join/).+")  # an invite's code lets people in


def logged(app: ASGIApp) -> ASGIApp:
    """Wrap the whole application. Websockets are logged by `handshake` and by `live`."""

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _SILENT.match(scope["path"]):
            await app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def told(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await app(scope, receive, told)
        finally:
            spent = round((time.perf_counter() - began) * 1000)
            path = _CODE.sub(r"\1…", scope["path"])
            log.info("request", method=scope["method"], path=path, status=status, ms=spent)

    return answered
