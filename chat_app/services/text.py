"""Markdown to HTML, once, on the server, sanitised."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import emoji
import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import get_lexer_by_name  # pyright: ignore[reportUnknownVariableType]
from pygments.util import ClassNotFound

from chat_app.services.mention_names import EVERYBODY, Names, worth_reading

LARGE = 6  # a message of at most so many emoji, and nothing else, is shown large

_PLAIN = re.compile(r"[\w\s.,;:!?'\"()/%=@#€$…–—-]*\Z")
_MARKED = re.compile(r"(^|\n)\s*([#>=-]|\d+[.)])|__|(^|\W)_|-{3}|={3}|\w\.\w|//|\w@\w|  \n|:[^\s:]+:|\n *(\t| {4})")
_WORD = re.compile(r"(?<![:\w])[a-zA-Z]")  # a word that is no emoji code
_TAGS = {
    "p", "br", "strong", "em", "s", "del", "a", "code", "pre", "blockquote", "ul", "ol", "li", "hr", "span", "div",
    "button", "table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "class", "target"},
    "ol": {"start"},
    "p": {"class"},
    "span": {"class", "data-mention", "role", "tabindex"},
    "div": {"class", "data-lang"},
    "button": {"class", "type", "aria-label"},
}
_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)


@dataclass(frozen=True, slots=True)
class Rendered:
    """`html` is sanitised, or empty where the plain text says the same. `mentions` are whom the text calls, in order:
    ids of people, `room`, `here`."""

    html: str
    mentions: tuple[str, ...] = ()


def render(content: str, names: Names | None = None) -> Rendered:
    """The content as HTML; with `names`, mentions of those people and rooms are marked and found."""
    plain = is_plain(content)
    if plain and (names is None or not worth_reading(content)):
        return Rendered("")
    if (large := _large(content)) is not None:
        return Rendered(f'<p class="large">{escape(large)}</p>')
    env: dict[str, Any] = {"names": names, "mentions": {}, "marked": False}
    made = _markdown.render(content, env)
    if plain and not env["marked"]:
        return Rendered("")
    safe = nh3.clean(
        made,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return Rendered(safe.strip(), tuple(env["mentions"]))


def is_plain(content: str) -> bool:
    """Whether there is surely no markup, no link and no emoji code in it. Most messages are plain; rendering costs."""
    return _PLAIN.match(content) is not None and _MARKED.search(content) is None


def _large(content: str) -> str | None:
    """The emoji of a message that is nothing but a few of them."""
    if len(content) > 150 or _WORD.search(content):
        return None
    found = _emojize(content)
    squeezed = "".join(found.split())
    return found if emoji.purely_emoji(squeezed) and emoji.emoji_count(squeezed) <= LARGE else None


def _emojize(text: str) -> str:
    """`:tada:` becomes the emoji that it names; unknown names stay as they are."""
    return emoji.emojize(text, language="alias")


def _shortcodes(state: StateCore) -> None:
    """Emoji codes in running text, and nowhere in code."""
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "text" and ":" in child.content:
                child.content = _emojize(child.content)


def _mention(state: StateInline, silent: bool) -> bool:
    """`@somebody` and `#room`, outside of code and of links; what names nobody stays as it is."""
    names: Names | None = state.env.get("names")
    if names is None or state.linkLevel or state.src[state.pos] not in "@#":
        return False
    named = names.person if state.src[state.pos] == "@" else names.room
    if (found := named(state.src, state.pos)) is None:
        return False
    end, ids = found
    if not silent:
        _mark(state, state.src[state.pos : end], ids)
    state.pos = end
    return True


def _mark(state: StateInline, words: str, ids: tuple[str, ...] | str) -> None:
    tag = "a" if isinstance(ids, str) else "span"
    opening = state.push("mention_open", tag, 1)
    opening.attrSet("class", "mention")
    if isinstance(ids, str):
        opening.attrSet("href", f"/rooms/{ids}")
    else:
        opening.attrSet("data-mention", " ".join(ids))
        if len(ids) == 1 and ids[0] not in EVERYBODY:  # it opens that person's card
            opening.attrSet("role", "button")
            opening.attrSet("tabindex", "0")
        state.env["mentions"].update(dict.fromkeys(ids))
    state.push("text", "", 0).content = words
    state.push("mention_close", tag, -1)
    state.env["marked"] = True


def _leading_out(state: StateCore) -> None:
    """Links that people write open in a tab of their own; those to rooms do not."""
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("target", "_blank")


def _fence(_renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    """A block of code: coloured, named after its language, with a button that copies it."""
    language = tokens[index].info.strip().split(" ")[0].lower()
    try:
        code = highlight(tokens[index].content, get_lexer_by_name(language), _FORMATTER)
    except ClassNotFound:
        language, code = "", escape(tokens[index].content)
    copy = '<button type="button" class="copy" aria-label="Copy code">Copy</button>'
    return f'<div class="codeblock" data-lang="{escape(language)}">{copy}<pre><code>{code}</code></pre></div>\n'


_markdown = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True}).enable(
    ["linkify", "strikethrough", "table"]
)
_markdown.inline.ruler.after("escape", "mention", _mention)
_markdown.core.ruler.push("shortcodes", _shortcodes)
_markdown.core.ruler.push("leading_out", _leading_out)
_markdown.add_render_rule("fence", _fence)
