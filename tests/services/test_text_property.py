"""Whatever is posted, what people get is harmless: asserted on the parsed tree, not on the text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chat_app.services.text import render

TAGS = {
    "p", "br", "strong", "em", "s", "del", "a", "code", "pre", "blockquote", "ul", "ol", "li", "hr", "span", "div",
    "button", "table", "thead", "tbody", "tr", "th", "td", "h3", "h4", "h5", "h6",
}  # fmt: skip
ATTRIBUTES = {"href", "title", "rel", "target", "class", "type", "aria-label", "data-lang", "start", "value"}
OURS = re.compile(r"[a-z0-9 _+#./-]*", re.IGNORECASE)  # classes and languages: words of our own renderer

# What attackers write (after OWASP's cheat sheet and the bugs of other Markdown renderers), to be put together anew.
CORPUS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe src=//evil.example>",
    "<a href='javascript:alert(1)'>x</a>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))", "[x](&#106;avascript:alert(1))", "[x](&#x6A;avascript&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)", "[x](vbscript:msgbox(1))",
    "![x](https://evil.example/x.png)", '![x](x" onerror="alert(1))', '[x](https://a.example "onmouseover=alert(1)")',
    "<javascript:alert(1)>", "<https://a.example/\"onclick=alert(1)>", "https://a.example/\"onmouseover=alert(1)//",
    "https://a.example/'><script>alert(1)</script>", "```\"><script>alert(1)</script>\nx\n```",
    "```python onload=alert(1)\nx\n```", "``` <img src=x onerror=alert(1)>\nx", "`<b onclick=alert(1)>`",
    "<style>*{display:none}</style>", "<p style='position:fixed'>x</p>", "<base href=//evil.example>",
    "<form action=//evil.example><button>x</button></form>", "<math><mtext></form><form><mglyph><style></math>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
    "<![CDATA[<script>alert(1)</script>]]>", "<meta http-equiv=refresh content=0;//evil.example>",
    "<object data=data:text/html,x>", "<embed src=//evil.example>", "<link rel=stylesheet href=//evil.example>",
    "| a | b |\n|---|---|\n| <script>x</script> | [x](javascript:x) |", "[x]: javascript:alert(1)\n[x]",
    "[a](<javascript:x>)",
    "> <img src=x onerror=alert(1)>", "- <svg onload=alert(1)>", "# <script>x</script>", ":tada:<script>",
    "&lt;script&gt;",
    "\\<script>alert(1)</script>", "<scr\x00ipt>", "\u202e<script>", "＜script＞alert(1)＜/script＞",
    "<a\u2028onclick=x>",
    "mailto:a@b.example?subject=<script>", "//evil.example", "[x](//evil.example)", "[x](\x01javascript:alert(1))",
)  # fmt: skip
MARKS = (
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "| ",
    "~~",
    "[",
    "](",
    ")",
    "<",
    ">",
    '"',
    "'",
    "&",
    "\\",
)
pieces = st.one_of(st.sampled_from(CORPUS), st.sampled_from(MARKS), st.text(max_size=12))
posts = st.lists(pieces, max_size=12).map("".join)


class Tree(HTMLParser):
    """Every element of a piece of HTML, with its attributes; what is not text or an element is kept as `odd`."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.odd: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    def handle_decl(self, decl: str) -> None:
        self.odd.append(decl)

    def handle_pi(self, data: str) -> None:
        self.odd.append(data)

    def unknown_decl(self, data: str) -> None:
        self.odd.append(data)


def harm(html: str) -> list[Any]:
    """What in a piece of HTML could do something, or looks like anything but ours."""
    tree = Tree(html)
    found: list[Any] = list(tree.odd)
    for tag, attributes in tree.elements:
        strange = [name for name in attributes if name not in ATTRIBUTES]
        words = (attributes.get("class", ""), attributes.get("data-lang", ""))
        leads = urlsplit(urljoin("https://parley.example/rooms/1", _as_browsers_read(attributes.get("href", ""))))
        if tag not in TAGS or strange or leads.scheme not in ("http", "https", "mailto"):
            found.append((tag, attributes))
        if not all(map(OURS.fullmatch, words)) or (tag == "a" and "noopener" not in attributes.get("rel", "")):
            found.append((tag, attributes))
    return found


def _as_browsers_read(address: str) -> str:
    """Without what the URL standard strips from the ends, and drops everywhere."""
    return re.sub(r"[\t\n\r]", "", address.strip("".join(map(chr, range(33)))))


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>", "<p onclick='x'>", "<p style='x'>", "<a href='javascript:x'>", "<iframe>", "<!-- x -->",
        "<a href='&#106;avascript:x'>", "<a href=' java\tscript:x' rel='noopener'>", "<a href='https://a.example'>",
        "<img src='x'>",
    ],
)  # fmt: skip
def test_harm_is_recognised(html: str):
    assert harm(html)


@pytest.mark.parametrize("post", CORPUS)
def test_nothing_of_the_corpus_does_harm(post: str):
    assert not harm(render(post).html)


@given(posts)
@example("".join(CORPUS))
@settings(max_examples=400, deadline=None)
def test_whatever_is_posted_does_no_harm(post: str):
    assert not harm(render(post).html)
