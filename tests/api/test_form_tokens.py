"""The token that pages bring for their forms: given once, and again when the session behind the browser has changed."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from chat_app.api.forms import giving
from chat_app.auth import cookies, form_token
from chat_app.config import Settings
from chat_app.models import Session, new_id
from tests.cast import settings_for


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_for("", tmp_path)


@pytest.fixture
def browser(settings: Settings) -> httpx.AsyncClient:
    async def page(_: Any) -> Response:
        return HTMLResponse("<p>hello</p>")

    async def kept(_: Any) -> Response:
        return Response(status_code=304)

    async def data(_: Any) -> Response:
        return JSONResponse({})

    app = Starlette(routes=[Route("/", page), Route("/kept", kept), Route("/data", data)])
    return httpx.AsyncClient(transport=httpx.ASGITransport(giving(settings, app)), base_url="http://test")


async def test_a_page_gives_a_browser_one_and_no_second(browser: httpx.AsyncClient, settings: Settings):
    first = await browser.get("/")
    assert form_token.valid(settings, f"{form_token.COOKIE}={first.cookies[form_token.COOKIE]}", None)
    assert "set-cookie" not in (await browser.get("/")).headers


async def test_so_does_one_that_the_browser_had_kept_and_nothing_else_does(browser: httpx.AsyncClient):
    assert "set-cookie" not in (await browser.get("/data")).headers
    assert "set-cookie" in (await browser.get("/kept")).headers


async def test_another_session_needs_another(browser: httpx.AsyncClient, settings: Settings):
    await browser.get("/")
    visitor = browser.cookies[form_token.COOKIE]
    session = Session(id=new_id(), user_id=new_id(), refresh_id=new_id())
    cookies.put(carrier := Response(), settings, session)
    told = [each.decode().partition("=") for key, each in carrier.raw_headers if key == b"set-cookie"]
    signed_in = {name: value.split(";")[0] for name, _, value in told}
    browser.cookies = httpx.Cookies({**signed_in, form_token.COOKIE: visitor})
    assert "set-cookie" in (await browser.get("/")).headers
    browser.cookies = httpx.Cookies(signed_in)
    assert "set-cookie" not in (await browser.get("/")).headers


def test_a_token_is_good_for_its_own_session_and_key_and_for_no_other(settings: Settings, tmp_path: Path):
    one, other = uuid.uuid4(), uuid.uuid4()
    token = form_token.make(settings, one)
    header = f"{form_token.COOKIE}={token}"
    assert form_token.valid(settings, header, one, token)
    for session, given in ((other, token), (None, token), (one, ""), (one, token[:-1]), (one, "ä"), (one, f"{token}x")):
        assert not form_token.valid(settings, header, session, given)
    assert not form_token.valid(settings, "", one, "")
    assert not form_token.valid(settings, f"{form_token.COOKIE}=.", one, ".")
    later = settings_for("", tmp_path, jwt_access_secret="n" * 64)
    assert not form_token.valid(later, header, one, token)
    kept = settings_for("", tmp_path, jwt_access_secret="n" * 64, jwt_access_secret_previous=settings.access_secret)
    assert form_token.valid(kept, header, one, token)


def test_over_https_no_neighbouring_host_can_plant_one(tmp_path: Path):
    https = settings_for("", tmp_path, base_url="https://chat.example.com")
    form_token.put(carrier := Response(), https, None)
    said = carrier.headers["set-cookie"]
    assert said.startswith(f"__Host-{form_token.COOKIE}=")
    assert "Secure" in said
    assert "Path=/" in said
    assert "Domain" not in said
