"""A bubble is an article named after its author, and carries what tests and scripts find it by."""

from types import SimpleNamespace
from typing import Any

import reflex as rx

from chat_app.components.message_bubble import message_bubble
from chat_app.schemas import PersonOut

MESSAGE = SimpleNamespace(id="m1", seq=7)
ADA = PersonOut("u1", "Ada Lovelace", "AL", 1, 1)
LINE = SimpleNamespace(clock="9:33", iso="2026-11-21T09:33Z", first=True)


def bubble(message: Any = MESSAGE, sender: Any = ADA, line: Any = LINE, **props: Any) -> dict[str, Any]:
    return message_bubble(message, sender, line, **{"body": rx.el.p("On it."), **props}).render()


def test_its_name_starts_with_the_author():
    assert bubble()["name"] == '"article"'
    assert '"aria-label":"Ada Lovelace: 9:33"' in bubble()["props"]


def test_it_says_which_message_it_is_and_how_it_fares():
    props = bubble(state="pending")["props"]
    assert {'"data-message-id":"m1"', '"data-seq":7', '"data-state":"pending"'} <= set(props)


def test_its_body_is_whatever_it_is_given():
    assert '"On it."' in str(bubble())


def test_only_the_first_of_a_run_shows_the_face():
    shown, hidden = (branch["children"] for branch in branches(bubble()))
    assert "AL" in str(shown)
    assert "AL" not in str(hidden)


def test_buttons_and_footer_come_when_given():
    props = {"actions": rx.el.button("React"), "footer": rx.el.button("Retry")}
    assert "React" not in str(bubble())
    assert "React" in str(bubble(**props))
    assert "Retry" in str(bubble(**props))


def test_it_follows_vars():
    author = rx.Var("m.author").to(PersonOut)
    props = bubble(sender=author, state=rx.Var("m.state").to(str))
    assert 'm.author?.["name"]' in str(props["props"])
    assert '"data-state":m.state' in props["props"]


def test_face_and_name_open_a_card_where_they_may():
    assert "data-card" not in str(bubble())
    assert str(bubble(card=True)).count('"data-card":"u1"') == 2


def branches(rendered: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    choice = rendered["children"][0]
    choice = choice if "cond_state" in choice else choice["children"][0]
    return choice["true_value"], choice["false_value"]
