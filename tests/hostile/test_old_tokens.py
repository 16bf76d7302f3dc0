"""What renews a session opens nothing else, whichever of its tokens it is, and at every door."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from unittest import mock

import httpx
import pytest
from pydantic import SecretStr

from chat_app.auth import cookies, tokens
from chat_app.config import Settings
from chat_app.live.entries import ENDED, ME
from chat_app.models import Session
from chat_app.services import sessions
from chat_app.services.parley import Parley
from tests.cast import rows
from tests.hostile.conftest import House, product
from tests.hostile.test_routes import ROUTES
from tests.live import chatter
from tests.stack.server import SECRETS

GRACE = sessions.GRACE.total_seconds()


@dataclass
class Keys:
    """The tokens of one session of Ada's: the newest, and those before it."""

    settings: Settings
    session: Session
    renewals: list[str] = field(default_factory=list)  # the newest last

    @property
    def cookies(self) -> dict[str, str]:
        """Cookie headers that are nobody's, by what is wrong with them."""
        access, newest, older = tokens.access(self.settings, self.session), self.renewals[-1], self.renewals[0]
        with mock.patch("time.time", return_value=time.time() - tokens.ACCESS_SECONDS - 1):
            late = tokens.access(self.settings, self.session)
        return {
            "the newest renewal token alone": f"{cookies.RENEWAL}={newest}",
            "a renewal token three rotations old": f"{cookies.RENEWAL}={older}",
            "the newest renewal token as access": f"{cookies.ACCESS}={newest}",
            "an old renewal token as access": f"{cookies.ACCESS}={older}",
            "an access token as renewal": f"{cookies.RENEWAL}={access}",
            "an access token that is over": f"{cookies.ACCESS}={late}; {cookies.RENEWAL}={newest}",
            "the former name of the cookie": f"parley_refresh={newest}",
        }


@pytest.fixture
async def parley(house: House) -> AsyncIterator[Parley]:
    parley = product(house.server)
    yield parley
    await parley.finish_background()
    await parley.database.close()


@pytest.fixture
async def keys(house: House, parley: Parley) -> Keys:
    """A session that was renewed three times."""
    fresh, settings = await house.sign_in("ada@watercooler.example"), _of_the_server(parley.settings)
    own = cookies.session_id(settings, fresh.cookie)
    session = next(row for row in await rows(parley, Session) if row.id == own)
    keys = Keys(settings, session, [tokens.refresh(settings, session)])
    for _ in range(3):
        renewed = await sessions.rotate(parley, keys.session.id, keys.session.refresh_id)
        assert renewed
        keys.session = renewed
        keys.renewals.append(tokens.refresh(settings, renewed))
    return keys


def _of_the_server(settings: Settings) -> Settings:
    """With the keys that its tokens are signed with."""
    known = {name.lower(): SecretStr(secret) for name, secret in SECRETS.items()}
    return settings.model_copy(update=known)


# What is for people without a session, or for what renews one. All other routes are doors, also those to come:
# `test_routes` fails for one that its list does not name.
OPEN = {
    "/auth/setup", "/auth/join", "/auth/magic/send", "/auth/magic/use", "/auth/password", "/auth/passkey/ask",
    "/auth/passkey/use", cookies.RENEWS, cookies.ENDS,
}  # fmt: skip
DOORS = [
    *(("POST" if kind == "form" else "GET", path) for path, kind in ROUTES.items()
      if kind in ("form", "session") and path not in OPEN),
    ("GET", "/auth/google/link"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), DOORS)
async def test_no_route_takes_what_renews_a_session_for_the_session(house: House, keys: Keys, method: str, path: str):
    before = house.contents("users", "passkeys", "sessions", "pictures", "identities")
    async with httpx.AsyncClient(base_url=house.url, trust_env=False) as client:
        for wrong, cookie in keys.cookies.items():
            headers = {"Cookie": cookie, "Origin": house.url, "Sec-Fetch-Site": "same-origin"}
            fields = {"any": "form"} if method == "POST" else None
            answer = await client.request(
                method, path.format(user_id=house.ada_id, version=1), headers=headers, data=fields
            )
            home = answer.headers.get("location", "").startswith(("/login", cookies.ENDS))
            assert answer.status_code in (401, 403, 404) or home, (wrong, answer.status_code, answer.text[:100])
            assert cookies.ACCESS not in answer.headers.get("set-cookie", "").replace(f'{cookies.ACCESS}=""', ""), wrong
    assert house.contents("users", "passkeys", "sessions", "pictures", "identities") == before


async def test_no_websocket_takes_it_either(house: House, keys: Keys):
    for wrong, cookie in keys.cookies.items():
        async with chatter.Chatter(house.url, cookie=cookie, path="/rooms") as tab:
            await tab.open()
            await tab.wait_for(lambda tab: bool(tab.entry(ENDED)))
            assert not tab.entry(ME), wrong
    assert await _renews(house, keys.renewals[-1])


async def test_a_token_of_long_ago_ends_the_session_at_the_one_door_that_takes_it(
    house: House, keys: Keys, parley: Parley
):
    assert not await _renews(house, keys.renewals[0])
    assert await sessions.find(parley, keys.session.id) is None
    assert not await _renews(house, keys.renewals[-1])


async def _renews(house: House, renewal: str) -> bool:
    async with httpx.AsyncClient(base_url=house.url, trust_env=False) as client:
        client.cookies.set(cookies.RENEWAL, renewal, path=cookies.RENEWS)
        answer = await client.post(cookies.RENEWS, headers={"Origin": house.url})
        assert answer.json()["signed_in"] == (answer.status_code == 200)
        return answer.status_code == 200 and cookies.ACCESS in answer.headers["set-cookie"]


@pytest.mark.parametrize("which", [-1, 0], ids=["the newest", "one three rotations old"])
async def test_what_renews_a_session_can_end_it(house: House, parley: Parley, keys: Keys, which: int):
    """Whoever signs out when their page has slept, and nothing renews it, is signed out all the same."""
    cookie = f"{cookies.RENEWAL}={keys.renewals[which]}"
    async with httpx.AsyncClient(base_url=house.url, trust_env=False) as client:
        own = {"Cookie": cookie, "Origin": house.url, "Sec-Fetch-Site": "same-origin"}
        asked = await client.post("/auth/logout", headers=own, data={"any": "form"})
        assert (asked.status_code, asked.headers["location"]) == (307, cookies.ENDS)
        foreign = own | {"Origin": "https://elsewhere.example"}
        assert (await client.post(cookies.ENDS, headers=foreign, data={"any": "form"})).status_code == 403
        assert await sessions.find(parley, keys.session.id)
        answer = await client.post(cookies.ENDS, headers=own, data={"any": "form"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert await sessions.find(parley, keys.session.id) is None
