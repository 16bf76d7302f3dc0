"""The routes that sign people in, fed what no page of ours sends: nobody gets in, nothing breaks, nothing is stored."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from chat_app.auth.pending_sign_in import COOKIE
from tests.conftest import StartServers
from tests.hostile.conftest import House
from tests.stack.server import Server

KEPT = ("users", "sessions", "identities", "passkeys", "passwords")
WEIRD: tuple[Any, ...] = ("", "\x00", "ä" * 5000, "' OR 1=1 --", "{{7*7}}", "../../etc/passwd", "a\r\nSet-Cookie: x=1")
JSONS = ("", "null", "[]", "1", '"x"', "{}", "[" * 5000, '{"id": 1}', '{"id": "x", "rawId": "x", "type": "public-key"}')


@pytest.fixture(scope="module")
def one_server(start_servers: StartServers) -> Server:
    """Every door is there; the provider does not exist."""
    return start_servers(
        1, GOOGLE_CLIENT_ID="parley", GOOGLE_CLIENT_SECRET="s3cret", GOOGLE_ISSUER="http://127.0.0.1:9",
        PASSWORD_SIGN_IN="true", LIMIT_SIGN_IN_IP="off", LIMIT_SIGN_IN_ADDRESS="off",
    )[0]  # fmt: skip


async def send(house: House, route: str, method: str = "POST", **what: Any) -> httpx.Response:
    async with httpx.AsyncClient(base_url=house.url, trust_env=False) as client:
        headers = {"Origin": house.url, **what.pop("headers", {})}
        if method == "POST":
            what["data"] = {"any": "form", **what.get("data", {})} if "content" not in what else None
        return await client.request(method, route, headers=headers, **what)


def nobody_got_in(answer: httpx.Response) -> bool:
    return answer.status_code < 500 and "parley_access" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize("route", ["/auth/password", "/auth/magic/use", "/auth/magic/send", "/auth/join"])
async def test_forms_bear_anything(house: House, route: str) -> None:
    before = house.contents(*KEPT)
    for value in WEIRD:
        fields = dict.fromkeys(("email", "password", "token", "code", "name"), value)
        assert nobody_got_in(await send(house, route, data=fields)), value
    assert nobody_got_in(await send(house, route))
    assert nobody_got_in(await send(house, route, content=b"\xff" * 2000, headers={"Content-Type": "application/json"}))
    assert (await send(house, route, data={"email": "x" * 100_000})).status_code == 403
    assert house.contents(*KEPT) == before


@pytest.mark.parametrize("route", ["/auth/passkey/use", "/auth/passkey/add"])
async def test_passkeys_bear_anything(house: House, route: str) -> None:
    before = house.contents(*KEPT)
    asked = await send(house, f"/auth/passkey/{'ask' if route.endswith('use') else 'ask-new'}",
                       headers={"Cookie": house.ada.cookie})  # fmt: skip
    cookie = f"{house.ada.cookie}; {COOKIE}={asked.cookies[COOKIE]}"
    for body in (*JSONS, json.dumps({"id": "x" * 100_000})):
        answer = await send(house, route, content=body, headers={"Cookie": cookie})
        assert answer.status_code == 403, body[:50]
        assert answer.json()["error"]
        assert nobody_got_in(answer)
    assert house.contents(*KEPT) == before


async def test_a_passkey_is_made_for_nobody_but_those_who_are_signed_in(house: House) -> None:
    assert (await send(house, "/auth/passkey/ask-new")).status_code == 403
    assert (await send(house, "/auth/passkey/ask-new", headers={"Cookie": house.ada.cookie})).status_code == 200


async def test_an_answer_to_one_question_is_none_to_another(house: House) -> None:
    asked = await send(house, "/auth/passkey/ask")
    cookie = f"{house.ada.cookie}; {COOKIE}={asked.cookies[COOKIE]}"
    answer = await send(house, "/auth/passkey/add", content="{}", headers={"Cookie": cookie})
    assert "too long" in answer.json()["error"]


@pytest.mark.parametrize(
    "query", ["", "?code=x&state=y", "?error=access_denied", f"?code={'x' * 4000}&state=%00", "?error=%ff"]
)
async def test_a_callback_out_of_nowhere_lets_nobody_in(house: House, query: str) -> None:
    before = house.contents(*KEPT)
    answer = await send(house, f"/auth/google/callback{query}", "GET")
    assert answer.headers["location"].startswith("/login?error=")
    assert nobody_got_in(answer)
    assert house.contents(*KEPT) == before


async def test_a_provider_that_is_away_is_said_to_be(house: House) -> None:
    answer = await send(house, "/auth/google", "GET")
    assert "cannot+be+reached" in answer.headers["location"]


@pytest.mark.parametrize("route", ["/auth/oidc", "/auth/oidc/callback?code=x"])
async def test_a_door_that_is_not_there_leads_to_the_sign_in_page(house: House, route: str) -> None:
    answer = await send(house, route, "GET")
    assert answer.headers["location"].startswith("/login?error=That+way")


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Referer": "https://evil.example/"}])
async def test_another_site_cannot_link_an_account(house: House, headers: dict[str, str]) -> None:
    answer = await send(house, "/auth/google/link", "GET", headers={"Cookie": house.ada.cookie, **headers})
    assert answer.status_code == 403
    own = {"Cookie": house.ada.cookie, "Sec-Fetch-Site": "same-origin"}
    assert (await send(house, "/auth/google/link", "GET", headers=own)).status_code == 303  # it was that


async def test_huge_and_broken_cookies_are_nobodys(house: House) -> None:
    for value in ("x", "a.b.c", "e30.e30.e30", "=" * 3000, "\u00e4"):
        cookie = f"parley_access={value}; parley_renewal={value}; {COOKIE}={value}".encode("latin-1")
        answer = await send(house, "/auth/refresh", headers={b"Cookie": cookie})  # pyright: ignore
        assert answer.status_code in (401, 403)
