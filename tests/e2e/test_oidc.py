"""Coming in through a provider, in a real browser, against a real one on the loopback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import StartServers
from tests.e2e import screen
from tests.e2e.house import House, email, proved
from tests.stack import provider as there
from tests.stack.chromium import People
from tests.stack.sample import sample
from tests.stack.server import Server

NOISE = ("Failed to load resource", "net::ERR")  # the provider's own pages
LOGIN = re.compile(r"/login/?(\?.*)?$")
PEOPLE = (
    there.person("grace", email("grace"), "Grace Hopper"),
    there.person("katherine", "katherine@watercooler.example", "Katherine Johnson"),
    there.person("mallory", email("ada"), "Mallory", verified=False),
    there.person("countess", "countess@home.example", "A.A.L.", verified=False),
    there.person("nobody", "nobody@elsewhere.example", "Nobody"),
)


@pytest.fixture(scope="module")
def one_server(start_servers: StartServers) -> Iterator[Server]:
    """A server that knows the same provider twice: as Google, and as its own."""
    with there.provider(*PEOPLE) as issuer:
        yield start_servers(
            1, GOOGLE_CLIENT_ID="parley", GOOGLE_CLIENT_SECRET="s3cret", GOOGLE_ISSUER=issuer, OIDC_ISSUER=issuer,
            OIDC_CLIENT_ID="parley", OIDC_CLIENT_SECRET="s3cret", OIDC_NAME="Example ID",
        )[0]  # fmt: skip


@pytest.fixture(scope="module")
def house(browser: Browser, one_server: Server) -> House:
    """Ada's, and Grace's, who has proved her address; Alan has not."""
    house = House.founded(browser, one_server.url, "grace", "alan")
    proved(one_server, "grace")
    return house


@pytest.fixture
def visitor(people: People, house: House) -> Page:
    return people("visitor", base_url=house.url)


def leave_by(page: Page, door: str = "Google", at: str = "/login") -> None:
    page.goto(at)
    page.get_by_role("link", name=f"Continue with {door}").click()
    page.get_by_role("heading", name="Authorize Client").wait_for()


def choose(page: Page, subject: str) -> None:
    page.get_by_role("button", name=subject, exact=True).click()


def account(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize("door", sample(["Example ID", "Google"], 1))
def test_a_colleague_comes_in(visitor: Page, door: str) -> None:
    leave_by(visitor, door)
    choose(visitor, "grace")
    screen.expect_room(visitor)
    expect(account(visitor, "Grace Hopper")).to_be_visible()


def test_a_newcomer_with_an_invite_comes_in(visitor: Page, house: House, people: People) -> None:
    (ada,) = house.call_in(people, "ada")
    leave_by(visitor, at=screen.invite_link(ada))
    choose(visitor, "katherine")
    screen.expect_room(visitor)
    expect(account(visitor, "Katherine Johnson")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("Deny", "it was cancelled there"),
        ("mallory", "Google has not verified your e-mail address"),
        ("nobody", "There is no account for nobody@elsewhere.example here"),
    ],
)
def test_who_is_not_let_in_reads_why(visitor: Page, subject: str, said: str) -> None:
    leave_by(visitor)
    choose(visitor, subject)
    visitor.wait_for_url(LOGIN)
    expect(visitor.get_by_role("alert")).to_contain_text(said)
    assert not [each for each in visitor.context.cookies() if each.get("name") == "parley_access"]


@pytest.mark.slow
def test_an_answer_with_another_state_is_refused(visitor: Page, house: House) -> None:
    leave_by(visitor)
    visitor.goto(f"{house.url}/auth/google/callback?code=stolen&state=forged")
    visitor.wait_for_url(LOGIN)
    expect(visitor.get_by_role("alert")).to_contain_text("did not begin in this browser")


def test_an_answer_is_good_once_and_in_its_own_browser(visitor: Page, people: People, house: House) -> None:
    answers: list[str] = []
    visitor.on("request", lambda request: answers.append(request.url) if "/callback?" in request.url else None)
    leave_by(visitor)
    choose(visitor, "grace")
    screen.expect_room(visitor)
    other = people("other", base_url=house.url)
    for page in (visitor, other):
        page.goto(answers[0])
        page.wait_for_url(LOGIN if page is other else re.compile(r"/(login|rooms)"))
    expect(other.get_by_role("alert")).to_contain_text("began in another browser")
    assert parse_qs(urlsplit(answers[0]).query)["code"]


@pytest.mark.slow
def test_an_answer_to_another_nonce_is_refused(visitor: Page) -> None:
    """Somebody puts the code of another sign-in into this one."""
    leave_by(visitor)
    parts = urlsplit(visitor.url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    visitor.goto(urlunsplit(parts._replace(query=urlencode({**query, "nonce": "another"}))))
    choose(visitor, "grace")
    visitor.wait_for_url(LOGIN)
    expect(visitor.get_by_role("alert")).to_contain_text("Google did not confirm who you are")


@pytest.mark.slow
def test_an_account_with_another_address_is_linked_signs_in_and_is_nobody_elses(
    visitor: Page, house: House, people: People
) -> None:
    ada, alan = house.call_in(people, "ada", "alan", at="/settings")
    for page in (ada, alan):
        page.get_by_role("link", name="Link Google").click()
        choose(page, "countess")
    expect(ada.get_by_role("list", name="Linked accounts").get_by_text("Google")).to_be_visible()
    expect(screen.alert(alan)).to_contain_text("belongs to somebody else here")
    leave_by(visitor)
    choose(visitor, "countess")
    screen.expect_room(visitor)
    expect(account(visitor, "Ada Lovelace")).to_be_visible()
