"""No text costs the event loop more than a moment, whatever it is: what may take long is done in a process that can be
ended."""

from __future__ import annotations

import asyncio
import gc
import itertools
import os
import random
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator

import psutil
import pytest

from chat_app.models import User
from chat_app.services import chat_code, chat_links, posting, rendering, text
from chat_app.services.chat_code import LEXERS
from chat_app.services.mention_names import Names
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from chat_app.services.rendering import Renderer
from chat_app.services.text import MAX_HTML, is_cheap, render
from tests.cast import draft, say
from tests.stack.sample import sample

LONGEST = 4_000
UNITS = [
    *"*_~`[](){}<>|\\:@#-+=!\"'/., \t\n0a中", "**", "__", "~~", "``", "```", "[a](", "](", "[x](http://a.b)", "\n\n",
    "\n> ", "\n- ", "\n1. ", "|-|", "\n|", "http://", "www.", "a@b.c", "a.b", "@a ", "#a ", ":a:", ":tada:", "\\*",
    "\\[", "\n    ", "/*", "<!--", "${", "'''", "<<A\n", "a(", "SELECT ", "a: ", "- a\n", "[[", "//a/b",
    "http://a.b/(", " *a*", "\u0301",
]  # fmt: skip
NASTY = {
    "a lexer of those that are not for us": "```systemd\n" + " " * 1_400 + "\n```",
    "a table of a hundred columns": "|".join("a" * 101) + "\n" + "|".join("-" * 101) + "\n" + "a\n" * 1_800,
    "a table of many rows": "|a|\n|-|\n" + "|b|\n" * 990,
    "a table of twenty columns": "|" + "a|" * 20 + "\n|" + "-|" * 20 + "\n" + "|\n" * 1_900,
    "3,998 line breaks between two letters": "a" + "\n" * 3_998 + "b",
    "lines of blanks": ("a" + " " * 60 + "\n") * 64,
    "quotes in quotes": "> " * 2_000,
    "lists in lists": "- " * 2_000,
    "links in links": "[" * 2_000 + "]" * 2_000,
    "marks that never end": "*_" * 2_000,
    "signs that name nobody": "@a" * 2_000,
    "one long word with dots": "a." * 2_000,
}


@pytest.fixture(autouse=True)
def tidy() -> Iterator[None]:
    """What other tests have left in memory is not looked through while we measure."""
    gc.freeze()
    yield
    gc.unfreeze()


def seconds(content: str, names: Names | None = None) -> float:
    """Processor time, which other programs do not change much: the better of two tries."""
    tries: list[float] = []
    for _ in range(2):
        begun = time.process_time()
        render(content, names)
        tries.append(time.process_time() - begun)
    return min(tries)


