"""Every HTTP route there is has been thought about, and never falls over."""

from __future__ import annotations

import asyncio
import io
import itertools
import re
from collections.abc import AsyncIterator, Iterator
from urllib.parse import parse_qsl

import httpx
import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.hostile.conftest import House

# Who may use it, and what is checked. A route that is not here fails the test below: think about it, then add it.
ROUTES = {
    "/_health": "anybody",
    "/_ready": "anybody",
    "/_address": "anybody",  # whether the page that asks stands at an address of ours
    "/ping": "anybody",  # Reflex's own: answers "pong"
    "/_event": "websocket",  # the door, then the gate: test_door, test_every_handler
    "/auth/setup": "form",  # once, at this machine or with the code that the start printed
    "/auth/join": "form",  # with an invite
    "/auth/magic/send": "form",
    "/auth/magic/use": "form",  # with the mailed token
    "/auth/password": "form",
    "/auth/refresh": "form",  # with the cookie
    "/auth/refresh/end": "form",  # with the cookie; where a session that has slept is signed out
    "/auth/logout": "form",  # with the cookie
    "/auth/passkey/ask": "form",
    "/auth/passkey/use": "form",
    "/auth/passkey/ask-new": "form",
    "/auth/passkey/add": "form",
    "/auth/{provider}": "provider",  # when it is configured; state, nonce and PKCE in a signed cookie
    "/settings/picture": "form",
    "/settings/picture/remove": "form",
    "/admin/workspace/picture": "form",
    "/admin/workspace/picture/remove": "form",
    "/pictures/{user_id}/{version}": "session",
    "/pictures/workspace/{version}": "anybody",  # it stands before the door, as the name does
}
PROVIDERS = ("/auth/google", "/auth/oidc")
ODD_TEXT = st.text(max_size=60) | st.sampled_from(["\x00", "%00", "../..", "x" * 5000, "'\"<>", "\ud83d", "null", "-1"])
FIELDS = ("workspace", "name", "email", "code", "token", "next", "state", "password", "file")
HEADERS = (
    "Origin", "Referer", "X-Forwarded-For", "X-Forwarded-Proto", "Content-Type", "Accept", "Range", "If-None-Match",
    "Authorization", "User-Agent", "Sec-Fetch-Site", "Accept-Encoding", "Cookie",
)  # fmt: skip


def kind_of(path: str) -> str:
    return "provider" if path.startswith(PROVIDERS) else ROUTES.get(path, "")


@pytest.fixture(scope="module", autouse=True)
def nothing_in_the_log(house: House) -> Iterator[None]:
    """After whichever of these tests have run, the log tells of nothing that went wrong."""
    yield
    assert "Traceback" not in house.server.log, house.server.log[-3000:]


def test_every_route_has_been_thought_about(routes: dict[str, set[str]]) -> None:
    assert not [path for path in routes if not kind_of(path)]
    assert ROUTES.keys() - routes.keys() == {"/auth/{provider}"}


@pytest.mark.parametrize(
    "kind",
    ["multipart/form-data; charset=punycode; boundary=x", "multipart/form-data; boundary=x; charset=UTF-7",
     "application/x-www-form-urlencoded; charset=utf-7", "text/plain", "application/json", "", "x" * 7_000,
     "multipart/form-data; boundary=x; charset=idna", "application/x-www-form-urlencoded; charset=" + "x" * 7_000],
)  # fmt: skip
def test_nobody_chooses_how_a_form_is_read(
    house: House, routes: dict[str, set[str]], client: httpx.Client, kind: str
) -> None:
    """By punycode, 60 KB of a form took half a second, and a megabyte would take minutes."""
    part = b"".join((
        b'--x\r\nContent-Disposition: form-data; name="email"\r\n\r\n', b"a" * 60_000, b"\r\n--x--\r\n"
    ))  # fmt: skip
    headers = {"Origin": house.url, "Cookie": house.ada.cookie, "Content-Type": kind}
    begun = cpu_seconds(house)
    for path in (path for path, methods in routes.items() if "POST" in methods):
        if "passkey" not in path and path != "/auth/refresh":  # which take JSON, or nothing
            assert client.post(path, headers=headers, content=part).status_code == 403, path
    assert cpu_seconds(house) - begun < 1


