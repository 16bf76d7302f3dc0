"""OpenID Connect against a real provider: what it vouches for gets through, and nothing else."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from chat_app.auth import oidc, provider, registry
from chat_app.auth.pending_sign_in import PendingSignIn
from chat_app.auth.provider import Claims, Provider
from chat_app.config import Settings
from chat_app.services.errors import NotAllowed
from tests.cast import settings_for
from tests.stack import provider as there
from tests.stack.processes import free_port

GRACE = Claims("g-1", "grace@watercooler.example", True, "Grace Hopper")


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    people = there.person("g-1", " Grace@Watercooler.example", "Grace Hopper"), there.person("m-1", "", "Mallory")
    with there.provider(*people) as issuer:
        yield issuer


@pytest.fixture
def settings(issuer: str, tmp_path: Path) -> Settings:
    return settings_for("", tmp_path, oidc_issuer=issuer, oidc_client_id="parley", oidc_client_secret="s3cret")


@pytest.fixture
def known(settings: Settings) -> Provider:
    found = oidc.provider(settings)
    assert found is not None
    return found


async def go(url: str, subject: str = "g-1") -> dict[str, str]:
    """What a person's browser brings back, once they have said who they are."""
    async with httpx.AsyncClient(trust_env=False) as browser:
        answer = await browser.post(url, data={"sub": subject} if subject else {"action": "deny"})
    return {key: values[0] for key, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}


async def test_a_person_comes_back_as_who_they_are(settings: Settings, known: Provider):
    pending = PendingSignIn("oidc")
    back = await go(await provider.authorization_url(settings, known, pending))
    assert await provider.read_callback(settings, known, pending, back) == GRACE


async def test_the_request_carries_state_nonce_and_a_pkce_challenge_but_not_its_secret(
    settings: Settings, known: Provider
):
    pending = PendingSignIn("oidc")
    asked = parse_qs(urlsplit(await provider.authorization_url(settings, known, pending)).query)
    assert (asked["state"], asked["nonce"]) == ([pending.state], [pending.nonce])
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://localhost:3000/auth/oidc/callback"]
    assert set(asked["scope"][0].split()) == {"openid", "email", "profile"}
    assert pending.verifier not in str(asked)


@pytest.mark.parametrize("state", ["", "x", "äöü"])
async def test_another_state_is_refused_before_anybody_is_asked(settings: Settings, known: Provider, state: str):
    pending = PendingSignIn("oidc")
    back = await go(await provider.authorization_url(settings, known, pending))
    with pytest.raises(NotAllowed, match="did not begin in this browser"):
        await provider.read_callback(settings, known, pending, {**back, "state": state})
    assert await provider.read_callback(settings, known, pending, back) == GRACE  # it was the state


async def test_another_nonce_is_refused(settings: Settings, known: Provider):
    pending = PendingSignIn("oidc")
    back = await go(await provider.authorization_url(settings, known, pending))
    with pytest.raises(NotAllowed, match="did not confirm"):
        await provider.read_callback(settings, known, replace(pending, nonce="x"), back)


async def test_a_code_is_good_once(settings: Settings, known: Provider):
    pending = PendingSignIn("oidc")
    back = await go(await provider.authorization_url(settings, known, pending))
    await provider.read_callback(settings, known, pending, back)
    with pytest.raises(NotAllowed, match="did not confirm"):
        await provider.read_callback(settings, known, pending, back)


async def test_a_token_for_another_client_is_refused(settings: Settings, known: Provider):
    pending = PendingSignIn("oidc")
    back = await go(await provider.authorization_url(settings, replace(known, client_id="somebody else"), pending))
    with pytest.raises(NotAllowed):
        await provider.read_callback(settings, known, pending, back)


async def test_whoever_cancels_there_reads_so(settings: Settings, known: Provider):
    pending = PendingSignIn("oidc")
    await provider.authorization_url(settings, known, pending)
    with pytest.raises(NotAllowed, match="it was cancelled there"):
        await provider.read_callback(settings, known, pending, {"error": "access_denied", "state": pending.state})


async def test_a_provider_that_cannot_be_reached_is_said_to_be(settings: Settings, known: Provider):
    away = replace(known, issuer=f"http://localhost:{free_port()}")
    with pytest.raises(NotAllowed, match="cannot be reached"):
        await provider.authorization_url(settings, away, PendingSignIn("oidc"))


async def test_a_provider_that_speaks_for_another_is_not_believed(settings: Settings, known: Provider, tmp_path: Path):
    folder = tmp_path / ".well-known"
    folder.mkdir()
    (folder / "openid-configuration").write_text(json.dumps({"issuer": known.issuer, "authorization_endpoint": "x"}))
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        elsewhere = replace(known, issuer=f"http://localhost:{server.server_port}")
        with pytest.raises(NotAllowed, match="cannot be reached"):
            await provider.authorization_url(settings, elsewhere, PendingSignIn("oidc"))
        server.shutdown()


def test_only_what_is_configured_is_offered(settings: Settings, tmp_path: Path):
    assert list(registry.providers(settings)) == ["oidc"]
    assert registry.providers(settings_for("", tmp_path)) == {}
    both = settings_for("", tmp_path, google_client_id="g", google_client_secret="s", oidc_issuer="https://x.example",
                        oidc_client_id="p", oidc_name="Example ID")  # fmt: skip
    assert [each.name for each in registry.providers(both).values()] == ["Google", "Example ID"]


def test_people_of_another_issuer_are_other_people(known: Provider):
    assert known.account != replace(known, issuer="https://elsewhere.example").account
    assert known.account.startswith("oidc:")
