"""A paragraph that is being read: what can be known of its marks from the start, so that no rule looks far twice."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

from chat_app.services import chat_links
from chat_app.services.chat_links import Address, is_word

_RUNS = re.compile(r"(?:\\?\*)+|(?:\\?_)+|(?:\\?~)+")
_OPENS_NOTHING = frozenset(".,;:!?)]}/\\|=%&")  # what no emphasis begins with: globs, closing brackets, assignments
_GLUED = frozenset("./:\\@-")  # between a mark and a letter: part of a path, an address, a name in code


@dataclass(frozen=True, slots=True)
class Run:
    """Marks of one kind in a row, with or without backslashes: whether they could begin or end an emphasis."""

    start: int
    end: int
    marker: str
    opens: bool
    closes: bool


class ChatInline(StateInline):
    """A paragraph, with what is known of it from the start."""

    @cached_property
    def addresses(self) -> list[Address]:
        return chat_links.addresses(self.src)

    @cached_property
    def runs(self) -> list[Run]:
        return [_run(self.src, found.start(), found.end()) for found in _RUNS.finditer(self.src)]

    @cached_property
    def partners(self) -> dict[str, tuple[int, int]]:
        """For each marker: where the first run begins that could open, and the last that could close."""
        found: dict[str, tuple[int, int]] = {}
        for run in self.runs:
            first, last = found.get(run.marker, (len(self.src), -1))
            found[run.marker] = (min(first, run.start) if run.opens else first, run.start if run.closes else last)
        return found

    @cached_property
    def brackets(self) -> dict[int, int]:
        """Where each square bracket that is closed is closed."""
        pairs, opened = dict[int, int](), list[int]()
        for at, character in enumerate(self.src):
            if character == "[":
                opened.append(at)
            elif character == "]" and opened:
                pairs[opened.pop()] = at
        return pairs

    def next_address(self, at: int) -> Address | None:
        """The first address that begins at a place or behind it."""
        index = bisect_left(self.addresses, at, key=lambda each: each.start)
        return self.addresses[index] if index < len(self.addresses) else None

    def run_at(self, at: int) -> Run | None:
        """The run that a place is in."""
        index = bisect_left(self.runs, at + 1, key=lambda run: run.start) - 1
        return self.runs[index] if index >= 0 and at < self.runs[index].end else None

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        """Overrides CommonMark's rules of what begins and ends an emphasis, which break words and code."""
        marker, end = self.src[start], start
        while end < self.posMax and self.src[end] == marker:
            end += 1
        run = _run(self.src, start, end)
        return Scanned(run.opens, run.closes, end - start)


class ChatParser(ParserInline):
    """Reads paragraphs with `ChatInline`."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Overrides the library's, which makes a state of its own."""
        state = ChatInline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _run(text: str, start: int, end: int) -> Run:
    """Whether marks can begin or end an emphasis, by what is before and behind them."""
    marker, before, behind = text[end - 1], text[start - 1 : start], text[end : end + 1]
    opens = bool(behind) and not behind.isspace() and behind not in _OPENS_NOTHING
    opens = opens and not (before and (is_word(before) or before in "/\\"))
    closes = bool(before) and not before.isspace()
    closes = closes and not (behind and (is_word(behind) or behind in "/\\"))
    if marker == "_":  # `_id_.name`, `x._y_`: names in code
        opens = opens and not (before in _GLUED and text[start - 2 : start - 1].isalnum())
        closes = closes and not (behind in _GLUED and text[end + 1 : end + 2].isalnum())
    return Run(start, end, marker, opens, closes)
