"""The blocks of chat's Markdown: paragraphs, headings, quotes, lists, lines.

Unlike in a document, a line is a line, blanks at its beginning stay, and a block is one only by its own marks: nothing
below a line makes a heading of it, and what follows a quote without a mark is an answer to it.
"""

import re

from markdown_it.rules_block import StateBlock, list_block

DEEPEST = 12  # levels of tokens: about six blocks in each other; what is deeper is shown as it is written

_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_LINE = re.compile(r"-{3,}[ \t]*")
_ITEM = re.compile(r"(?:[*-]|\d{1,3}[.)])[ \t]+\S")
_QUOTED_WORDS = re.compile(r">[ \t]+\S")
_QUOTE = re.compile(r">(?:[ \t]|$)")


def line_of(state: StateBlock, line: int) -> str:
    """A line without the blanks before it."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def begins(state: StateBlock, line: int) -> bool:
    """Whether a block may begin here: not deeper than blocks go, nor as far to the right as pasted code."""
    return 0 <= state.sCount[line] - state.blkIndent <= 3 and state.level < DEEPEST


def push_words(state: StateBlock, tag: str, kind: str, content: str, start: int, end: int) -> None:
    """Put a block of words there, made of some lines."""
    state.line = end
    state.push(f"{kind}_open", tag, 1).map = [start, end]
    words = state.push("inline", "", 0)
    words.content, words.map, words.children = content, [start, end], []
    state.push(f"{kind}_close", tag, -1)


def paragraph(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """Lines up to an empty one, or one that begins another block, or one that stands further to the left."""
    rules, parent = state.md.block.ruler.getRules("paragraph"), state.parentType
    state.parentType = "paragraph"
    line = startLine + 1
    while line < state.lineMax and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        if begins(state, line) and any(rule(state, line, state.lineMax, True) for rule in rules):
            break
        line += 1
    state.parentType = parent
    words = state.getLines(startLine, line, state.blkIndent, False).rstrip()
    push_words(state, "p", "paragraph", words, startLine, line)
    return True


def heading(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """`# words`. The page has headings of its own, so that the largest of a message is of the third level."""
    found = _HEADING.fullmatch(line_of(state, startLine))
    if found is None or not begins(state, startLine):
        return False
    if not silent:
        tag = f"h{min(len(found[1]) + 2, 6)}"
        push_words(state, tag, "heading", found[2].rstrip(), startLine, startLine + 1)
    return True


def rule(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """`---`."""
    if _LINE.fullmatch(line_of(state, startLine)) is None or not begins(state, startLine):
        return False
    if not silent:
        state.line = startLine + 1
        state.push("hr", "hr", 0).map = [startLine, state.line]
    return True


def listing(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """`- item` and `1. item`. A year, `1986.`, is no number of an item; neither is a mark without words an item."""
    if state.level >= DEEPEST or _ITEM.match(line_of(state, startLine)) is None:
        return False
    before = len(state.tokens)
    if not list_block(state, startLine, endLine, silent):
        return False
    if not silent:
        _number(state, before)
    return True


def quote(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """Lines that begin with `> `; the first one has words. `>:(`, `>_<` and `>>> print()` are none."""
    if not begins(state, startLine) or not _QUOTED_WORDS.match(line_of(state, startLine)):
        return False
    if silent:
        return True
    end = startLine
    while end < endLine and begins(state, end) and _QUOTE.match(line_of(state, end)):
        end += 1
    known = [(state.bMarks[n], state.tShift[n], state.sCount[n], state.bsCount[n]) for n in range(startLine, end)]
    outside = (state.blkIndent, state.lineMax, state.parentType)
    for line in range(startLine, end):
        _unmark(state, line)
    state.blkIndent, state.lineMax, state.parentType = 0, end, "blockquote"
    state.push("blockquote_open", "blockquote", 1).map = [startLine, end]
    state.md.block.tokenize(state, startLine, end)
    state.push("blockquote_close", "blockquote", -1)
    state.blkIndent, state.lineMax, state.parentType = outside
    for line, marks in enumerate(known, startLine):
        state.bMarks[line], state.tShift[line], state.sCount[line], state.bsCount[line] = marks
    state.line = end
    return True


def _unmark(state: StateBlock, line: int) -> None:
    """Read a line of a quote as if its mark, and one blank behind it, were not there."""
    start, end = state.bMarks[line] + state.tShift[line] + 1, state.eMarks[line]
    start += state.src[start:end][:1] in (" ", "\t")
    words = state.src[start:end]
    blanks = words[: len(words) - len(words.lstrip(" \t"))]
    state.bMarks[line], state.tShift[line] = start, len(blanks)
    state.sCount[line], state.bsCount[line] = len(blanks.expandtabs(4)), 0


def _number(state: StateBlock, opening: int) -> None:
    """Give the items of a list the numbers that they were written with, and the list its kind of mark."""
    token = state.tokens[opening]
    if token.type != "ordered_list_open":
        return
    expected, longest = int(token.attrGet("start") or 1), 0
    for each in state.tokens[opening:]:
        if each.type == "list_item_open" and each.level == token.level + 1:
            number = int(each.info)
            if number != expected:
                each.attrSet("value", str(number))
            expected, longest = number + 1, max(longest, len(each.info))
    names = [name for name, fits in (("wide", longest > 2), ("paren", token.markup == ")")) if fits]
    if names:
        token.attrSet("class", " ".join(names))
