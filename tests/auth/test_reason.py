"""A reason in a page's address is shown when this server has put it there for that page lately, and never otherwise."""

import time
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_app.auth import reason
from chat_app.config import Settings
from tests.cast import SECRET, settings_for

SAID = ("That is not the setup code.", "code")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for("", tmp_path)


@pytest.mark.parametrize("said", [SAID, ("Käse & Söhne: 100 % “no”+#?", ""), ("x" * 900, "email")])
def test_what_we_said_arrives_through_an_address(settings: Settings, said: tuple[str, str]):
    query = dict(parse_qsl(urlencode(reason.sealed(settings, "/setup", *said)), keep_blank_values=True))
    assert reason.read(settings, "/setup/", query) == (said[0][: reason.LONGEST], said[1])


@pytest.mark.parametrize(
    "change",
    [
        {"error": "Your account is locked. Call +1 555 0100."}, {"field": "email"}, {"field": ""}, {"seal": ""},
        {"seal": "."}, {"seal": "99999999999.x"}, {"seal": "٣.x"}, {"seal": "x" * 9000}, {"seal": "\ud83d.\ud83d"},
    ],
)  # fmt: skip
def test_anything_else_says_nothing(settings: Settings, change: dict[str, str]):
    assert reason.read(settings, "/setup", {**reason.sealed(settings, "/setup", *SAID), **change}) == ("", "")


def test_what_is_meant_for_one_page_is_not_shown_on_another(settings: Settings):
    assert reason.read(settings, "/login", reason.sealed(settings, "/setup", *SAID)) == ("", "")


def test_nor_later(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    query, late = reason.sealed(settings, "/setup", *SAID), time.time() + reason.SECONDS + 1
    monkeypatch.setattr(reason.time, "time", lambda: late)
    assert reason.read(settings, "/setup", query) == ("", "")


def test_a_new_key_knows_what_the_one_before_has_sealed(tmp_path: Path):
    query = reason.sealed(settings_for("", tmp_path), "/setup", *SAID)
    turned = settings_for("", tmp_path, jwt_access_secret="n" * 40, jwt_access_secret_previous=SECRET)
    assert reason.read(turned, "/setup", query) == SAID
    assert reason.read(settings_for("", tmp_path, jwt_access_secret="n" * 40), "/setup", query) == ("", "")


@given(st.dictionaries(st.sampled_from(["error", "field", "seal"]), st.text(max_size=40)))
def test_nobody_guesses_a_seal(query: dict[str, str]):
    settings = settings_for("", Path(), jwt_access_secret=SECRET)
    assert reason.read(settings, "/login", query) == ("", "")
