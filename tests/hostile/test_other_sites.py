"""Nothing that another site's page makes a browser send does anything, at any route there is."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from chat_app.services import accounts, login_links
from tests.hostile.conftest import House, product
from tests.hostile.test_routes import kind_of

FOREIGN = {
    "another site": {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
    "another site, as old browsers send it": {"Origin": "https://evil.example"},
    "a neighbouring host": {"Origin": "http://evil.localhost:3000", "Sec-Fetch-Site": "same-site"},
    "another port of this host": {"Origin": "http://localhost:1", "Sec-Fetch-Site": "same-site"},
    "a neighbour that sends no origin": {"Sec-Fetch-Site": "same-site"},
    "a frame without an origin": {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    "a page without an origin, as old browsers send it": {"Origin": "null"},
    "a name that begins as ours does": {"Origin": "http://localhost.evil.example"},
    "something that does not say": {},
    "something that names one of our pages only": {"Referer": "{url}/login"},
}
OUR_OWN = {
    "our page": {"Origin": "{url}", "Sec-Fetch-Site": "same-origin"},
    "our page over plain http": {"Origin": "{url}"},
    "our page without an origin": {"Sec-Fetch-Site": "same-origin"},
}
REFUSAL = "This form did not come from Parley."


def _headers(house: House, said: dict[str, str], cookie: str = "") -> dict[str, str]:
    return {"Cookie": cookie, **{name: value.format(url=house.url) for name, value in said.items()}}


@pytest.mark.parametrize("who", ["ada", "nobody"])
@pytest.mark.parametrize("whence", FOREIGN)
def test_what_changes_something_is_refused(
    house: House, routes: dict[str, set[str]], client: httpx.Client, whence: str, who: str
) -> None:
    before, headers = house.contents(), _headers(house, FOREIGN[whence], house.ada.cookie if who == "ada" else "")
    writing = [(path, method) for path, methods in routes.items() for method in methods - {"GET", "HEAD", "OPTIONS"}]
    assert len(writing) >= 15
    for path, method in [*writing, ("/auth/google/link", "GET"), ("/auth/oidc/link", "GET")]:
        if whence.endswith("our pages only") and method == "GET":
            continue  # the sign of a link on our own page, where browsers send no other
        answer = client.request(
            method, path, headers=headers, data={"email": "ada@watercooler.example"} if method == "POST" else None
        )
        assert (answer.status_code, answer.text) == (403, REFUSAL), (path, method)
        assert "set-cookie" not in answer.headers
    assert house.contents() == before


@pytest.mark.parametrize("whence", FOREIGN)
def test_what_is_only_asked_for_changes_nothing(
    house: House, routes: dict[str, set[str]], client: httpx.Client, whence: str
) -> None:
    before = house.contents()
    for path, methods in routes.items():
        if "GET" in methods:
            address = path.format(user_id=house.ada_id, version=1)
            client.get(address, headers=_headers(house, FOREIGN[whence], house.ada.cookie))
    after = house.contents()
    assert after.pop("audit_entries") >= before.pop("audit_entries")  # a sign-in that fails is noted
    assert after == before


@pytest.mark.parametrize("whence", OUR_OWN)
def test_what_our_own_pages_send_is_not(
    house: House, routes: dict[str, set[str]], client: httpx.Client, whence: str
) -> None:
    for path in (path for path, methods in routes.items() if "POST" in methods):
        assert kind_of(path) == "form"
        answer = client.post(path, headers=_headers(house, OUR_OWN[whence]), data={"email": "nobody"})
        assert answer.text != REFUSAL, path


@pytest.mark.parametrize("whence", FOREIGN)
def test_nobody_is_signed_in_to_an_attackers_account(house: House, client: httpx.Client, whence: str) -> None:
    """It takes no cookie to try: a page sends the link that was mailed to its author for whoever visits it."""
    form = {"token": asyncio.run(_mailed_link(house)).partition("token=")[2]}
    refused = client.post("/auth/magic/use", data=form, headers=_headers(house, FOREIGN[whence]))
    assert (refused.status_code, "set-cookie" in refused.headers) == (403, False)
    allowed = client.post("/auth/magic/use", data=form, headers=_headers(house, OUR_OWN["our page"]))
    assert "parley_access" in allowed.headers["set-cookie"]


async def _mailed_link(house: House) -> str:
    parley = product(house.server)
    grace = await accounts.by_email(parley, "grace.hopper@watercooler.example")
    assert grace
    link = await login_links.make(parley, grace)
    await parley.database.close()
    return link
