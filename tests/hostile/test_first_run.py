"""A fresh installation belongs to whoever can read its start, also behind a proxy that says nothing of the client."""

from __future__ import annotations

from typing import Any

import httpx

from tests.conftest import require
from tests.stack.install import NGINX
from tests.stack.proxy import Proxy
from tests.stack.server import Server


async def test_nobody_makes_the_workspace_through_a_proxy_that_says_nothing_without_the_code() -> None:
    """Its requests come from this machine, and name it as their host; only `BASE_URL` would tell, and is not set."""
    require(NGINX)
    nothing: Any = {"BASE_URL": None}
    proxy, server = Proxy("bare"), Server(**nothing)
    try:
        proxy.start(server.start().port)
        beyond = await found_at(f"http://127.0.0.1:{proxy.port}", server.url)
        here = await found_at(server.url, server.url)
    finally:
        proxy.stop()
        server.stop()
    assert "not+the+setup+code" in beyond
    assert here == "/"


async def found_at(url: str, origin: str) -> str:
    """Where the form of the first run leads to, without a code, from somebody who may send any header."""
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
        fields = {"workspace": "Watercooler Ltd", "name": "Ada Lovelace", "email": "ada@watercooler.example"}
        answer = await client.post("/auth/setup", data=fields, headers={"Origin": origin})
        return answer.headers["location"]
