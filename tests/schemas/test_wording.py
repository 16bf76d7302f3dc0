"""What nobody sees is no name and no message, and hides in neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from chat_app.schemas import RoomIn
from chat_app.schemas.wording import is_blank, isolated, message_text, one_line
from chat_app.services import mail_texts

BLANKS = [
    "", " ", "\n", "\u200b", "\u200b\u200c\u200d", "\u3164", "\u2800", "\u115f\u1160", "\uffa0", "\ufeff", "\u00ad",
    "\u202e", "\u2066\u2069", "\u180e", "\u034f", "\ufe0f", "\U000e0041", "\u0301", "\u00a0\u2003",
    "\u2800 \u3164\n\u200b", "\ufffc", "\U0001d159", "\u0301\u0323", "\U000e0020\U000e007f",
    "\U00013441\U00013442", "\U000e0101",
]  # fmt: skip
WHOLE = [
    "Ada Lovelace", "Анна", "Νίκος", "محمد", "دۆستی می‌خواهم", "क्‍ष", "สมชาย", "이름", "山田 太郎", "👨‍👩‍👧‍👦", "❤️ love",
    "1️⃣ first", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👍🏽", "Zoë", "Ze\u0308", "O’Neill", "Ŵ́", "שָׁלוֹם", "🇳🇵",
]  # fmt: skip


@pytest.mark.parametrize("text", BLANKS)
def test_what_shows_nothing_is_blank(text: str):
    assert is_blank(text)
    assert one_line(text) == ""
    assert message_text(text) == ""


@pytest.mark.parametrize("name", WHOLE)
def test_names_of_all_scripts_stay_whole(name: str):
    assert one_line(name) == name
    assert message_text(name) == name


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Ada\u200b Lovelace", "Ada Lovelace"), ("\u202eadA", "adA"), ("Ada\u2060\ufeff", "Ada"), ("A\u00adda", "Ada"),
        ("A\u200dda", "Ada"), ("Ada\ufe0f", "Ada"), ("Ada\U000e0061", "Ada"), ("Ada\u3164", "Ada"),
        ("A\u034fda", "Ada"), ("\u2067Ada\u2069", "Ada"), ("Ada\u2028Lovelace", "Ada Lovelace"),
        ("Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307algo", "Z\u0301\u0302\u0303\u0304algo"),
        ("  Ada \t Lovelace ", "Ada Lovelace"),
    ],
)  # fmt: skip
def test_what_is_not_seen_goes_from_a_name(typed: str, seen: str):
    assert one_line(typed) == seen


def test_a_message_turns_round_nothing_but_its_own_words():
    assert message_text("\u202eevil\u202c and \u2067more\u2069") == "evil and more"
    assert message_text("می‌خواهم a\u200bb") == "می‌خواهم a\u200bb"


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("yes" + "".join(chr(0xE0000 + ord(each)) for each in "but no"), "yes"),
        ("a\U000e0100\U000e01ef b", "a b"),
        ("葛\U000e0100飾区", "葛\U000e0100飾区"),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿 and 🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 and 🏴󠁧󠁢󠁳󠁣󠁴󠁿"),
    ],
)
def test_no_words_hide_in_a_message(typed: str, seen: str):
    assert message_text(typed) == seen


@given(st.text(max_size=50))
def test_what_is_left_of_a_name_stays_as_it_is(text: str):
    assert one_line(one_line(text)) == one_line(text)


@pytest.mark.parametrize(
    "blank", ["#", "##", "# ", "#\u0301", "#\u200b", "# \u3164", "\u200b#\u2800", "#\ufffc#", *BLANKS]
)
def test_a_room_needs_a_name_that_is_seen(blank: str):
    with pytest.raises(ValidationError):
        RoomIn(kind="open", name=blank)


@pytest.mark.parametrize(
    ("typed", "name"), [("#general", "general"), ("  ##  a  b ", "a b"), ("c#", "c#"), ("# 1", "1")]
)
def test_a_room_is_called_without_the_sign_before_it(typed: str, name: str):
    assert RoomIn(kind="open", name=typed).name == name


@pytest.mark.parametrize(
    ("name", "turns"), [("Ada", False), ("山田", False), ("محمد", True), ("דנה", True), ("Ada דנה", True)]
)
def test_a_name_from_right_to_left_is_isolated_in_a_sentence(name: str, turns: bool):
    assert isolated(name) == (f"\u2068{name}\u2069" if turns else name)
    assert one_line(isolated(name)) == name
    said = mail_texts.write("sign_in", "ada@a.example", None, name=name, link="http://localhost")
    assert f"Hello {isolated(name)}," in said.text
    assert isolated(name) in said.html
