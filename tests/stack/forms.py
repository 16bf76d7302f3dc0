"""What our pages add to every form and every request of a script: the token that their browser's cookie holds."""

from __future__ import annotations

from collections.abc import Mapping

import httpx

from chat_app.auth.form_token import COOKIE, FIELD, HEADER


def field(cookies: str | Mapping[str, str]) -> dict[str, str]:
    """The hidden field of a form, by the browser's cookies, or by the header that holds them."""
    return {FIELD: _token(cookies)}


def header(cookies: str | Mapping[str, str]) -> dict[str, str]:
    """The same for what a script sends."""
    return {HEADER: _token(cookies)}


async def visit(client: httpx.AsyncClient) -> dict[str, str]:
    """Open a page, which gives a new browser its token; returns the hidden field."""
    await client.get("/login", follow_redirects=True)
    return field(client.cookies)


def _token(cookies: str | Mapping[str, str]) -> str:
    if not isinstance(cookies, str):
        return cookies.get(COOKIE, "")
    found = [part.partition("=") for part in cookies.split("; ")]
    return next((value for name, _, value in found if name == COOKIE), "")
