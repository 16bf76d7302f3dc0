"""Liveness and readiness."""

import time

from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chat_app.adapters import migrations
from chat_app.services.parley import current


async def health(_request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok", "time": int(time.time())})


async def ready(_request: Request) -> Response:
    """Database, migrations and bus are usable; 503 with the reasons when not."""
    parley, reasons = current(), dict[str, str]()
    try:
        async with parley.database.snapshot() as connection:
            await connection.execute(text("SELECT 1"))
        if await migrations.pending(parley.settings.database):
            reasons["migrations"] = "the schema is older than the program"
    except Exception as error:
        reasons["database"] = type(error).__name__
    if not parley.bus.healthy:
        reasons["bus"] = "not connected; messages cross processes within a second all the same"
    return JSONResponse({"ready": not reasons, "reasons": reasons}, status_code=503 if reasons else 200)


routes = [Route("/_health", health), Route("/_ready", ready)]
