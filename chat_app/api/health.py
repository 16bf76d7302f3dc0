"""Liveness and readiness."""

import time

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chat_app.services.parley import current
from chat_app.services.readiness import Readiness

_of_this_process: list[Readiness] = []


async def health(_request: Request) -> Response:
    """Answer, which shows that the process is alive."""
    return JSONResponse({"status": "ok", "time": int(time.time())})


async def ready(_request: Request) -> Response:
    """Tell whether the process can serve: 200, with the services that it does without; or 503 with the reasons."""
    parley = current()
    if not _of_this_process or _of_this_process[0].parley is not parley:
        _of_this_process[:] = [Readiness(parley)]
    found = await _of_this_process[0].report()
    answer = {"ready": not found.reasons, "reasons": found.reasons, "degraded": found.degraded}
    return JSONResponse(answer, status_code=503 if found.reasons else 200, headers={"Cache-Control": "no-store"})


routes = [Route("/_health", health), Route("/_ready", ready)]
