"""What a screen reader, and a browser test, finds in the list of rooms."""

import reflex as rx

from chat_app.components.avatar import avatar
from chat_app.components.room_row import room_label, room_row


def spoken(label: rx.Var[str]) -> str:
    return str(label)


def test_a_quiet_room_is_named_by_its_name_alone():
    assert spoken(room_label("designers", 0, False)).endswith(': "designers")')


def test_unread_posts_and_a_mention_are_part_of_the_name():
    label = spoken(room_label("designers", 3, True))
    assert '("designers, "+3+" unread")' in label
    assert '("designers, "+3+" unread, mentioned")' in label


def test_the_name_follows_vars():
    name, unread = rx.Var("room.name").to(str), rx.Var("room.unread").to(int)
    assert "room.name" in (label := spoken(room_label(name, unread, rx.Var("room.mentioned").to(bool))))
    assert "room.unread" in label
    assert "room.mentioned" in label


def test_the_open_room_is_the_current_page():
    props = room_row("designers", "/rooms/1", active=rx.Var("here").to(bool)).render()["props"]
    assert '"aria-current":(here ? "page" : "false")' in props


def test_a_row_is_a_link_inside_the_app():
    row = room_row("Grace", "/rooms/2", glyph=avatar("GH", 2)).render()
    assert row["name"] == "ReactRouterLink"
    assert 'to:"/rooms/2"' in row["props"]
