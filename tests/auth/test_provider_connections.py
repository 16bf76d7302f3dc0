"""What a sign-in with a provider costs: no second question for what is known, and no connection of its own."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from chat_app.auth import discovery, oidc, provider, provider_connections
from chat_app.auth.pending_sign_in import PendingSignIn
from chat_app.auth.provider import Provider
from chat_app.config import Settings
from chat_app.services.errors import NotAllowed
from tests.cast import settings_for


class Issuer(ThreadingHTTPServer):
    """A provider's beginning, which counts; `broken` answers with 500."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.asked: list[str] = []
        self.cookies: list[str] = []
        self.connections, self.broken = 0, False

    @property
    def url(self) -> str:
        return f"http://localhost:{self.server_port}"

    def process_request(self, *arguments: Any) -> None:
        self.connections += 1
        super().process_request(*arguments)


class Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        server: Any = self.server
        server.asked.append(self.path)
        server.cookies.append(self.headers.get("Cookie", ""))
        about = {"issuer": server.url, "authorization_endpoint": f"{server.url}/a", "jwks_uri": f"{server.url}/keys"}
        said = json.dumps({"keys": []} if self.path == "/keys" else about).encode()
        self.send_response(500 if server.broken else 200)
        self.send_header("Content-Length", str(len(said)))
        self.send_header("Set-Cookie", "who=ada; Path=/")
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with Issuer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def settings(issuer: Issuer, tmp_path: Path) -> Settings:
    return settings_for("", tmp_path, oidc_issuer=issuer.url, oidc_client_id="parley")


async def ask(settings: Settings) -> str:
    found = oidc.provider(settings)
    assert isinstance(found, Provider)
    return await provider.authorization_url(settings, found, PendingSignIn("oidc"))


async def test_a_crowd_that_signs_in_asks_the_provider_once(settings: Settings, issuer: Issuer):
    urls = await asyncio.gather(*(ask(settings) for _ in range(30)))
    assert len(set(urls)) == 30  # each with a state of its own
    assert len(issuer.asked) == 1
    await provider_connections.close()


async def test_a_provider_that_is_broken_is_left_alone_for_a_while(
    settings: Settings, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
):
    issuer.broken = True
    for _ in range(5):
        with pytest.raises(NotAllowed, match="cannot be reached"):
            await ask(settings)
    assert len(issuer.asked) == 1
    issuer.broken = False
    monkeypatch.setattr(discovery, "RETRY_SECONDS", 0.0)
    assert (await ask(settings)).startswith(issuer.url)
    await provider_connections.close()


async def test_people_share_a_connection_and_nothing_else(issuer: Issuer):
    for number in range(4):
        async with httpx.AsyncClient(transport=provider_connections.SharedTransport()) as client:
            assert (await client.get(f"{issuer.url}/{number}")).json()["issuer"] == issuer.url
            assert dict(client.cookies) == {"who": "ada"}
    assert (len(issuer.asked), issuer.connections) == (4, 1)
    assert issuer.cookies == [""] * 4
    await provider_connections.close()
