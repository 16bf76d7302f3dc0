"""The process that renders what may take long: one text a line, as JSON, from its input to its output.

It is started by `rendering.Renderer`, which ends it when a text takes too long; when that ends, so does its input.
"""

import os
import resource
import sys
from contextlib import suppress
from typing import BinaryIO

import orjson

from chat_app.services.mention_names import Names
from chat_app.services.text import render

MEMORY = 1 << 30  # bytes of addresses
NICE = 5


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer until there is nothing more to read."""
    for line in asked:
        wanted = orjson.loads(line)
        rendered = render(wanted["content"], Names(**wanted["names"]) if wanted["names"] else None)
        answers.write(orjson.dumps(rendered) + b"\n")
        answers.flush()


def main() -> None:
    """What `python -m` runs."""
    with suppress(OSError, ValueError):  # where the system has no such limits
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.nice(NICE)
    with suppress(KeyboardInterrupt, BrokenPipeError):
        serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