def cpu_seconds(house: House) -> float:
    (pid,) = house.server.workers
    return sum(psutil.Process(pid).cpu_times()[:2])


async def test_a_picture_that_was_held_back_until_its_session_had_ended_is_not_taken(house: House) -> None:
    person = await house.sign_in("grace.hopper@watercooler.example")
    picture = io.BytesIO()
    Image.new("RGB", (20, 20)).save(picture, "PNG")
    body = b"".join((
        b'--x\r\nContent-Disposition: form-data; name="picture"; filename="a.png"\r\n\r\n', picture.getvalue(),
        b"\r\n--x--\r\n",
    ))  # fmt: skip

    async def held() -> AsyncIterator[bytes]:
        yield body[:-20]
        await asyncio.sleep(0.5)  # the server has looked at who sends it
        await house.sign_out(person)
        yield body[-20:]

    headers = {
        "Origin": house.url, "Cookie": person.cookie, "Content-Type": "multipart/form-data; boundary=x",
        "Content-Length": str(len(body)),
    }  # fmt: skip
    async with httpx.AsyncClient(base_url=house.url, trust_env=False, timeout=20) as client:
        answer = await client.post("/settings/picture", headers=headers, content=held())
    assert (answer.status_code, "error=You+have+been+signed+out" in answer.headers["location"]) == (303, True)
    assert house.rows("SELECT picture FROM users WHERE name = 'Grace Hopper'") == [(0,)]


def test_why_a_picture_is_not_taken_is_said_in_words_of_ours(house: House, client: httpx.Client) -> None:
    headers = {"Origin": house.url, "Cookie": house.ada.cookie}
    file = {"picture": ("a.png", b"no picture", "image/png")}
    answer = client.post("/settings/picture", headers=headers, files=file)
    page, _, query = answer.headers["location"].partition("?")
    said = dict(parse_qsl(query))
    assert (page, said["field"], "seal" in said) == ("/settings", "picture", True)
    assert said["error"].startswith("That is not a picture we can use.")


def test_a_route_for_the_signed_in_gives_a_visitor_nothing(routes: dict[str, set[str]], client: httpx.Client) -> None:
    for path in routes:
        if kind_of(path) == "session":
            address = path.format(user_id="01a20100-8349-72c7-86af-c2acd05034d0", version=1)
            assert client.get(address).status_code in (401, 404)


@pytest.mark.parametrize(
    "name", ['"><img src=x onerror=xss()>.png', "../../../../etc/passwd", "a.png\r\nX-Evil: 1", "\u202egnp.exe"]
)
def test_of_a_file_nothing_is_kept_that_its_sender_called_it(house: House, client: httpx.Client, name: str) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (20, 20)).save(picture, "PNG")
    headers = {"Origin": house.url, "Cookie": house.ada.cookie}
    file = {"picture": (name, picture.getvalue(), "image/png")}
    answer = client.post("/settings/picture", headers=headers, files=file)
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings")
    ((version,),) = house.rows("SELECT picture FROM users WHERE name = 'Ada Lovelace'")
    shown = client.get(f"/pictures/{house.ada_id}/{version}", headers={"Cookie": house.ada.cookie})
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
    assert "content-disposition" not in shown.headers
    assert not [mark for mark in ("onerror", "etc/passwd", "X-Evil", "gnp.exe") if mark in str(house.contents())]


ELSEWHERE = {
    "Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http",
    "X-Forwarded-For": "192.0.2.7", "Forwarded": "host=evil.example;proto=http", "X-Original-URL": "http://evil.example/",
}  # fmt: skip
PAGES = ("/", "/login", "/setup", "/rooms", "/search", "/saved", "/settings", "/invites", "/admin", "/admin/audit",
         "/auth/magic", "/join/abc", "/nowhere", "//evil.example", "//evil.example/login", "/assets")  # fmt: skip


