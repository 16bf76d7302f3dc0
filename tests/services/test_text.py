"""Markdown becomes safe HTML, and what is taken for plain text really is."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chat_app.services import chat_markdown
from chat_app.services.text import is_plain, render

SIMPLE = "ab1é_.:;,!?'\"()/%=@#-–… \n\t"
PIECES = [*SIMPLE, "    ", "\n\n", "www.", ".com", ".рф", "http", "mailto:", "1."]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


class Tags(HTMLParser):
    """What a browser finds in a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("**bold**", "<strong>bold</strong>"),
        ("_lean_", "<em>lean</em>"),
        ("~~gone~~", "<s>gone</s>"),
        ("`a < b`", "<code>a &lt; b</code>"),
        ("```py\nx = 1\n```", 'data-lang="py"'),
        ("- one\n- two", "<li>one</li>"),
        ("3. three", '<ol start="3">'),
        ("> said", "<blockquote>"),
        ("|a|\n|-|\n|b|", "<table>"),
        ("*one\ntwo*", "<br>"),
        ("see example.com", 'href="http://example.com"'),
    ],
)
def test_markdown_is_rendered(content: str, part: str):
    assert part in render(content).html


@pytest.mark.parametrize(
    "content",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,AAAA)",
        "[x](vbscript:x)",
        "![x](http://tracker.example/pixel.png)",
        "<a href='javascript:x' onclick=x>y</a>",
        "[x](http://a.example \"t' onmouseover='alert(1)\")",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
    ],
)
def test_nothing_dangerous_comes_through(content: str):
    made = Tags()
    made.feed(render(content).html)
    assert not made.names & {"script", "img", "iframe", "style", "svg", "form", "input"}
    assert {name for name, _ in made.attributes} <= {"href", "title", "target", "rel"}
    assert all(value.startswith("http") for name, value in made.attributes if name == "href")


def test_links_open_elsewhere_and_tell_nothing():
    made = render("[x](https://example.com)").html
    assert 'target="_blank"' in made
    assert 'rel="noopener noreferrer nofollow"' in made


@pytest.mark.parametrize("content", ["hello", "Well, is it? (Yes!)", "a\nb", "50 % of 3 = 1.5 €", "snake_case", "«ü»"])
def test_plain_text_needs_no_html(content: str):
    assert render(content).html in ("", f"<p>{content}</p>")


def test_most_messages_are_plain():
    assert all(map(is_plain, ["hello", "Morning!", "Well, is it? (Yes!)", "two\nlines", "50 % of 3 = 1 €"]))


@given(content=MARKUP.map(str.strip).filter(bool))
@example(content="a\n\n    b")
@example(content="a\n=")
@example(content="_é_")
@example(content="пример.рф")
@example(content="//localhost")
@example(content=":e-mail:")
@settings(max_examples=300, deadline=None)
def test_what_counts_as_plain_renders_to_nothing_but_its_words(content: str):
    if not is_plain(content):
        return
    made = chat_markdown.to_html(content, {"names": None, "mentions": {}})
    words = html.unescape(re.sub(r"</?p>|<br\s*/?>", " ", made)).split()
    assert "<" not in re.sub(r"</?p>|<br\s*/?>", "", made), made
    assert words == content.split()


@given(content=st.text(max_size=200))
@settings(max_examples=50, deadline=None)
def test_anything_can_be_rendered(content: str):
    assert not re.search(r"<(script|img|iframe|style)", render(content).html)
