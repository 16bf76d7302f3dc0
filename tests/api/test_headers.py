"""What goes out with every answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route

from chat_app.api.headers import protected
from tests.cast import settings_for

SCRIPT = "window.ready = true"


def client(tmp_path: Path, **settings: Any) -> httpx.AsyncClient:
    """A browser before an application with a page, a JSON route, and a build."""
    (tmp_path / "index.html").write_text(f'<script src="/a.js"></script><script type="module">{SCRIPT}</script>')

    async def page(_: Any) -> HTMLResponse:
        return HTMLResponse("<p>hello</p>")

    async def answer(_: Any) -> JSONResponse:
        return JSONResponse({})

    app = Starlette(routes=[Route("/", page), Route("/auth/answer", answer)])
    transport = httpx.ASGITransport(protected(settings_for("", tmp_path, **settings), app, tmp_path))
    return httpx.AsyncClient(transport=transport, base_url="http://test")


@pytest.mark.parametrize("path", ["/", "/auth/answer", "/nowhere"])
async def test_every_answer_is_framed_by_nobody_and_is_what_it_says_it_is(tmp_path: Path, path: str):
    async with client(tmp_path) as browser:
        told = (await browser.get(path)).headers
    assert "frame-ancestors 'none'" in told["content-security-policy"]
    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "same-origin"
    assert told["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in told["permissions-policy"]
    assert "strict-transport-security" not in told


async def test_a_page_may_run_the_scripts_of_the_build_and_no_others(tmp_path: Path):
    async with client(tmp_path) as browser:
        policy = (await browser.get("/")).headers["content-security-policy"]
        (script,) = [part for part in policy.split("; ") if part.startswith("script-src ")]
        assert script.count("sha256-") == 1
        assert "unsafe" not in script
        (tmp_path / "index.html").write_text("<script>something.else()</script>")
        assert (await browser.get("/")).headers["content-security-policy"] != policy  # another build


async def test_a_page_is_asked_for_at_each_visit(tmp_path: Path):
    async with client(tmp_path) as browser:
        assert (await browser.get("/")).headers["cache-control"] == "no-cache"


async def test_what_is_no_page_may_load_nothing_and_is_not_kept(tmp_path: Path):
    async with client(tmp_path) as browser:
        told = (await browser.get("/auth/answer")).headers
    assert told["content-security-policy"].startswith("default-src 'none'; base-uri 'none'; form-action 'none'")
    assert told["cache-control"] == "no-store"


async def test_with_https_browsers_are_told_to_stay_with_it(tmp_path: Path):
    async with client(tmp_path, base_url="https://chat.example.com") as browser:
        assert "max-age=31536000" in (await browser.get("/")).headers["strict-transport-security"]
