"""The cookies of a session: what goes where, what opens what."""

import uuid
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from starlette.responses import Response

from chat_app.auth import cookies, tokens
from chat_app.config import Settings
from chat_app.models import Session
from tests.cast import settings_for

SESSION = Session(user_id=uuid.uuid4(), refresh_id=uuid.uuid4())


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Over plain http."""
    return settings_for("", tmp_path)


def jar(response: Response) -> SimpleCookie:
    found = SimpleCookie()
    for name, value in response.headers.items():
        if name == "set-cookie":
            found.load(value)
    return found


def signed_in(settings: Settings) -> SimpleCookie:
    cookies.put(response := Response(), settings, SESSION)
    return jar(response)


def header(settings: Settings, *names: str) -> str:
    found = signed_in(settings)
    return "; ".join(f"{name}={found[name].value}" for name in names)


READABLE = {cookies.SIGNED_IN, cookies.FRESH}


def test_scripts_and_other_sites_do_not_get_them(settings: Settings):
    for name, morsel in signed_in(settings).items():
        assert bool(morsel["httponly"]) == (name not in READABLE)
        assert (morsel["samesite"], morsel["domain"]) == ("lax", "")


def test_what_renews_a_session_goes_to_one_path_only(settings: Settings):
    paths = {name: morsel["path"] for name, morsel in signed_in(settings).items()}
    assert paths.pop(cookies.RENEWAL) == "/auth/refresh"
    assert set(paths.values()) == {"/"}


def test_over_https_they_are_secure_and_no_other_host_can_set_them(settings: Settings, tmp_path: Path):
    assert not any(morsel["secure"] for morsel in signed_in(settings).values())
    https = settings_for("", tmp_path, base_url="https://chat.example.com")
    found = signed_in(https)
    assert all(morsel["secure"] for morsel in found.values())
    hosts = {name for name, morsel in found.items() if morsel["path"] == "/"}
    assert hosts == {f"__Host-{name}" for name in (*READABLE, cookies.ACCESS)}
    assert set(found) - hosts == {f"__Secure-{cookies.RENEWAL}"}
    sent = "; ".join(f"{name}={morsel.value}" for name, morsel in found.items())
    assert cookies.session_id(https, sent) == SESSION.id
    assert cookies.refresh_token(https, sent) == tokens.RefreshToken(SESSION.id, SESSION.refresh_id)
    assert cookies.session_id(https, sent.replace("__Host-", "")) is None


def test_they_last_as_long_as_their_tokens(settings: Settings):
    found = signed_in(settings)
    assert int(found[cookies.ACCESS]["max-age"]) == tokens.ACCESS_SECONDS
    assert int(found[cookies.FRESH]["max-age"]) < tokens.ACCESS_SECONDS
    for name in (cookies.RENEWAL, cookies.SIGNED_IN):
        assert int(found[name]["max-age"]) == tokens.REFRESH_SECONDS


def test_only_the_access_token_says_which_session(settings: Settings):
    everything = (cookies.ACCESS, cookies.RENEWAL, cookies.SIGNED_IN, cookies.FRESH)
    assert cookies.session_id(settings, header(settings, *everything)) == SESSION.id
    assert cookies.session_id(settings, header(settings, *everything[1:])) is None


def test_a_token_in_the_wrong_cookie_says_nothing(settings: Settings):
    found = signed_in(settings)
    swapped = f"{cookies.ACCESS}={found[cookies.RENEWAL].value}; {cookies.RENEWAL}={found[cookies.ACCESS].value}"
    assert cookies.session_id(settings, swapped) is None
    assert cookies.refresh_token(settings, swapped) is None


@pytest.mark.parametrize("other", ['theme={"dark":1}', "lonely", "path=/", "a=b=c", "=", "x=\x7f", "ü=ö"])
def test_the_cookies_of_a_neighbour_on_this_host_sign_nobody_out(settings: Settings, other: str):
    sent = f"{other}; {header(settings, cookies.ACCESS, cookies.RENEWAL)}"
    assert cookies.session_id(settings, sent) == SESSION.id
    assert cookies.refresh_token(settings, sent) == tokens.RefreshToken(SESSION.id, SESSION.refresh_id)


@pytest.mark.parametrize("sent", ["", ";", "parley_access", "parley_access=", "parley_access=a.b.c", "é"])
def test_without_our_cookies_nobody_is_there(settings: Settings, sent: str):
    assert cookies.session_id(settings, sent) is None
    assert cookies.refresh_token(settings, sent) is None


def test_signing_out_takes_all_of_them_away(settings: Settings):
    cookies.drop(response := Response(), settings)
    gone = {name for name, morsel in jar(response).items() if morsel["max-age"] == "0"}
    assert gone == {cookies.ACCESS, cookies.RENEWAL, cookies.SIGNED_IN, cookies.FRESH}
    assert jar(response)[cookies.RENEWAL]["path"] == cookies.RENEWS
