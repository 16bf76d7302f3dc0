"""What acts within a paragraph of chat's Markdown: emphasis, addresses, emoji codes, mentions, backslashes.

A mark acts where it is surely meant, and is text everywhere else: `2*3*4`, `snake_case`, `__init__.py`,
`C:\\Users\\user\\.copilot` and `std::key::new` stay as they are written.
"""

import re

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.backticks import backtick

from chat_app.services import chat_emoji, chat_links
from chat_app.services.chat_links import is_word
from chat_app.services.chat_state import ChatInline
from chat_app.services.mention_names import EVERYBODY, Names

_ACTING = re.compile(r"[\n*_~`\[\\:@#]")
_NAME_IN_CODE = re.compile(r"__[A-Za-z][A-Za-z0-9_]*?__(?![A-Za-z0-9_])")
_LINE_MARK = re.compile(r"(?:#{1,6}|[>*-])[ \t]|-{3,}[ \t]*(?:\n|\Z)")
_NUMBER = re.compile(r"(?:\A|\n)[ \t]*\d{1,3}\Z")


def text(state: StateInline, silent: bool) -> bool:
    """Everything up to the next character that may act, or the next address."""
    assert isinstance(state, ChatInline)
    found = _ACTING.search(state.src, state.pos, state.posMax)
    end = found.start() if found else state.posMax
    if (ahead := state.next_address(state.pos)) is not None:
        end = min(end, ahead.start)
    if end <= state.pos:
        return False
    state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


def address(state: StateInline, silent: bool) -> bool:
    """An address as it stands there."""
    assert isinstance(state, ChatInline)
    found = state.next_address(state.pos)
    if found is None or found.start != state.pos or found.end > state.posMax:
        return False
    words = state.src[found.start : found.end]
    if state.linkLevel:
        state.append_pending(words)
    else:
        _open(state, found.href)
        state.push("text", "", 0).content = words
        state.push("link_close", "a", -1)
    state.pos = found.end
    return True


def link(state: StateInline, silent: bool) -> bool:
    """`[words](address)`. With an address that may not be followed, or words that name another one, it stays text."""
    assert isinstance(state, ChatInline)
    start, until = state.pos, state.posMax
    if state.src[start] != "[" or (place := _link_at(state, start)) is None:
        return False
    close, end = place
    _open(state, state.src[close + 2 : end])
    state.linkLevel += 1
    state.pos, state.posMax = start + 1, close
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.pos, state.posMax = end + 1, until
    state.push("link_close", "a", -1)
    return True


def _link_at(state: ChatInline, at: int) -> tuple[int, int] | None:
    """Where the words of a link end, and its address."""
    close = state.brackets.get(at)
    if close is None or close >= state.posMax or state.linkLevel or state.src[at - 1 : at] == "!":
        return None
    if state.src[close + 1 : close + 2] != "(" or not state.src[at + 1 : close].strip():
        return None
    end = chat_links.target(state.src, close + 2)
    if end is None or end >= state.posMax:
        return None
    named = state.next_address(at)
    honest = named is None or named.start > close or named.href == state.src[close + 2 : end]
    return (close, end) if honest else None


def _open(state: StateInline, href: str) -> None:
    opening = state.push("link_open", "a", 1)
    opening.attrSet("href", href)
    opening.attrSet("target", "_blank")


def line_break(state: StateInline, silent: bool) -> bool:
    """Every line is a line, with the blanks before it."""
    if state.src[state.pos] != "\n":
        return False
    state.push("softbreak", "br", 0)
    state.pos += 1
    return True


def code(state: StateInline, silent: bool) -> bool:
    """Code between backticks, with its line breaks."""
    start = state.pos
    if state.src[start] != "`" or not backtick(state, silent):
        return False
    if state.tokens and (token := state.tokens[-1]).type == "code_inline" and not state.pending:
        inner = state.src[start + len(token.markup) : state.pos - len(token.markup)]
        token.content = inner[1:-1] if inner.strip() and inner[0] == inner[-1] == " " else inner
    return True


def name_in_code(state: StateInline, silent: bool) -> bool:
    """`__init__` and its like are names, not strong words."""
    if not state.src.startswith("__", state.pos) or (state.pos and is_word(state.src[state.pos - 1])):
        return False
    found = _NAME_IN_CODE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    state.append_pending(found[0])
    state.pos = found.end()
    return True


def backslash(state: StateInline, silent: bool) -> bool:
    """A backslash hides behind a mark that would act without it, and is a backslash everywhere else."""
    assert isinstance(state, ChatInline)
    if state.src[state.pos] != "\\":
        return False
    shown = state.src[state.pos + 1 : state.pos + 2]
    if shown and state.pos + 1 < state.posMax and _would_act(state, state.pos, shown):
        state.append_pending(shown)
        state.pos += 2
    else:
        state.append_pending("\\")
        state.pos += 1
    return True


def _would_act(state: ChatInline, at: int, mark: str) -> bool:
    src = state.src
    line = src.rfind("\n", 0, at) + 1
    if mark in "#>*-" and not src[line:at].strip() and _LINE_MARK.match(src, at + 1):
        return True
    if mark in "*_~":
        run = state.run_at(at)
        first, last = state.partners[mark] if run else (0, 0)
        return bool(run) and ((run.opens and last > run.start) or (run.closes and first < run.start))
    if mark == "`":
        return src.count("`") > 1
    if mark == "[":
        return _link_at(state, at + 1) is not None
    if mark == ":":
        return chat_emoji.codes_at(src, at + 1, before=src[at - 1 : at]) is not None
    if mark in "@#":
        return _named(state, at + 1) is not None
    return mark in ".)" and src[at + 2 : at + 3].isspace() and _NUMBER.search(src, max(0, at - 20), at) is not None


def emoji_code(state: StateInline, silent: bool) -> bool:
    """`:tada:` becomes the emoji that it names, at the borders of words."""
    if state.src[state.pos] != ":":
        return False
    found = chat_emoji.codes_at(state.src, state.pos, before=state.src[state.pos - 1 : state.pos] if state.pos else "")
    if found is None:
        return False
    shown, end = found
    state.append_pending(shown)
    state.pos = end
    return True


def mention(state: StateInline, silent: bool) -> bool:
    """Read `@name` and `#room`, outside of code and of links; a name of no person or room stays as it is."""
    if state.src[state.pos] not in "@#" or (found := _named(state, state.pos)) is None:
        return False
    end, ids = found
    _mark(state, state.src[state.pos : end], ids)
    state.pos = end
    return True


def _named(state: StateInline, at: int) -> tuple[int, tuple[str, ...] | str] | None:
    """Who or which room is named at a place, and where the name ends."""
    names: Names | None = state.env.get("names")
    if names is None or state.linkLevel:
        return None
    found = names.find(state.src, at)
    return found if found and found[0] <= state.posMax else None


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
