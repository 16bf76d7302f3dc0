"""The Content-Security-Policy in a real browser: all of Parley works under it, and what is slipped in does not run.

That nothing is reported on any console is what `quiet_consoles` sees to, here and in every other browser test.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import screen
from tests.e2e.conftest import Guests
from tests.stack.chromium import People
from tests.stack.sample import sample
from tests.stack.server import Server

# Our own attempt to do what is forbidden.
NOISE = ("violates the following Content Security Policy", "ERR_NAME_NOT_RESOLVED", "status of 404", "status of 403")
REFUSED = "violates the following Content Security Policy"

PUBLIC = ("/login", "/setup", "/join/nothing", "/auth/magic?token=nothing", "/no/such/page")
PRIVATE = ("/", "/rooms", "/search")


def violations(people: People) -> list[str]:
    return [line for lines in people.consoles.values() for line in lines if REFUSED in line]


@pytest.mark.parametrize("path", sample(PUBLIC, 1))
def test_pages_before_the_door_work_under_their_policy(people: People, one_server: Server, path: str) -> None:
    page = people("visitor", base_url=one_server.url)
    answer = page.goto(path)
    assert answer
    assert "script-src 'self' 'sha256-" in answer.headers["content-security-policy"]
    page.wait_for_load_state("networkidle")
    assert not violations(people)


def test_the_pages_behind_it_too(call_in: Guests, people: People) -> None:
    (ada,) = call_in("ada")
    for path in PRIVATE:
        ada.goto(path)
        ada.wait_for_load_state("networkidle")
    ada.goto("/")
    screen.expect_room(ada)
    screen.post(ada, "hello **there**, `code`")
    message = screen.article(ada, "hello there")
    message.hover()
    message.get_by_role("button", name="React").click()
    ada.keyboard.press("Escape")
    screen.rooms(ada).get_by_role("button", name="New room").click()
    expect(ada.get_by_role("dialog", name="New room")).to_be_visible()
    assert not violations(people)


def test_what_is_slipped_into_a_page_does_not_run_and_loads_nothing(call_in: Guests, people: People) -> None:
    (ada,) = call_in("ada")
    slip_in(ada, '<img src="/no-such-image" onerror="window.ran = 1">', "error")
    slip_in(ada, '<img src="https://evil.example/pixel.png">', "error")
    ada.evaluate(
        "() => { const s = document.createElement('script'); s.text = 'window.ran = 1'; document.body.append(s); }"
    )
    tried = "() => { try { return eval('1') } catch (error) { return error.name } }"
    # In a timer, since what Playwright runs itself is above the policy.
    assert ada.evaluate(f"() => new Promise((done) => setTimeout(() => done(({tried})())))") == "EvalError"
    assert ada.evaluate("() => window.ran") is None
    assert len(violations(people)) >= 3


@pytest.mark.slow
@pytest.mark.parametrize("elsewhere", ["http://localhost:9/", "http://evil.example/"])
def test_a_form_of_another_page_signs_nobody_out(call_in: Guests, one_server: Server, elsewhere: str) -> None:
    """With the first the cookies go along: another port of a host is the same site."""
    (ada,) = call_in("ada")
    form = f'<form method="post" action="{one_server.url}/auth/logout"><button>Win</button></form>'
    ada.route(elsewhere, lambda route: route.fulfill(body=form, content_type="text/html"))
    ada.goto(elsewhere)
    ada.get_by_role("button", name="Win").click()
    expect(ada.get_by_text("This form did not come from Parley.")).to_be_visible()
    ada.goto(one_server.url)
    screen.expect_room(ada)


def slip_in(page: Page, html: str, until: str) -> None:
    """Put some HTML into the page, and wait for an event of its element."""
    page.evaluate(
        """([html, until]) => new Promise((done) => {
          const box = document.createElement("div");
          document.body.append(box);
          box.addEventListener(until, done, {capture: true});
          box.innerHTML = html;
        })""",
        [html, until],
    )
