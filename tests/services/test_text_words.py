"""What people write is what people read: no word vanishes, none changes, marks act only where they are meant."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chat_app.schemas.wording import message_text
from chat_app.services.chat_emoji import emojize
from chat_app.services.text import render


def shown(content: str) -> str:
    """What people read of a message: its lines, without the marks of lists."""
    html = render(content).html
    if not html:
        return content
    html = re.sub(r"<button.*?</button>", "", html)
    html = re.sub(r"<br>|</(p|li|h\d|tr|div|blockquote|th|td)>(?=<)", "\n", html)
    return re.sub(r"\n+", "\n", unescape(re.sub(r"<[^>]*>", "", html))).strip("\n")


AS_WRITTEN = [
    "[Alice]: hi", "[12:30]: deployed", "[1]: https-less note", "![cat]", "[x]", "[a][b]", "[]()", "[ ] todo",
    r"¯\_(ツ)_/¯", r"C:\Users\user\.copilot", r"D:\*\new_folder", r"^\d+\.\d+$", r"\\server\share", r"a\_b\*c", "\\",
    r"\\", r"\n \t \x41", r"s/\//\\/g", r"use \* for all", r"path\*.txt", r"a \# and \> and \-", "root:x:0:0",
    "std::key::new", "a::b::c", "fe80::1:2:3:4", "2001:db8::ff00:42:8329", "10:20:30", "12:x:34", "foo:bar:baz",
    "__init__.py", "see __init__ and __main__.py", "self.__dict__", "snake_case_name", "_id_.name", "x._y_.z",
    "MAX__SIZE__", "__main__.py and __all__", "2*3*4", "a*b*c", "5 * 3 * 2", "f(*args, **kwargs)", "int *p, *q;",
    "a/*b*/c", "/**/", "*.py", "ls *.py *.txt", "**/*.js", "2**3**4", "x ** y ** z", "~5 or ~6", "~/a/b and ~/c",
    "a~~b~~c", "&lt;b&gt;", "&amp;", "&#65;", "&copy;", "AT&T", "<b>x</b>", "a < b > c", "<https>",
    "Ada <ada at home>", "1986.", "1986. What a year", "3.", "-", "*", ">", "#", "##", ">:(", ">_<", ">>> print(1)",
    ">5 of them", "+ one", "#5", "====", "a\n===", "a\n-", "- ", "1.", "|", "|a|", "a | b", "a | b\nc | d",
    "===\n|||", "```", "``", "`", "``` a", "a  b   c", "a\tb", "two\nlines", "def f():\n    return 1\n        # deep",
    "x\n    y\n\tz", "%s %d {0} ${x} #{y}", "price: $5_000 or 5_000_000", "@@ -1,2 +3,4 @@", "!important",
    "#!/bin/sh", "--flag --other", "C# and F#", "¡*!", "foo@", "@", "user@@host", "://", "http://", "https:// x",
    "www.", "mailto:", "tel:+4912345", "vscode://file/x", "smb://server/share", "[call](tel:+4912345)",
    "[open](vscode://file/x)", "[x](javascript:alert)", "[x](//evil)", "[x](/auth/logout)", "Done.It works",
    "README.md", "main.rs", "script.py", "a.zip", "logo.ai", "data.so", "x.mov", "index.html", "v1.2.3", "1.2.3.4",
    "e.g. this", "end.Next one", "console.log(x)", "System.Net",
]  # fmt: skip


@pytest.mark.parametrize("content", AS_WRITTEN)
def test_what_is_no_markup_is_shown_as_it_is_written(content: str):
    assert shown(content) == content.strip("\n").rstrip()
    assert "<a " not in render(content).html


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ("**重点。**内容", "<strong>重点。</strong>内容"),
        ("这是**重点**内容", "这是<strong>重点</strong>内容"),
        ("これは*強調*です", "これは<em>強調</em>です"),
        ("**중요**는 이것", "<strong>중요</strong>는"),
        ("**bold**, _lean_.", "<strong>bold</strong>, <em>lean</em>."),
        ("(**bold**)", "(<strong>bold</strong>)"),
        ("***both***", "<em><strong>both</strong></em>"),
        ("__two words__", "<strong>two words</strong>"),
        ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
        (r"\*no\* *yes*", "*no* <em>yes</em>"),
        (r"\`no\` and \[x](https://a.example)", "`no` and [x]("),
        (r"\:tada: :tada:", ":tada: 🎉"),
        ("well :tada::x: (:+1:)", "well 🎉❌ (👍)"),
        ("好:tada:的", "好🎉的"),
        (r"\# no heading", "<p># no heading"),
        (r"1\. no item", "<p>1. no item"),
        ("# One", "<h3>One</h3>"),
        ("## C #", "<h4>C #</h4>"),
        ("1. a\n1. b\n5. c", '<li value="1">b</li><li value="5">c</li>'),
        ("1) a\n2) b", '<ol class="paren">'),
        ("> said\nanswer", "<blockquote><p>said</p></blockquote><p>answer</p>"),
        ("- a\nbelow", "<ul><li>a</li></ul><p>below</p>"),
        ("Here: ```\ncode\n  x\n```\nafter", "<p>Here:</p>"),
        ("```no language, words\nx```", "no language, words\nx"),
        ("```c++\nint x;\n```", 'data-lang="c++"'),
        ("`a\n  b`", "<code>a\n  b</code>"),
        ("`  spaces  `", "<code> spaces </code>"),
        ("|a|b|\n|-|-|\n|1|2|\nbelow", "</table><p>below</p>"),
    ],
)
def test_marks_act_where_they_are_meant(content: str, html: str):
    assert html in render(content).html


@pytest.mark.parametrize(
    ("content", "address"),
    [
        ("see https://example.com.", "https://example.com"),
        ("(https://a.example/b_(c))", "https://a.example/b_(c)"),
        ("**https://a.example**", "https://a.example"),
        ("<https://a.example>", "https://a.example"),
        ("请看https://example.com/页面，谢谢", "https://example.com/页面"),
        ("https://example.com。谢谢", "https://example.com"),
        ("https://example.com/path谢谢", "https://example.com/path"),
        ("「https://example.com/a」です", "https://example.com/a"),
        ("https://example.com/a를 보세요", "https://example.com/a"),
        ("https://example.com/a؟", "https://example.com/a"),
        ("«https://example.com/a»…", "https://example.com/a"),
        ("https://de.wikipedia.org/wiki/Köln!", "https://de.wikipedia.org/wiki/Köln"),
        ("https://ru.wikipedia.org/wiki/Москва, да", "https://ru.wikipedia.org/wiki/Москва"),
        ("https://a.example/x🎉", "https://a.example/x"),
        ("https://a.example/?q=a*b*c&d=_e_", "https://a.example/?q=a*b*c&d=_e_"),
        ("https://a.example/:tada:/x", "https://a.example/:tada:/x"),
        ("http://localhost:3000/x", "http://localhost:3000/x"),
        ("http://[::1]:3000/a", "http://[::1]:3000/a"),
        ("https://a.example,https://b.example", "https://a.example"),
        ("[words](https://a.example/b)", "https://a.example/b"),
        ("[words **bold**](https://a.example/b_(c))", "https://a.example/b_(c)"),
        ("![cat](https://a.example/cat.png)", "https://a.example/cat.png"),
        ("mail ada@example.com, please", "mailto:ada@example.com"),
        ("example.com/x", "http://example.com/x"),
        ("看example.com吧", "http://example.com"),
        ("www.foo.museum", "http://www.foo.museum"),
    ],
)
def test_an_address_ends_where_people_end_it(content: str, address: str):
    found = [unescape(each) for each in re.findall(r'href="([^"]*)"', render(content).html)]
    assert found[0] == address


def test_words_that_name_another_address_do_not_hide_where_a_link_leads():
    assert shown("[https://bank.example](https://evil.example)") == "[https://bank.example](https://evil.example)"
    assert "bank.example</a>" in render("[https://bank.example](https://bank.example)").html


def test_blanks_before_the_first_line_of_a_piece_of_code_stay():
    assert message_text("\n \n    a\n  b\n\n") == "    a\n  b"
    assert message_text("  hello  ") == "hello"
    assert shown(message_text("    if **x**:\n  y")) == "    if x:\n  y"


MARKS = [
    *"*_~`[](){}<>|\\:#>-+=!'\"./,;&@ \n\t", "\n\n", "**", "__", "```", "\n- ", "\n1. ", "\n> ", "# ", "](",
    "https://a.example/", "[x](https://a.example)", ":tada:", "|-|", "~~", "\n  ", "\n    ", "mailto:", "www.",
    ".com", "\\*", "&lt;",
]  # fmt: skip
WORDS = ["one", "two3", "Ünï", "重点", "слово", "x", "1986", "7", "__init__", "日本語", "ก", "مرحبا"]


@given(st.lists(st.sampled_from([*MARKS, *WORDS, *WORDS]), max_size=30).map("".join))
@example("> " * 30 + "deep")
@example("- " * 30 + "deep")
@example("|a|\n|-|\n|b|c|")
@example("01. x")
@example(":one:")
@example("x:one:x:")
@settings(max_examples=1_500, deadline=None)
def test_every_written_word_is_shown_or_stands_in_an_address(content: str):
    html = render(content).html
    if not html:
        return  # shown as it is written
    said = [unescape(each) for each in re.findall(r'(?:href|data-lang)="([^"]*)"', html)]
    read = " ".join((unescape(re.sub(r"<[^>]*>", "", html)), *said))
    numbers = {str(number) for number in range(1_000)}  # of items, which the browser counts
    written = re.sub(r":(\w+)(?=:)", lambda code: code[0] if emojize(f"{code[0]}:") == f"{code[0]}:" else " ", content)
    for word in re.findall(r"[^\W_]+", written.replace("tada", " ")):
        assert word in read or word in numbers, (word, html)
