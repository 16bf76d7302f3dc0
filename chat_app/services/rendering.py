"""Rendering off the event loop, in a process that is ended when a text takes too long: a thread could not be."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Hashable
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import structlog

from chat_app.adapters.fair_queue import FairQueue
from chat_app.adapters.outages import Busy
from chat_app.services.mention_names import Names, worth_reading
from chat_app.services.text import NOTHING, Rendered, is_cheap, is_plain, render

log = structlog.get_logger()

# Seconds.
LIMIT = 0.5  # for one text; ten times what the worst known one takes
QUEUE = 3.0  # that a text waits for its turn; then it is shown as it is written
START = 10.0  # for the process to come up, on a machine that is busy

LONGEST_ANSWER = 1 << 20  # bytes

_ROOT = Path(__file__).parents[2]
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG")  # that the process gets: no secrets


class Renderer:
    """Renders texts: cheap ones at once, others one after the other in one process of its own, started when needed.

    Of each author a single text stands in that line: an author of many at once waits behind themselves only.
    """

    def __init__(self) -> None:
        self._process: Process | None = None
        self._line, self._writers = FairQueue(1, QUEUE), FairQueue(1, QUEUE)

    async def render(self, content: str, names: Names | None = None, writer: Hashable = None) -> Rendered:
        """What a text looks like. Where that takes too long, it looks as it is written, and calls nobody."""
        if is_cheap(content) or (is_plain(content) and not (names and worth_reading(content))):
            return render(content, names)
        try:
            async with self._writers.turn(writer), self._line.turn(""):
                return await self._asked(content, names)
        except Busy:
            log.warning("render_waited_too_long", characters=len(content))
            return NOTHING

    async def close(self) -> None:
        """End the process. It starts anew when it is needed."""
        async with self._line.turn(""):
            await self._end()

    async def _asked(self, content: str, names: Names | None) -> Rendered:
        try:
            if self._process is None or self._process.returncode is not None:
                self._process = await _start()
                await _exchange(self._process, "", None, START)  # starting it counts for no text
            answer = await _exchange(self._process, content, names, LIMIT)
            return Rendered(answer["html"], tuple(answer["mentions"]))
        except (TimeoutError, OSError, ValueError, EOFError) as error:
            log.warning("render_stopped", characters=len(content), kind=type(error).__name__)
            await self._end()
            return NOTHING
        except BaseException:  # no caller waits for the answer any more: it must not be taken for that of the next text
            await self._end()
            raise

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()


async def _start() -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "chat_app.services.render_process",
        stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=LONGEST_ANSWER, cwd=_ROOT,
        env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
    )  # fmt: skip


async def _exchange(process: Process, content: str, names: Names | None, seconds: float) -> dict[str, Any]:
    """Ask the process for a text. Raises TimeoutError, and EOFError when it has ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(orjson.dumps({"content": content, "names": names}) + b"\n")
    async with asyncio.timeout(seconds):
        line = await process.stdout.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    return orjson.loads(line)
