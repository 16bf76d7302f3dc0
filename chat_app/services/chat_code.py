"""Blocks of code and tables: what stands in them is shown as it is, within limits of time and size."""

import re
from html import escape

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import get_lexer_by_name  # pyright: ignore[reportUnknownVariableType]

from chat_app.services.chat_blocks import begins, line_of, push_words

COLOURED = 3_000  # characters of code that get colours; longer code has none
COLOURED_IN = {"c": 800, "cpp": 800, "java": 1_200}  # the same where the time grows with the square of the length
WIDEST, LONGEST = 20, 100  # columns and rows of a table

# Languages that get colours, by the names that people give them. Each lexer was tried with texts made to slow it down
# (tests/services/test_text_limits.py): of Pygments' 600 some take many seconds for a few blanks.
LEXERS = {
    "bash": "bash", "sh": "bash", "shell": "bash", "zsh": "bash", "c": "c", "h": "c", "c++": "cpp", "cpp": "cpp",
    "css": "css", "diff": "diff", "patch": "diff", "go": "go", "golang": "go", "html": "html", "ini": "ini",
    "java": "java", "javascript": "javascript", "js": "javascript", "jsx": "javascript", "ts": "javascript",
    "tsx": "javascript", "typescript": "javascript", "json": "json", "php": "php", "py": "python", "py3": "python",
    "python": "python", "python3": "python", "rb": "ruby", "ruby": "ruby", "rs": "rust", "rust": "rust",
    "sql": "sql", "toml": "toml", "xml": "xml", "yaml": "yaml", "yml": "yaml",
}  # fmt: skip
_FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)
_FENCE = re.compile(r"(?P<marks>`{3,}|~{3,})(?P<info>[^`]*)")
_BEHIND_WORDS = re.compile(r"(?P<words>[^`]*[^`\s])[ \t]*(?P<marks>`{3,})[ \t]*")
_LANGUAGE = re.compile(r"[A-Za-z0-9_+#./-]{1,30}")
_COLUMN = re.compile(r"[ \t]*:?-+:?[ \t]*")


def fence(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """Three backticks or tildes, up to as many at the end of a line. What is behind the first is the language if it
    is one word, and the first line of the code if not."""
    found = _FENCE.fullmatch(line_of(state, startLine))
    if found is None or not begins(state, startLine) or startLine + 1 >= endLine:
        return False
    if not silent:
        line, body, _ = _body(state, startLine, endLine, found["marks"])
        info = found["info"].strip()
        named = _LANGUAGE.fullmatch(info) is not None
        _push_code(state, line, body if named or not info else f"{info}\n{body}", info if named else "")
    return True


def fence_behind_words(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """Read a code block that begins at the end of a line of words, if its closing marks follow below."""
    found = _BEHIND_WORDS.fullmatch(line_of(state, startLine))
    if found is None or not begins(state, startLine):
        return False
    line, body, closed = _body(state, startLine, endLine, found["marks"])
    if closed and not silent:
        push_words(state, "p", "paragraph", found["words"], startLine, startLine + 1)
        _push_code(state, line, body, "")
    return closed


def _body(state: StateBlock, start: int, end: int, marks: str) -> tuple[int, str, bool]:
    """The code below a line: the line behind it, what it says, and whether marks end it."""
    line, closed = start + 1, False
    while line < end and not closed and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        closed = line_of(state, line).rstrip().endswith(marks)
        line += 1
    body = state.getLines(start + 1, line, state.sCount[start], True)
    if closed:
        body = body.rstrip().removesuffix(marks)
        if not body.rpartition("\n")[2].strip(" \t" + marks[0]):  # there may be more marks than began it, and blanks
            body = body.rstrip(" \t" + marks[0])
    return line, body, closed


def _push_code(state: StateBlock, line: int, body: str, language: str) -> None:
    state.line = line
    token = state.push("fence", "code", 0)
    token.info, token.content = language, body


def block(code: str, language: str) -> str:
    """A block of code as HTML: coloured, named after its language, with a button that copies it."""
    name = language.lower()
    known = LEXERS.get(name, "")
    if known and len(code) <= COLOURED_IN.get(known, COLOURED):
        lexer = get_lexer_by_name(known, stripnl=False, ensurenl=False)
        inner = highlight(code, lexer, _FORMATTER)
    else:
        inner = escape(code)
    copy = '<button type="button" class="copy" aria-label="Copy code">Copy</button>'
    return f'<div class="codeblock" data-lang="{escape(language)}">{copy}<pre><code>{inner}</code></pre></div>'


def table(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """Rows with `|` between their cells, below a row of titles and one of lines. A row with more cells than there are
    titles ends it, as does a line without `|`."""
    if startLine + 2 > endLine or not begins(state, startLine):
        return False
    titles, lines = _cells(line_of(state, startLine)), _cells(line_of(state, startLine + 1))
    if not 1 <= len(titles) <= WIDEST or len(titles) != len(lines) or not all(map(_COLUMN.fullmatch, lines)):
        return False
    if silent:
        return True
    rows, line = [titles], startLine + 2
    while line < endLine and len(rows) <= LONGEST and begins(state, line):
        cells = _cells(line_of(state, line))
        if not 1 <= len(cells) <= len(titles):
            break
        rows.append(cells + [""] * (len(titles) - len(cells)))
        line += 1
    _push_table(state, rows)
    state.line = line
    return True


def _cells(line: str) -> list[str]:
    """What stands between the bars of a line; nothing if it has none."""
    if "|" not in line:
        return []
    cells = [cell.strip() for cell in escapedSplit(line.strip())]
    return cells[not cells[0] : len(cells) - (len(cells) > 1 and not cells[-1])]


def _push_table(state: StateBlock, rows: list[list[str]]) -> None:
    state.push("table_open", "table", 1)
    for index, cells in enumerate(rows):
        part, tag = ("thead", "th") if index == 0 else ("tbody", "td")
        if index < 2:
            state.push(f"{part}_open", part, 1)
        state.push("tr_open", "tr", 1)
        for cell in cells:
            push_words(state, tag, tag, cell, 0, 0)
        state.push("tr_close", "tr", -1)
        if index in (0, len(rows) - 1):
            state.push(f"{part}_close", part, -1)
    state.push("table_close", "table", -1)
