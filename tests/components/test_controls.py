"""Buttons, fields, dialogs and menus say what they are to people who cannot see them."""

from pathlib import Path

import reflex as rx

import chat_app
from chat_app import stylesheet
from chat_app.components.avatar import avatar
from chat_app.components.badge import unread_badge
from chat_app.components.button import button, icon_button
from chat_app.components.dialog import dialog
from chat_app.components.field import radio_cards, text_field
from chat_app.components.icon import ICONS, icon
from chat_app.components.link import document_link
from chat_app.components.menu import menu, menu_choice, menu_item
from chat_app.components.notice import notice
from chat_app.components.separator import UNREAD, separator
from chat_app.components.shell import app_shell, room_header


def test_a_button_submits_only_when_told_to():
    assert 'type:"button"' in button("Cancel").render()["props"]
    assert 'type:"submit"' in button("Create room", type="submit").render()["props"]


def test_an_icon_button_has_a_name_and_a_tooltip():
    props = icon_button("plus", "New room").render()["props"]
    assert {'"aria-label":"New room"', 'title:"New room"'} <= set(props)


def test_icons_are_hidden_from_screen_readers():
    for name in ICONS:
        assert '"aria-hidden":"true"' in icon(name).render()["props"]


def test_every_icon_is_drawn_somewhere():
    others = [file for file in Path(chat_app.__file__).parent.rglob("*.py") if file.name != "icon.py"]
    sources = "".join(file.read_text() for file in others)
    assert not [name for name in ICONS if f'"{name}"' not in sources]


def test_every_tint_of_an_avatar_has_its_colour():
    for tint in range(1, 7):
        assert f'"data-tint":{tint}' in avatar("AL", tint).render()["props"]
        assert f'[data-tint="{tint}"]' in stylesheet.stylesheet()


def test_a_field_has_a_real_label():
    label, box = text_field("Email", "email", type="email").render()["children"][:2]
    assert 'htmlFor:"field-email"' in label["props"]
    assert 'id:"field-email"' in box["props"]


def test_an_error_is_read_out_and_belongs_to_its_field():
    rendered = str(text_field("Email", "email", error=rx.Var("State.error").to(str)).render())
    assert 'role:"alert"' in rendered
    assert "field-email-error" in rendered
    assert '"aria-invalid":' in rendered


def test_radio_cards_are_named_by_their_label_alone():
    rendered = str(radio_cards("kind", "Who can join", [("open", "Open", "Anyone")], "open").render())
    assert '"aria-label":"Open"' in rendered
    assert "defaultChecked:true" in rendered


def test_a_dialog_has_a_title_and_a_way_out():
    rendered = str(dialog(title="New room", open=True, on_open_change=rx.noop()).render())
    assert "RadixPrimitiveDialogTitle" in rendered
    assert '"aria-label":"Close"' in rendered


def test_menu_items_act_or_lead_somewhere():
    rendered = str(menu(button("Ada"), menu_item("Settings", href="/settings"), menu_item("Sign out")).render())
    assert "MenuTrigger" in rendered
    assert 'to:"/settings"' in rendered
    assert '"Sign out"' in rendered


def test_a_choice_in_a_menu_is_announced_as_one_of_several():
    props = str(menu_choice("Mute", rx.Var("muted").to(bool), on_select=rx.noop()).render()["props"])
    assert 'role:"menuitemradio"' in props
    assert '"aria-checked":muted' in props


def test_a_link_that_the_server_answers_loads_a_document():
    assert "reloadDocument:true" in str(document_link("Sign in", href="/login").render())


def test_many_unread_are_said_shortly():
    assert "99+" in str(unread_badge(rx.Var("n").to(int)).render())


def test_only_bad_news_interrupts():
    assert 'role:"status"' in notice("Reconnecting…", "warn").render()["props"]
    assert 'role:"alert"' in notice("The link has expired.", "bad").render()["props"]


def test_separators_have_names():
    assert '"aria-label":"New messages"' in separator("New messages", UNREAD).render()["props"]
    assert '"aria-label":"Today"' in separator("Today").render()["props"]


def test_the_shell_has_the_landmark_rooms():
    nav = app_shell(rx.el.p("rail"), rx.el.p("main"), pane="room").render()["children"][0]
    assert nav["name"] == '"nav"'
    assert '"aria-label":"Rooms"' in nav["props"]


def test_the_room_is_the_heading_of_its_page():
    drawn = str(room_header("designers", glyph=rx.fragment("#")).render())
    assert '"designers"' in drawn[drawn.index('"h1"') : drawn.index('"p"')]
