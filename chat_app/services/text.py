"""Markdown to HTML, once, on the server, sanitised."""

import re

import nh3
from markdown_it import MarkdownIt

_PLAIN = re.compile(r"[\w\s.,;:!?'\"()/%=@#€$…–—-]*\Z")
_MARKED = re.compile(r"(^|\n)\s*([#>=-]|\d+[.)])|\n *(\t| {4})|__|(^|\W)_\w|-{3}|={3}|\w\.\w|//|\w@\w|  \n")
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True}).enable(
    ["linkify", "strikethrough", "table"]
)
_TAGS = {
    "p", "br", "strong", "em", "s", "del", "a", "code", "pre", "blockquote", "ul", "ol", "li", "hr",
    "table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6",
}  # fmt: skip


def render(content: str) -> str:
    """The content as sanitised HTML, or an empty text where its plain text says the same."""
    if is_plain(content):
        return ""
    return nh3.clean(
        _markdown.render(content),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}, "code": {"class"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    ).strip()


def is_plain(content: str) -> bool:
    """Whether there is surely no markup, and no link, in it. Most messages are plain, and rendering costs."""
    return _PLAIN.match(content) is not None and _MARKED.search(content) is None
