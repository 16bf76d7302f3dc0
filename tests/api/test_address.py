"""No answer leads to another scheme or host than that of `BASE_URL`, independent of the request's headers."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reflex.utils.precompressed_staticfiles import PrecompressedStaticFiles
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Mount, Route

from chat_app.api.address import relative, with_base_url
from tests.cast import settings_for

HTTPS = {"base_url": "https://chat.example.com:8443"}
PAGES = ("/login", "/setup", "/rooms", "/search", "/auth/magic", "/admin/rooms")
HOSTILE = ({}, {"host": "evil.example"}, {"host": "evil.example", "x-forwarded-host": "evil.example",
           "x-forwarded-proto": "http", "forwarded": "host=evil.example;proto=http"})  # fmt: skip


def client(folder: Path, **settings: Any) -> httpx.AsyncClient:
    """A visitor of a build with these pages, of a route, of a folder of routes, and of redirects that others made."""
    for page in PAGES:
        (folder / page[1:]).mkdir(parents=True, exist_ok=True)
        (folder / page[1:] / "index.html").write_text(page)

    async def scheme(request: Request) -> JSONResponse:
        return JSONResponse(str(request.url))

    async def away(request: Request) -> RedirectResponse:
        return RedirectResponse(request.query_params["to"])

    files = PrecompressedStaticFiles(directory=folder, html=True)
    deep = Mount("/deep", routes=[Route("/", scheme)])
    routes = [Route("/what", scheme), Route("/away", away), Route("/auth/google", away), deep]
    inner = Starlette(routes=[*routes, Mount("/files", files)])
    # As Reflex does it: pages are files below a mount that matches everything else.
    whole = Starlette(routes=[*routes, Mount("/sub", inner), Mount("/", files)])
    transport = httpx.ASGITransport(with_base_url(settings_for("", folder, **settings), whole, folder))
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:3000")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("slash", ["", "/"])
async def test_a_page_is_there_with_and_without_a_slash_and_no_token_is_sent_twice(
    tmp_path: Path, page: str, slash: str
):
    async with client(tmp_path, **HTTPS) as visitor:
        answer = await visitor.get(f"{page}{slash}?token=secret")
    assert (answer.status_code, answer.text) == (200, page)


async def test_the_scheme_is_that_of_the_address_and_not_of_the_request(tmp_path: Path):
    for settings, scheme in ((HTTPS, "https"), ({}, "http")):
        async with client(tmp_path, **settings) as visitor:
            seen = (await visitor.get("/what", headers={"x-forwarded-proto": "gopher"})).json()
        assert seen.startswith(f"{scheme}://")


PATHS = [
    *(f"{page}{slash}" for page in PAGES for slash in ("", "/", "//")),
    "/what/", "/deep", "/sub/deep", "/sub/what/", "/sub/files/login", "/files", "/sub", "//", "///", "//evil.example",
    "//evil.example/", "//evil.example/login", "/%5Cevil.example/deep", "/login%2F", "//login", "/./login",
    "/deep/../deep",
]  # fmt: skip


@pytest.mark.parametrize("headers", HOSTILE)
async def test_no_redirect_names_a_scheme_or_a_host(tmp_path: Path, headers: dict[str, str]):
    async with client(tmp_path, **HTTPS) as visitor:
        for path, method in itertools.product(PATHS, ("GET", "HEAD", "POST", "PUT")):
            answer = await visitor.request(method, httpx.URL(f"http://127.0.0.1{path}?token=x"), headers=headers)
            assert stays(answer.headers.get("location", "/")), (method, path, answer.headers["location"])


WAYS = [
    "http://evil.example/x", "https://evil.example", "//evil.example", "///evil.example", "\\\\evil.example",
    "/\\evil.example", "http:evil.example", "http:\\\\evil.example", "javascript:alert(1)", "data:text/html,x",
    "http://[", "https://evil.example//evil.example/y", "/%09/evil.example", "?x", "", "http://chat.example.com//evil",
]  # fmt: skip


@pytest.mark.parametrize("to", WAYS)
async def test_whoever_makes_a_redirect_it_stays(tmp_path: Path, to: str):
    async with client(tmp_path, **HTTPS) as visitor:
        assert stays((await visitor.get("/away", params={"to": to})).headers["location"])


async def test_the_way_to_a_provider_leads_out_and_no_way_like_it(tmp_path: Path):
    out = "https://accounts.example/o?x=1"
    async with client(tmp_path, **HTTPS) as visitor:
        for path, location in (("/auth/google", out), ("/away", "/o?x=1"), ("/auth/google/", "/auth/google/")):
            answer = await visitor.get(path, params={"to": out} if path != "/auth/google/" else {})
            assert answer.headers.get("location", location) == location


@given(st.text(max_size=40) | st.text("/\\:.@?#%\t ehtps", max_size=20))
def test_of_any_address_only_what_stays_is_left(location: str):
    assert stays(relative(location))


def stays(location: str) -> bool:
    """Whether a browser would stay on our server; browsers drop tabs and newlines, and take `\\` for `/`."""
    read = "".join(each for each in location if each not in "\t\r\n").replace("\\", "/")
    went = urlsplit(urljoin("https://chat.example.com:8443/auth/setup", read))
    return location.startswith("/") and not read.startswith("//") and went.netloc == "chat.example.com:8443"
