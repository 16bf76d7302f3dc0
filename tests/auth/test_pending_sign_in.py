"""What a browser carries while it is away: ours, of one kind, and for ten minutes."""

import time
from pathlib import Path

import pytest
from starlette.responses import Response

from chat_app.auth import pending_sign_in, tokens
from chat_app.auth.pending_sign_in import PendingSignIn
from chat_app.config import Settings
from tests.cast import SECRET, settings_for


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for("", tmp_path)


def carried(settings: Settings, sent: PendingSignIn) -> str:
    """The Cookie header that a browser sends back."""
    response = Response()
    pending_sign_in.put(response, settings, sent)
    return response.headers["set-cookie"].split(";")[0]


def test_it_comes_back_as_it_was(settings: Settings):
    sent = PendingSignIn("google", invite="abc", user_id="1")
    assert pending_sign_in.read(settings, carried(settings, sent), "google") == sent


def test_each_has_secrets_of_its_own():
    one, two = PendingSignIn("google"), PendingSignIn("google")
    assert len({one.state, one.nonce, one.verifier, two.state, two.nonce, two.verifier}) == 6
    assert len(one.verifier) >= 43  # RFC 7636, section 4.1


def test_it_is_good_for_its_own_kind_only(settings: Settings):
    assert pending_sign_in.read(settings, carried(settings, PendingSignIn("google")), "oidc") is None


@pytest.mark.parametrize("header", ["", "parley_errand=", "parley_errand=x", "parley_errand=a.b.c"])
def test_anything_else_is_none(settings: Settings, header: str):
    assert pending_sign_in.read(settings, header, "google") is None


def test_it_ends_after_ten_minutes(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    header, late = carried(settings, PendingSignIn("google")), time.time() + pending_sign_in.SECONDS + 1
    monkeypatch.setattr(tokens.time, "time", lambda: late)
    assert pending_sign_in.read(settings, header, "google") is None


def test_nobody_else_can_make_one(settings: Settings, tmp_path: Path):
    forged = carried(settings_for("", tmp_path, jwt_access_secret=SECRET + "x"), PendingSignIn("google"))
    assert pending_sign_in.read(settings, forged, "google") is None


def test_scripts_never_see_it_and_other_paths_never_get_it(settings: Settings):
    response = Response()
    pending_sign_in.put(response, settings, PendingSignIn("google"))
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "Path=/auth" in cookie
    assert "SameSite=lax" in cookie
