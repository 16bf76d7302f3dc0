"""Chat's own Markdown: what people write is what people read.

CommonMark is made for documents. In a chat its reference links, images, headings below lines, entities and escapes
make words vanish or change, so that they are left out here (docs/decisions/0019-chats-own-markdown.md). The parser's
machinery is markdown-it's; the rules are in `chat_blocks`, `chat_code` and `chat_inline`.
"""

import re
from collections.abc import Sequence
from html import unescape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from chat_app.services import chat_blocks, chat_code, chat_inline, chat_links
from chat_app.services.chat_emoji import emojize
from chat_app.services.chat_state import ChatParser

_TAGS = {
    "p", "br", "strong", "em", "s", "del", "a", "code", "pre", "blockquote", "ul", "ol", "li", "hr", "span", "div",
    "button", "table", "thead", "tbody", "tr", "th", "td", "h3", "h4", "h5", "h6",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "class", "target"},
    "ol": {"start", "class"},
    "li": {"value"},
    "p": {"class"},
    "span": {"class", "data-mention", "role", "tabindex"},
    "div": {"class", "data-lang"},
    "button": {"class", "type", "aria-label"},
}
_SCHEMES = {scheme.partition(":")[0] for scheme in chat_links.SCHEMES}
_WORDS = re.compile(r"[^\W_]+")
_SAID = re.compile(r'(?:href|data-lang)="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_LINE_NUMBER = re.compile(r"(?m)^[ \t>*-]*([1-9]\d{0,8}|0)[.)](?=[ \t])")


def to_html(content: str, env: dict[str, Any]) -> str:
    """The HTML of a text, sanitised; nothing if a word of it would be lost. `env` tells of the names, and is told of
    the mentions."""
    safe = nh3.clean(
        _markdown.render(content, env),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return safe if is_faithful(content, safe) else ""


def is_faithful(content: str, html: str) -> bool:
    """Whether each word of a text is shown, or stands in an address that can be read, or numbers an item."""
    numbers = set(_LINE_NUMBER.findall(content))
    shown = unescape(" ".join((_TAG.sub("", html), *_SAID.findall(html))))
    return all(word in shown or word in numbers for word in set(_WORDS.findall(emojize(content))))


class _Renderer(RendererHTML):
    """Writes no line breaks between tags: where blanks are kept, they would be seen."""

    def renderToken(  # noqa: N802
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return super().renderToken(tokens, idx, options, env).strip("\n")

    def softbreak(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "<br>"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return chat_code.block(tokens[idx].content, tokens[idx].info)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": 60}, renderer_cls=_Renderer)
    parser.inline = ChatParser()
    blocks = parser.block.ruler
    blocks.enable(["table", "fence", "blockquote", "hr", "list", "heading", "paragraph"])
    blocks.at("table", chat_code.table, {"alt": ["paragraph"]})
    blocks.at("fence", chat_code.fence, {"alt": ["paragraph", "blockquote", "list"]})
    blocks.at("blockquote", chat_blocks.quote, {"alt": ["paragraph", "blockquote", "list"]})
    blocks.at("hr", chat_blocks.rule, {"alt": ["paragraph", "blockquote", "list"]})
    blocks.at("list", chat_blocks.listing, {"alt": ["paragraph", "blockquote"]})
    blocks.at("heading", chat_blocks.heading, {"alt": ["paragraph", "blockquote"]})
    blocks.at("paragraph", chat_blocks.paragraph)
    blocks.before("paragraph", "fence_behind_words", chat_code.fence_behind_words, {"alt": ["paragraph"]})
    rules = parser.inline.ruler
    rules.enableOnly(["text", "newline", "escape", "backticks", "strikethrough", "emphasis", "link"])
    rules.at("text", chat_inline.text)
    rules.at("newline", chat_inline.line_break)
    rules.at("escape", chat_inline.backslash)
    rules.at("backticks", chat_inline.code)
    rules.at("link", chat_inline.link)
    rules.before("text", "address", chat_inline.address)
    rules.before("strikethrough", "name_in_code", chat_inline.name_in_code)
    rules.push("emoji_code", chat_inline.emoji_code)
    rules.push("mention", chat_inline.mention)
    return parser


_markdown = _parser()