def test_no_redirect_names_a_scheme_or_a_host(house: House, routes: dict[str, set[str]], client: httpx.Client) -> None:
    """Whoever made it: we, Starlette for a missing slash, or Reflex's server of files."""
    seen = 0
    for path in (*routes, *PAGES):
        for slash, method, cookie in itertools.product(("", "/"), ("GET", "POST"), ("", house.grace.cookie)):
            address = httpx.URL(house.url + path.rstrip("/") + slash, params={"token": "secret"})
            headers = {"Origin": house.url, "Cookie": cookie, **ELSEWHERE}
            if path in ("/auth/logout", "/auth/refresh", "/auth/refresh/end"):
                headers["Cookie"] = ""  # the others still need the session
            location = client.request(method, address, headers=headers).headers.get("location")
            seen += location is not None
            assert location is None or re.match(r"/(?![/\\])", location), (method, path, location)
    assert seen >= 8  # the check above has looked at some


def test_a_form_without_an_end_is_refused_before_it_fills_the_memory(house: House, client: httpx.Client) -> None:
    def endless() -> Iterator[bytes]:
        yield b"email="
        for _ in range(400):
            yield b"x" * 10_000

    headers = {"Origin": house.url, "Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/auth/magic/send", content=endless(), headers=headers).status_code in (403, 413)


def examples(number: int) -> settings:
    return settings(
        max_examples=number, deadline=None, derandomize=True, database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )  # fmt: skip


@examples(40)
@given(data=st.data())
def test_no_request_makes_a_route_fall_over(
    house: House, routes: dict[str, set[str]], client: httpx.Client, data: st.DataObject
) -> None:
    request_anything(house, routes, client, data)


@pytest.mark.slow
@examples(300)
@given(data=st.data())
def test_no_request_of_many_makes_a_route_fall_over(
    house: House, routes: dict[str, set[str]], client: httpx.Client, data: st.DataObject
) -> None:
    request_anything(house, routes, client, data)


def request_anything(house: House, routes: dict[str, set[str]], client: httpx.Client, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(path for path in routes if path != "/_event")))
    method = data.draw(st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE"]))
    latin = ODD_TEXT.map(lambda text: text.encode("utf-8", "replace").replace(b"\n", b"").replace(b"\r", b""))
    headers: list[tuple[bytes, bytes]] = [(b"Origin", house.url.encode())] if data.draw(st.booleans()) else []
    for name in data.draw(st.lists(st.sampled_from(HEADERS), max_size=3, unique=True)):
        value = data.draw(latin).replace(b"\x00", b"").strip()
        headers.append((name.encode(), b"parley_access=" + value if name == "Cookie" else value))
    fields = data.draw(st.dictionaries(st.sampled_from(FIELDS), ODD_TEXT, max_size=4))
    body = data.draw(st.sampled_from(["form", "json", "raw", "none"]))
    more = {
        "form": {"data": {key: value.encode("utf-8", "replace") for key, value in fields.items()}},
        "json": {"json": {key: value.encode("utf-8", "replace").decode() for key, value in fields.items()}},
        "raw": {"content": data.draw(st.binary(max_size=200))},
        "none": {},
    }[body]
    query = {key: value.encode("utf-8", "replace") for key, value in fields.items()}
    address = path.replace("{user_id}", "a%00b").replace("{version}", "1e9")
    try:
        answer = client.request(method, address, headers=headers, params=query, **more)
    except httpx.LocalProtocolError:
        return  # our own side would not send it
    assert answer.status_code < 500, (method, path, headers, more, answer.text[:300])
    if answer.status_code != 400:  # which may be the server's own, to what is no HTTP
        assert "content-security-policy" in answer.headers
