"""The door of the websocket: a handshake that another site's page started is refused before anything is made."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from chat_app.api.origin import same_origin
from chat_app.config import Settings


def guard(settings: Settings, app: ASGIApp) -> ASGIApp:
    """Wrap the whole application: websockets from a foreign origin get 403."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not same_origin(settings, Headers(scope=scope)):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        await app(scope, receive, send)

    return guarded
