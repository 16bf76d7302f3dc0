"""Coming back from a provider: a sign-in ends once, and what began elsewhere costs the provider nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import Response

from chat_app.api import forms, providers
from chat_app.auth import pending_sign_in, provider
from chat_app.auth.pending_sign_in import PendingSignIn
from chat_app.limits import Rule
from chat_app.models import AuditEntry
from chat_app.services import parley as product
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley
from tests.cast import rows


@pytest.fixture
async def client(parley: Parley) -> AsyncIterator[httpx.AsyncClient]:
    """A visitor whom a provider sends back; five such attempts a network are allowed."""
    change: dict[str, Any] = {"oidc_issuer": "https://id.example.com", "oidc_client_id": "parley"}
    parley.settings = parley.settings.model_copy(update={**change, "limit_sign_in_ip": Rule(5, 900)})
    before = product._current[:]
    product.use(parley)
    transport = httpx.ASGITransport(Starlette(routes=providers.routes, exception_handlers=forms.answers))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:3000") as client:
        yield client
    product._current[:] = before


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes that the provider is asked about; it confirms none."""
    codes: list[str] = []

    async def read_callback(_settings: Any, _known: Any, _pending: PendingSignIn, query: dict[str, str]) -> None:
        codes.append(query.get("code", ""))
        raise NotAllowed("It did not confirm who you are.")

    monkeypatch.setattr(provider, "read_callback", read_callback)
    return codes


def carrying(parley: Parley, sent: PendingSignIn) -> dict[str, str]:
    """The header with which a browser brings its pending sign-in back."""
    response = Response()
    pending_sign_in.put(response, parley.settings, sent)
    return {"Cookie": response.headers["set-cookie"].split(";")[0]}


async def back(client: httpx.AsyncClient, code: str, headers: dict[str, str] | None = None) -> str:
    answer = await client.get("/auth/oidc/callback", params={"code": code, "state": "x"}, headers=headers)
    return answer.headers["location"]


async def test_a_pending_sign_in_ends_once(parley: Parley, client: httpx.AsyncClient, asked: list[str]):
    headers = carrying(parley, PendingSignIn("oidc"))
    for code in ("first", "again", "and again"):
        await back(client, code, headers)
    assert asked == ["first"]


async def test_what_began_elsewhere_asks_nobody_and_is_limited(
    parley: Parley, client: httpx.AsyncClient, asked: list[str]
):
    other = carrying(parley, PendingSignIn("google"))
    ways = [await back(client, "x", headers) for headers in (None, other, {"Cookie": "a=b"}) * 20]
    assert asked == []
    assert sum("too+many+attempts" in way for way in ways) == 55
    refused = [row for row in await rows(parley, AuditEntry) if "refused" in row.action or "failed" in row.action]
    assert len(refused) == 5


async def test_a_second_sign_in_is_another(parley: Parley, client: httpx.AsyncClient, asked: list[str]):
    await back(client, "one", carrying(parley, PendingSignIn("oidc")))
    await back(client, "two", carrying(parley, PendingSignIn("oidc")))
    assert asked == ["one", "two"]
