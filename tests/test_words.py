"""Folding and splitting, and what they cost."""

import random
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_app import words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("İ", "i"), ("ı", "I"), ("ﾊﾟｿｺﾝ", "ぱそこん"), ("Ｆｕｌｌ", "full"),
        ("Ёй", "еи"), ("cafe\u0301", "CAFÉ"), ("김", "\u1100\u1175\u11b7"), ("مُحَمَّد", "محمد"), ("أإآٱ", "اااا"),
        ("שָׁלוֹם", "שלום"), ("O’Brien", "O'Brien"), ("Jean‐Luc", "Jean-Luc"), ("a\u200bb\u2066", "ab"), ("ﬃ", "ffi"),
        ("𝐀𝒃", "ab"), ("٣۳३", "333"), ("Łódź Ærø", "lodz aero"), ("می‌خواهم", "میخواهم"),
    ],
)  # fmt: skip
def test_two_spellings_of_one_word_are_the_same(one: str, other: str):
    assert words.fold(one) == words.fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("か", "が"), ("कि", "क"), ("กา", "กำ"), ("न", "ऩ"), ("は", "ぱ"), ("И", "Н")]
)
def test_two_letters_that_differ_stay_two(one: str, other: str):
    assert words.fold(one) != words.fold(other)


@given(st.text(max_size=60))
def test_folding_is_stable_and_knows_no_form(text: str):
    once = words.fold(text)
    assert words.fold(once) == once
    assert words.fold(unicodedata.normalize("NFD", text)) == words.fold(unicodedata.normalize("NFC", text))


@given(st.text(max_size=60))
def test_what_is_written_is_found_by_the_whole_of_it(text: str):
    there, asked = words.indexed(text).split(" "), words.asked(text)
    assert not asked or list(asked) == there[: len(asked)]
    assert not any(mark in word for word in there for mark in "'\"\\ \x00*:")


@given(st.text(max_size=60))
def test_every_folded_letter_knows_its_place(text: str):
    folded = words.aligned(text)
    assert len(folded.places) == len(folded.text) + 1
    assert list(folded.places) == sorted(folded.places)


@pytest.mark.prompt
def test_a_usual_message_is_split_in_microseconds_and_the_worst_in_milliseconds():
    alphabet = [chr(each) for each in (0x5B0, 0x93C, 0x94D, 0x3099, 0xE38, 0x301, 0xFDFA, 0x6771, 0x1F389, 0xE33)]
    worst = ["\ufdfa" * 4_000, "東" * 4_000, "กำ" * 2_000, ":tada:" * 660, "".join(random.choices(alphabet, k=4_000))]
    assert min(_cost("Größe: steady words to fill a line of chat, märk03") for _ in range(50)) < 0.000_1
    for text in worst:
        assert min(_cost(text) for _ in range(5)) < 0.04


def _cost(text: str) -> float:
    """Seconds of processor time."""
    begun = time.thread_time()
    words.indexed(text)
    return time.thread_time() - begun
