"""The log: text of strangers stays on its line, short, and without addresses; machines get JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_app.log_words import described, safe, traced

HOSTILE = (
    "a\nb", "a\r\nb", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x9b31m", "a\u2028b", "a\u2029b", "a\x85b",
    "\u202edesrever", "zero\u200bwidth", "\x00", "a\x0bb\x0cc", "\ud83d", "\U000e0041",
    "x" * 100_000, "\t[error] forged", "\x7f",
)  # fmt: skip
RAW = set(map(chr, (*range(0x20), 0x7F, *range(0x80, 0xA0)))) | set("\u2028\u2029\u202e\u200b\ud83d\U000e0041")

# Says everything in the ways that things are said, in a process of its own: `configure` changes the whole process.
PROGRAM = """
import asyncio, json, logging, sys, warnings
from pathlib import Path
import structlog
from chat_app import logs
from tests.cast import settings_for
logs.configure(settings_for("sqlite:///x", Path("/nowhere"), log_format=sys.argv[1], log_level="INFO"))
for number, text in enumerate(json.loads(sys.argv[2])):
    log = structlog.get_logger()
    log.warning(f"ours_{number}", value=text, several=[text], reason=text, **{"text": text})
    logs.log.error(text)
    for name in ("engineio.server", "socketio.server", "reflex.app", "uvicorn.error", "_granian", "sqlalchemy.engine",
                 "asyncio", "py.warnings"):
        logger = logging.getLogger(name)
        logger.error("said %s", text)
        logger.error(text + "%d")
    try:
        raise RuntimeError(text)
    except RuntimeError:
        log.exception(f"failed_{number}")
        logging.getLogger("asyncio").exception(text)
    if sys.argv[1] == "json":
        print(text.encode("utf-8", "replace").decode("utf-8", "replace"), flush=True)
        print("stderr", file=sys.stderr)
        warnings.warn(f"careful {number}")
"""


def _said(shape: str, texts: tuple[str, ...]) -> str:
    asked = [sys.executable, "-c", PROGRAM, shape, json.dumps(texts)]
    done = subprocess.run(asked, cwd=Path(__file__).parents[1], capture_output=True, timeout=60, check=True)
    return done.stdout.decode() + ("" if shape == "console" else done.stderr.decode())


@pytest.mark.parametrize("text", HOSTILE, ids=repr)
def test_a_value_is_one_short_line_that_shows_what_is_in_it(text: str):
    assert not RAW & set(safe(text))
    assert len(safe(text)) < 700


@given(st.text(alphabet=st.characters(), max_size=400))
def test_no_text_moves_hides_or_breaks_a_line(text: str):
    assert safe(text).isprintable() or not RAW & set(safe(text))
    assert len(safe(text).splitlines()) <= 1


@pytest.mark.parametrize(
    "text",
    ["ada@watercooler.example", "<ada@x.org>: rejected", "a+b@sub.x.org", "ada%40x.org", "smtp://me:secret@mail.x.org",
     "ada@bücher.example", "Ada <ada@x.org>, grace@x.org", "ada＠x.org"],
)  # fmt: skip
def test_addresses_have_another_name(text: str):
    assert not {"@", "＠"} & set(safe(text))
    assert "%40" not in safe(text)
    assert "x.org" not in safe(text)


def test_the_same_address_has_the_same_name():
    assert safe("ada@x.org") == safe("ADA@x.org") != safe("grace@x.org")


def test_a_traceback_says_where_and_what_kind_but_quotes_nobody():
    def fail() -> None:
        try:
            int("my secret message")
        except ValueError as error:
            raise KeyError("my secret message") from error

    with pytest.raises(KeyError) as failed:
        fail()
    assert "secret" not in traced(failed.value) + described(failed.value)
    assert "ValueError" in traced(failed.value)
    assert "tests/test_logs.py" in traced(failed.value)


def test_a_console_gets_whole_lines_only_whoever_writes_them():
    lines = _said("console", HOSTILE).split("\n")
    assert not [line for line in lines if RAW & set(line)]
    assert not [line for line in lines if line and not line.startswith(("20", "    "))]
    assert sum(map(len, lines)) < 150_000


def test_machines_get_nothing_but_json():
    lines = _said("json", HOSTILE).splitlines()
    kinds = {json.loads(line)["event"] for line in lines}
    assert {"ours_0", "library", "printed", "failed_0"} <= kinds
    assert all(not RAW & set(line) for line in lines)


def test_what_repeats_is_said_twenty_times_a_minute_with_three_tracebacks():
    said = _said("console", ("the same",) * 60)
    assert said.count("[asyncio] text='said the same'") == 20
    at_asyncio = said.count("[asyncio] error='RuntimeError: the same'")
    assert at_asyncio == 20
    assert said.count("    RuntimeError: the same") == 60 + 3  # sixty kinds of events, each of which came once
