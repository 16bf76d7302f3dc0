"""Tokens: what we signed, for what we signed it, while it lasts; anything else is nobody."""

import base64
import json
import time
import uuid
from pathlib import Path

import pytest
from joserfc import jws, jwt
from joserfc.jwk import OctKey
from pydantic import SecretStr

from chat_app.auth import tokens
from chat_app.config import Settings
from chat_app.models import Session
from tests.cast import SECRET, settings_for

SESSION = Session(user_id=uuid.uuid4(), refresh_id=uuid.uuid4())
CLAIMS = tokens.AccessToken(SESSION.id, SESSION.user_id)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The access secret is the cast's."""
    return settings_for("", tmp_path)


def signed(secret: str = SECRET, alg: str = "HS256", **changes: object) -> str:
    """An access token like ours, but for some claims (None leaves one out)."""
    claims = {
        "sid": str(SESSION.id),
        "uid": str(SESSION.user_id),
        "use": "access",
        "exp": int(time.time()) + 60,
        **changes,
    }
    kept = {key: value for key, value in claims.items() if value is not None}
    return jwt.encode({"alg": alg}, kept, OctKey.import_key(secret), algorithms=[alg])


def unsigned() -> str:
    """The oldest trick: algorithm `none` and an empty signature."""
    parts = (
        {"alg": "none", "typ": "JWT"},
        {"sid": str(SESSION.id), "uid": str(SESSION.user_id), "use": "access", "exp": int(time.time()) + 60},
    )
    return ".".join(base64.urlsafe_b64encode(json.dumps(p).encode()).decode().rstrip("=") for p in parts) + "."


def test_our_tokens_say_which_session(settings: Settings):
    assert tokens.read_access(settings, tokens.access(settings, SESSION)) == CLAIMS
    found = tokens.read_refresh(settings, tokens.refresh(settings, SESSION))
    assert found == tokens.RefreshToken(SESSION.id, SESSION.refresh_id)


def test_a_token_is_good_for_its_own_use_only(settings: Settings, tmp_path: Path):
    same = settings_for("", tmp_path, jwt_refresh_secret=SECRET)  # also where an operator used one secret twice
    for each in (settings, same):
        assert tokens.read_access(each, tokens.refresh(each, SESSION)) is None
        assert tokens.read_refresh(each, tokens.access(each, SESSION)) is None


def test_a_changed_letter_makes_it_nobodys(settings: Settings):
    good = signed()
    assert tokens.read_access(settings, good) == CLAIMS
    for at in range(0, len(good) - 1, 7):  # the very last letter carries bits that do not count
        bad = good[:at] + ("A" if good[at] != "A" else "B") + good[at + 1 :]
        assert tokens.read_access(settings, bad) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": 1},
        {"exp": None},
        {"exp": "tomorrow"},
        {"sid": None},
        {"sid": "ada"},
        {"sid": 7},
        {"uid": None},
        {"uid": "ada"},
        {"use": "refresh"},
        {"use": None},
        {"secret": "another secret of the same considerable length"},
        {"alg": "HS512"},
    ],
)
def test_a_token_that_lies_about_one_thing_is_nobodys(settings: Settings, changes: dict[str, str]):
    assert tokens.read_access(settings, signed()) == CLAIMS
    assert tokens.read_access(settings, signed(**changes)) is None


def test_an_unsigned_token_is_nobodys(settings: Settings):
    assert tokens.read_access(settings, unsigned()) is None


@pytest.mark.parametrize("token", ["", ".", "..", "a.b.c", "é.é.é", "\ud800", "\x00", "x" * 10_000, signed() + ".x"])
def test_what_is_no_token_is_nobodys(settings: Settings, token: str):
    assert tokens.read_access(settings, token) is None
    assert tokens.read_refresh(settings, token) is None


def test_a_key_can_be_changed_without_signing_anybody_out(tmp_path: Path):
    old, new, gone = ("o" * 40, "n" * 40, "g" * 40)
    before = settings_for("", tmp_path, jwt_access_secret=old, jwt_refresh_secret=old)
    after = settings_for("", tmp_path, jwt_access_secret=new, jwt_refresh_secret=new)
    during = after.model_copy(
        update={"jwt_access_secret_previous": SecretStr(old), "jwt_refresh_secret_previous": SecretStr(old)}
    )
    for make, read in ((tokens.access, tokens.read_access), (tokens.refresh, tokens.read_refresh)):
        assert read(during, make(before, SESSION))
        assert read(during, make(during, SESSION))
        assert read(after, make(during, SESSION))
        assert not read(after, make(before, SESSION))
        assert not read(
            during, make(settings_for("", tmp_path, jwt_access_secret=gone, jwt_refresh_secret=gone), SESSION)
        )


def test_a_token_names_its_key_without_telling_it(tmp_path: Path):
    keys = {secret: settings_for("", tmp_path, jwt_access_secret=secret * 40) for secret in "ab"}
    names = {jws.extract_compact(tokens.access(each, SESSION).encode()).headers()["kid"] for each in keys.values()}
    assert len(names) == 2
    assert not names & {"a" * 40, "b" * 40}
