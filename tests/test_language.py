"""Plain technical English: docstrings and comments name roles, and stand alone in an editor's hover."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PARTS = sorted(
    path for path in (ROOT / "chat_app").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
)
BANNED = re.compile(
    r"\b(?:who|what|which|whom)ever\b"
    r"|\b(?:some|any)(?:body|one)\b"  # a role: visitor, member, reader, author, caller, client, admin
    r"|\bone['’]s\b|\boneself\b"
    r"|\b(?:who|what|how|far|as|if|when|where|than|that) one (?:has|had|may|can|is|was|does|wants|types|sees|must)\b"
    r"|\bof (?:ours|theirs)\b"
    r"|(?-i:\bThe same\b|\A(?:It|That|See `))",  # leans on a neighbour
    re.IGNORECASE,
)
SCRIPT_COMMENT = re.compile(r"/\*\*?\s*(.*?)\*/|(?:^|(?<=[ \t]))// ?([^\n]*)", re.DOTALL | re.MULTILINE)
FOUND = (
    "It is done.", "The same by a button.", "See `Mailer`.",
    "Whoever asks", "what somebody types", "anyone's room", "how far one has read", "pages of ours",
)  # fmt: skip
PLAIN = ("Return the one room of both.", "In the same order.", "Return its form.", "Two at a time: see below.")


def script_texts(source: str) -> Iterator[tuple[int, str]]:
    """Yield the comments of a JavaScript module, with their lines."""
    for match in SCRIPT_COMMENT.finditer(source):
        yield source.count("\n", 0, match.start()) + 1, re.sub(r"\n\s*\* ?", "\n", match[1] or match[2] or "")


def texts(source: str) -> Iterator[tuple[int, str]]:
    """Yield the comments and the docstrings of a module, with their lines."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string.lstrip("# ")
    for node in ast.walk(ast.parse(source)):
        documented = isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        if documented and (text := ast.get_docstring(node)):
            yield node.body[0].lineno, text


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_docstrings_and_comments_name_roles_and_stand_alone(part: Path):
    files = [part] if part.is_file() else [*part.rglob("*.py"), *part.rglob("*.js")]
    found = [
        f"{file.relative_to(ROOT)}:{line}: {match[0]!r} in {text[:60]!r}"
        for file in sorted(files)
        for line, text in (script_texts if file.suffix == ".js" else texts)(file.read_text())
        if (match := BANNED.search(text))
    ]
    assert found == []


@pytest.mark.parametrize("text", FOUND)
def test_such_sentences_are_found(text: str):
    assert BANNED.search(text)
    assert list(texts(f'def f():\n    """{text}"""\n')) == [(2, text)]
    assert list(texts(f"x = 1  # {text}\n")) == [(1, text)]
    script = script_texts(f"\n/** {text} */\nx; // {text}\n")
    assert [(line, found.strip()) for line, found in script] == [(2, text), (3, text)]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_sentences_are_not(text: str):
    assert not BANNED.search(text)
