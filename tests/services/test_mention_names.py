"""Which names a text holds, and where it only looks so."""

import pytest

from chat_app.services.mention_names import Names
from chat_app.services.text import render

NAMES = Names.of(
    [
        ("1", "Ada Lovelace"),
        ("2", "Ada"),
        ("3", "Grace Hopper"),
        ("4", "Alan Turing"),
        ("5", "Alan Kay"),
        ("6", "李雷"),
    ],
    [("r1", "designers"), ("r2", "design")],
)


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("@Ada Lovelace", ("1",)),
        ("hello @ADA LOVELACE!", ("1",)),
        ("@Ada and @grace", ("2", "3")),
        ("@Ada's", ("2",)),
        ("(@Grace Hopper)", ("3",)),
        ("@Ada/@Grace", ("2", "3")),
        ("**@Grace Hopper**", ("3",)),
        ("- @Grace\n- @Ada", ("3", "2")),
        ("@here @room", ("here", "room")),
        ("你好@李雷，", ("6",)),
        ("你好@李雷你在吗", ("6",)),
        # two people share that first name, and nobody has the whole of it
        ("@Alan", ()),
        ("@Adamant", ()),
        ("@gracehopper", ()),
        ("@nobody", ()),
        ("ada@grace", ()),
        ("mail ada.b@grace.example", ()),
        ("https://example.com/@Ada", ()),
        ("see example.com/@Ada", ()),
        ("`@Ada`", ()),
        ("```\n@Ada\n```", ()),
        ("[@Ada](https://example.com)", ()),
        (r"\@Ada", ()),
        ("@", ()),
        ("@@Ada", ()),
    ],
)
def test_the_longest_name_that_is_meant(text: str, called: tuple[str, ...]):
    rendered = render(text, NAMES)
    assert rendered.mentions == called
    assert rendered.html.count('class="mention"') == len(called)


def test_a_text_that_calls_nobody_is_what_it_would_be_anyway():
    for text in ("a@b", "50 @ 3 #1", "plain", "**bold** @nobody", "#nowhere"):
        assert render(text, NAMES) == render(text)


def test_rooms_are_linked_by_their_longest_name_and_stay_in_the_tab():
    html = render("#designers and #design", NAMES).html
    assert [f'href="/rooms/{key}"' in html for key in ("r1", "r2")] == [True, True]
    assert "_blank" not in html
    assert 'target="_blank"' in render("https://example.com").html
    assert "mention" not in render("https://example.com/#design", NAMES).html
    assert "mention" not in render("# design", NAMES).html


def test_a_name_is_text_and_never_markup():
    names = Names.of([("1", "<b>Bobby</b>")])
    assert "@&lt;b&gt;Bobby&lt;/b&gt;" in render("hi @<b>Bobby</b>", names).html


ACCENTED = Names.of(
    [
        ("1", "José Núñez"), ("2", "İpek Işık"), ("3", "Miche\u0301le O’Brien"), ("4", "Jean‐Luc Strauß"),
        ("5", "Ёлка Йованович"), ("6", "さくら"), ("7", "김민수"), ("8", "हिमांशु"), ("9", "أحمد علي"), ("10", "Łukasz"),
        ("11", "สมชาย"),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "called", "words"),
    [
        ("hi @José Núñez!", ("1",), "@José Núñez"),
        ("@jose nunez", ("1",), "@jose nunez"),
        ("@JOSE\u0301, hi", ("1",), "@JOSE\u0301"),
        ("@ipek", ("2",), "@ipek"),
        ("@İPEK IŞIK", ("2",), "@İPEK IŞIK"),
        ("@i\u0307pek", ("2",), "@i\u0307pek"),
        ("@michéle o'brien's", ("3",), "@michéle o&#x27;brien"),
        ("@Mich\u00e8le O‘Brien", ("3",), "@Michèle O‘Brien"),
        ("@jean-luc strauss", ("4",), "@jean-luc strauss"),
        ("@елка", ("5",), "@елка"),
        ("@サクラさん", ("6",), "@サクラ"),
        ("@김민수님", ("7",), "@김민수"),
        ("@\u1100\u1175\u11b7\u1106\u1175\u11ab\u1109\u116e", ("7",), "@"),
        ("@हिमांशु", ("8",), "@हिमांशु"),
        ("@हि", (), ""),
        ("@احمد", ("9",), "@احمد"),
        ("@lukasz", ("10",), "@lukasz"),
        ("@สมชายครับ", ("11",), "@สมชาย"),
        ("@Jose\u0301phine", (), ""),
        ("@हिमांशुजी", (), ""),
        ("@İpekçi", (), ""),
    ],
)
def test_a_name_is_recognised_however_it_is_spelt(text: str, called: tuple[str, ...], words: str):
    rendered = render(text, ACCENTED)
    assert rendered.mentions == called
    assert not called or words.removesuffix("o&#x27;brien") in rendered.html


def test_many_signs_in_one_text_cost_little():
    text = "@Jose\u0301 " * 600
    assert len(render(text, ACCENTED).mentions) == 1
    assert render("@é" * 1_900, ACCENTED).mentions == ()
