"""What a text looks like, and whom it calls: worked out once, on the server, within limits of time and size."""

import re
from dataclasses import dataclass
from html import escape
from typing import Any

import emoji

from chat_app.services import chat_markdown
from chat_app.services.chat_emoji import emojize
from chat_app.services.mention_names import Names, worth_reading

LARGE = 6  # a message of at most so many emoji, and nothing else, is shown large
MAX_HTML = 64 * 1024  # characters
CHEAP = 300  # characters of any text that take less than a few milliseconds

_PLAIN = re.compile(r"[\w\s.,;:!?'\"()/%=@#€$…–—-]*\Z")
_MARKED = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]|-[ \t]|-{3}|\d{1,3}[.)][ \t])|__|(?:^|\W)_|_(?:\W|$)|\w\.\w|//|mailto:|\w@\w|:[^\s:]+:",
    re.MULTILINE,
)
_DEAR = re.compile(r"```|~~~|\|")  # code is coloured, tables are long
_WORD = re.compile(r"(?<![:\w])[a-zA-Z]")  # a word that is no emoji code


@dataclass(frozen=True, slots=True)
class Rendered:
    """`html` is sanitised, or empty where the plain text says the same. `mentions` are whom the text calls, in order:
    ids of people, `room`, `here`."""

    html: str
    mentions: tuple[str, ...] = ()


NOTHING = Rendered("")


def render(content: str, names: Names | None = None) -> Rendered:
    """The content as HTML; with `names`, mentions of those people and rooms are marked and found.

    Plain text, too, for what would be longer than 64 KB, and where a word would be lost. Of what is not cheap
    (`is_cheap`) some texts take tenths of a second: `rendering.Renderer` does them in another process.
    """
    plain = is_plain(content)
    if plain and (names is None or not worth_reading(content)):
        return NOTHING
    if (large := _large(content)) is not None:
        return Rendered(f'<p class="large">{escape(large)}</p>')
    env: dict[str, Any] = {"names": names, "mentions": {}, "marked": False}
    html = chat_markdown.to_html(content, env)
    if (plain and not env["marked"]) or len(html) > MAX_HTML:
        html = ""
    return Rendered(html, tuple(env["mentions"]))


def is_plain(content: str) -> bool:
    """Whether there is surely no markup, no link and no emoji code in it. Most messages are plain; rendering costs."""
    return _PLAIN.match(content) is not None and _MARKED.search(content) is None


def is_cheap(content: str) -> bool:
    """Whether it may be rendered on the event loop."""
    return len(content) <= CHEAP and _DEAR.search(content) is None


def _large(content: str) -> str | None:
    """The emoji of a message that is nothing but a few of them."""
    if len(content) > 150 or _WORD.search(content):
        return None
    found = emojize(content)
    squeezed = "".join(found.split())
    return found if emoji.purely_emoji(squeezed) and emoji.emoji_count(squeezed) <= LARGE else None
