"""What a server under test writes and counts, for tests that look at every verb: installed by serve.py.

With `SPY=<file>` each statement that changes a table, and each limit that is spent, is a line of that file:
`write <table>` or `spend <kind>`. What the process does of itself (sweeps, heartbeats, erasing) is left out.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path
from typing import Any

# Tasks of the process, and tables that say when somebody was last seen.
OWN = {"sweep", "erase", "presence", "heartbeat", "statuses", "circles"}
CHANGE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
UNTOLD = {"sightings", "alembic_version"}


def install() -> None:
    """Listen to all engines and to the limits, before the product starts."""
    sys.path.insert(0, os.getcwd())
    from sqlalchemy import Engine, event

    from chat_app.services import limits

    notes, spend = Path(os.environ["SPY"]), limits.spend

    def note(line: str) -> None:
        with notes.open("a") as file:
            file.write(line + "\n")

    def wrote(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        changed = CHANGE.match(statement)
        if changed and changed[1] not in UNTOLD and not _by_itself():
            note(f"write {changed[1]}")

    async def spent(parley: Any, kind: Any, who: object) -> None:
        note(f"spend {kind}")
        await spend(parley, kind, who)

    event.listen(Engine, "before_cursor_execute", wrote)
    limits.spend = spent


def _by_itself() -> bool:
    try:
        task = asyncio.current_task()
    except RuntimeError:  # a thread of the hot path: posts
        return False
    return task is not None and task.get_name() in OWN
