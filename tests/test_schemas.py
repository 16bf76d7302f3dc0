"""What crosses a wire: cleaned on the way in, stable on the way out."""

import ast
import re
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import chat_app
from chat_app.schemas import MAX_MESSAGE, TINTS, JoinIn, RoomIn, clean, initials, milliseconds, tint

ANY_TEXT = st.text(st.characters(), max_size=60)


@given(text=ANY_TEXT)
def test_clean_text_can_be_kept_by_any_database_and_sent_on_any_wire(text: str):
    kept = clean(text)
    kept.encode()
    assert "\x00" not in kept
    assert clean(kept) == kept
    assert kept.replace("\n", "").replace("\t", "").isprintable() or not kept.isascii()


def test_clean_text_keeps_lines_tabs_and_emoji():
    assert clean("a\tb\r\nc\rd 👩‍👩‍👧 ü") == "a\tb\nc\nd 👩‍👩‍👧 ü"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ada Lovelace", "AL"), ("Ada", "A"), ("ada king of lovelace", "AL"), ("Ö ß", "ÖSS"), ("李 明", "李明")],
)
def test_initials_are_of_the_first_and_the_last_name(name: str, letters: str):
    assert initials(name) == letters


def test_a_persons_tint_is_always_the_same_and_all_tints_are_used():
    tints = [tint(uuid.UUID(int=number)) for number in range(200)]
    assert tints[:5] == [2, 2, 2, 6, 3]  # also after a restart, and in every process
    assert set(tints) == set(range(1, TINTS + 1))


@pytest.mark.parametrize(
    ("sent", "kept"), [(" #designers ", "designers"), ("##a", "a"), ("a\n b", "a b"), ("#a#", "a#")]
)
def test_a_rooms_name_is_one_line_without_its_hash(sent: str, kept: str):
    assert RoomIn(name=sent).name == kept


def test_what_comes_in_may_not_carry_more_than_it_should():
    assert JoinIn(name="Ada", email="ada@w.example")
    with pytest.raises(ValidationError):
        JoinIn(name="Ada", email="ada@w.example", role="owner")  # pyright: ignore[reportCallIssue]


def test_moments_are_milliseconds_and_none_is_zero():
    assert milliseconds(datetime(1970, 1, 1, 0, 0, 1, 500_000, tzinfo=UTC)) == 1500
    assert milliseconds(None) == 0


def test_the_longest_message_is_spelled_in_one_place():
    """Tables excepted, which only a migration changes."""
    folder = Path(chat_app.__file__).parent
    files = [file for file in folder.rglob("*.py") if folder / "models" not in file.parents]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text()))]
    values = [node.value for node in nodes if isinstance(node, ast.Constant)]
    assert not [text for text in values if isinstance(text, str) and re.search(r"\b4,?000\b", text)]
    assert values.count(MAX_MESSAGE) == 1