@pytest.mark.slow
@pytest.mark.prompt
def test_what_the_event_loop_renders_takes_a_few_milliseconds():
    names = Names.of([("1", "A b"), ("2", "aé")], [("3", "a"), ("4", "a b c")])
    pairs = random.Random(8).sample(list(itertools.product(UNITS, UNITS)), 1_500)
    texts = [(a + b) * (text.CHEAP // len(a + b)) for a, b in pairs]
    cheap = [each for each in texts if is_cheap(each)]
    assert len(cheap) > 1_000
    worst = max(cheap, key=lambda each: seconds(each, names))
    assert seconds(worst, names) < 0.02, worst[:40]


@pytest.mark.prompt
@pytest.mark.parametrize("what", NASTY)
def test_nasty_texts_are_done_soon_and_stay_small(what: str):
    content = NASTY[what][:LONGEST]
    assert len(render(content).html) <= MAX_HTML
    assert seconds(content) < rendering.LIMIT / 2


@pytest.mark.prompt
@pytest.mark.parametrize("number", sample([1_000, 10_000], 1))
def test_many_texts_stay_small_and_far_from_the_limit(number: int):
    dice = random.Random(number)
    for _ in range(number):
        units = dice.sample(UNITS, dice.randint(1, 4))
        content = "".join(units) * (dice.choice((20, 60, LONGEST)) // len("".join(units)) + 1)
        begun = time.process_time()
        assert len(render(content[:LONGEST]).html) <= MAX_HTML
        spent = time.process_time() - begun
        assert spent < rendering.LIMIT / 2 or seconds(content[:LONGEST]) < rendering.LIMIT / 2, content[:40]


@pytest.mark.slow
@pytest.mark.prompt
@pytest.mark.parametrize("language", sorted(set(LEXERS.values())))
def test_code_is_coloured_in_time_however_it_looks(language: str):
    for unit, before in itertools.product(UNITS, ("", '"', "{", "/*", "a: |\n", "$(")):
        code = (before + unit * LONGEST)[: chat_code.COLOURED_IN.get(language, chat_code.COLOURED)]
        begun = time.process_time()
        chat_code.block(code, language)
        assert time.process_time() - begun < rendering.LIMIT / 2, (before, unit)


@pytest.mark.prompt
@pytest.mark.parametrize(
    "unit",
    ["(http://\u0301", "http://-", "http://a@", "(http://a.b", "http://a.b/(", "mailto:a@b", "mailto:a@b.co@-",
     "(mailto:", "www.", "a.", "a@", "a%", "a@b.co,", "http://a.b/中", "http://[", "http://a.b,http://"],
)  # fmt: skip
def test_looking_for_addresses_takes_a_time_that_is_linear(unit: str):
    for content in ((unit * LONGEST)[:LONGEST], (unit * LONGEST)[: LONGEST - 2] + "@-"):
        begun = time.process_time()
        chat_links.addresses(content)
        assert time.process_time() - begun < 0.02


def test_a_language_that_is_not_ours_stays_without_colours():
    assert "<span" not in render("```easytrieve\nIF a\n```").html
    assert "<span" in render("```python\nif a: pass\n```").html


# ── the process ──

SLOW = "```\n" + "slow" * 100


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """In the process, one text takes for ever."""
    folder = tmp_path_factory.mktemp("slow")
    (folder / "sitecustomize.py").write_text(
        "import time\n"
        "import chat_app.services.chat_code as code\n"
        "block = code.block\n"
        "code.block = lambda text, language: time.sleep(60) if 'slow' in text else block(text, language)\n"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(folder), os.getcwd())))


@pytest.mark.usefixtures("slow")
async def test_a_text_that_takes_too_long_is_shown_as_it_is_written_and_holds_nobody_up(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    await parley.renderer.render("```\nwarm\n```")
    begun = time.monotonic()
    first = asyncio.create_task(posting.post(writer, ada.id, draft(watercooler, SLOW)))
    behind = asyncio.create_task(posting.post(writer, ada.id, draft(watercooler, "behind")))
    (other,) = await say(writer, grace, watercooler, "**meanwhile**")
    assert time.monotonic() - begun < rendering.LIMIT
    assert not first.done()
    assert not behind.done()
    assert ((await first).html, (await first).content) == ("", SLOW)
    assert other.seq < (await first).seq < (await behind).seq
    assert "<code>again" in (await say(writer, ada, watercooler, "```\nagain\n```"))[0].html


async def test_the_loop_turns_while_texts_are_rendered_elsewhere(parley: Parley):
    names, gaps = Names.of([("1", "Ada")]), [0.0]
    await parley.renderer.render("```\nwarm\n```")

    async def watch() -> None:
        while True:
            begun = time.monotonic()
            await asyncio.sleep(0.001)
            gaps.append(time.monotonic() - begun)

    watching = asyncio.create_task(watch())
    made = await parley.renderer.render("@Ada " + NASTY["a table of many rows"][:3_900], names)
    watching.cancel()
    assert made.mentions == ("1",)
    assert max(gaps) < 0.2


async def test_who_sends_many_texts_waits_behind_themselves(parley: Parley):
    dear = NASTY["a table of many rows"][:LONGEST]
    await parley.renderer.render("```\nwarm\n```")
    many = [asyncio.create_task(parley.renderer.render(dear, writer="ada")) for _ in range(20)]
    await asyncio.sleep(0)
    assert "mine" in (await parley.renderer.render("```\nmine\n```", writer="grace")).html
    assert sum(each.done() for each in many) <= 1
    await asyncio.gather(*many)


async def test_a_process_that_was_killed_is_started_again():
    renderer = Renderer()
    try:
        assert "<code>" in (await renderer.render("```\na\n```")).html
        running = [each for each in psutil.Process().children() if each.status() != psutil.STATUS_ZOMBIE]
        (child,) = [each for each in running if "render_process" in " ".join(each.cmdline())]
        child.kill()
        child.wait(5)
        assert [(await renderer.render("```\nb\n```")).html for _ in range(2)][1].count("<code>") == 1
    finally:
        await renderer.close()


async def test_who_stops_waiting_leaves_no_answer_to_the_next():
    renderer = Renderer()
    try:
        await renderer.render("```\nwarm\n```")
        gone = asyncio.create_task(renderer.render("```\nmine\n```"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        gone.cancel()
        assert "yours" in (await renderer.render("```\nyours\n```")).html
    finally:
        await renderer.close()


def test_the_process_ends_with_its_parent():
    process = subprocess.Popen(
        [sys.executable, "-m", "chat_app.services.render_process"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    assert process.wait(10) == 0
    process.stdout.close()
