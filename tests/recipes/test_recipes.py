"""Each recipe of CONTRIBUTING does what it says, in three files or fewer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.recipes.recipe import PROJECT, Copy, recipes

RECIPES = recipes((PROJECT / "CONTRIBUTING.md").read_text())


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy.made(tmp_path)


def follow(title: str, copy: Copy) -> None:
    for step in RECIPES[title]:
        step.apply(copy.root)


def test_every_recipe_is_tried_here_and_touches_three_files_at_most():
    tried = Path(__file__).read_text()
    assert len(RECIPES) >= 11
    for title, steps in RECIPES.items():
        assert f'follow("{title}", copy)' in tried, title
        assert 1 <= len({step.file for step in steps}) <= 3, title


def test_the_bubble_looks_as_its_function_says(copy: Copy):
    follow("Change the bubble's look", copy)
    said = copy.run(
        "import reflex as rx\n"
        "from chat_app.browser.lines import Line\n"
        "from chat_app.components.message_bubble import message_bubble\n"
        "line = rx.Var('line').to(Line)\n"
        "print(message_bubble(line.message, line.sender, line, body=rx.fragment()).render())"
    )
    assert "gap-2 border-b border-line" in said


def test_a_new_field_of_a_message_reaches_its_bubble(copy: Copy):
    follow("Add a field to a message", copy)
    said = copy.run(
        "import reflex as rx\n"
        "from chat_app.browser.lines import Line\n"
        "from chat_app.views.message import _message\n"
        "from tests.stack.entry_types import declarations\n"
        "assert '  words: number;' in declarations()\n"
        "print(_message(rx.Var('line').to(Line), rx.Var('me').to(str), rx.Var('may').to(bool)).render())"
    )
    assert '["words"]' in said
    assert "A long read" in said


def test_an_item_of_the_message_menu_is_drawn_and_calls_the_browser(copy: Copy):
    follow("Add an item to the message menu", copy)
    drawn = copy.run("from chat_app.views.message_menu import message_menu\nprint(message_menu().render())")
    assert "Copy text" in drawn
    assert "message_menu_page_copyMessageText" in drawn


def test_a_new_page_is_one_of_the_app(copy: Copy):
    follow("Add a page", copy)
    said = copy.run("from chat_app.chat_app import app\nprint(*app._unevaluated_pages)")
    assert "house-rules" in said


@pytest.mark.slow
def test_a_new_provider_is_offered_when_it_is_configured(copy: Copy):
    follow("Add a sign-in method", copy)
    asked = "from chat_app.auth import registry\nfrom chat_app.config import settings\n"
    code = f"{asked}print(*registry.providers(settings()))"
    assert "gitlab" not in copy.run(code)
    assert "gitlab" in copy.run(code, GITLAB_CLIENT_ID="parley", GITLAB_CLIENT_SECRET="s3cret")
    assert "GITLAB_CLIENT_ID" in (copy.root / ".env.example").read_text()


@pytest.mark.slow
def test_a_mail_says_what_its_template_says(copy: Copy):
    follow("Change what mails say", copy)
    said = copy.run(
        "from chat_app.services import mail_texts\n"
        "print(mail_texts.write('sign_in', 'ada@watercooler.example', None, name='Ada', link='https://x.example').text)"
    )
    assert "Ask the people who invited you." in said
    assert "It works once" not in said


def test_a_new_event_crosses_processes_and_reaches_the_tabs_of_members(copy: Copy):
    follow("Add an event type", copy)
    said = copy.run(
        "import uuid\n"
        "from chat_app import events\n"
        "from chat_app.config import settings\n"
        "from chat_app.live import relay\n"
        "from chat_app.services.parley import Parley\n"
        "rung = events.DoorbellRung(uuid.uuid4(), 'Hedy')\n"
        "assert events.decode(events.encode(rung)) == rung\n"
        "relay.push = lambda tabs, delta: print(delta)\n"
        "relay.Relay(Parley.from_settings(settings())).dispatch(events.decode(events.encode(rung)))\n"
    )
    assert "Hedy would like to join." in said


def test_something_new_is_an_entry_that_components_can_show(copy: Copy):
    follow("Show something new live", copy)
    said = copy.run("from chat_app.browser.session import server_time\nprint(server_time + 1)")
    assert "session_state" in said
    assert ".server_time ?? 0" in said


@pytest.mark.slow
def test_a_new_filter_sees_what_people_post(copy: Copy):
    follow("Add a message filter", copy)
    said = copy.run(
        "import asyncio, uuid\n"
        "from chat_app.filters import Post\n"
        "from chat_app.services.filters import Filters\n"
        "from chat_app.services.errors import NotAllowed\n"
        "filters = Filters.load(('chat_app.filters.private_keys',), 'pass')\n"
        "check = lambda text: asyncio.run(filters.check(Post(text, uuid.uuid4(), uuid.uuid4())))\n"
        "print(check('good morning'))\n"
        "try: check('-----BEGIN PRIVATE KEY-----')\n"
        "except NotAllowed as refusal: print(refusal)",
    )
    assert "good morning" in said
    assert "private key" in said


@pytest.mark.slow
def test_a_new_limit_refuses_with_its_sentence(copy: Copy):
    follow("Add a limit", copy)
    said = copy.run(
        "import asyncio\n"
        "from chat_app.config import settings\n"
        "from chat_app.services import attack_log, limits\n"
        "from chat_app.services.errors import TooOften\n"
        "from chat_app.services.parley import Parley\n"
        "async def ring():\n"
        "    parley = Parley.from_settings(settings())\n"
        "    for number in range(6): await limits.spend(parley, 'doorbell', 'hedy')\n"
        "try: asyncio.run(ring())\n"
        "except TooOften as refusal: print(refusal)",
    )
    assert "You are ringing too often." in said


def test_a_new_verb_does_what_it_says_and_its_handler_can_be_sent(copy: Copy):
    follow("Add something that people can do", copy)
    said = copy.run(
        "import asyncio, inspect\n"
        "from chat_app.adapters.migrations import migrate\n"
        "from chat_app.config import settings\n"
        "from chat_app.services import accounts, memberships, rooms, sidebar, stars\n"
        "from chat_app.services.parley import Parley\n"
        "from chat_app.states.rooms import RoomsState\n"
        "async def main():\n"
        "    parley = Parley.from_settings(settings())\n"
        "    ada = await accounts.found(parley, name='Ada', email='ada@watercooler.example', workspace='Watercooler')\n"
        "    room = (await sidebar.load(parley, ada.id)).rooms[0]\n"
        "    await memberships.star(parley, ada.id, __import__('uuid').UUID(room.id), True)\n"
        "    async def starred(): return [each.starred for each in (await sidebar.load(parley, ada.id)).memberships]\n"
        "    print(await starred())\n"
        "    await stars.clear(parley, ada.id)\n"
        "    print(await starred(), inspect.signature(RoomsState.clear_stars.fn))\n"
        "migrate(settings().database)\n"
        "asyncio.run(main())",
    )
    assert "[True]" in said
    assert "[False] (self)" in said
