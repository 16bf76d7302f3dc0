"""R8, the heart: old store + what arrives = a fresh page, whatever happened, over a bus that cannot be trusted.

Longer, as in `make test-all`: `STORIES=300 python -m pytest tests/live/test_reconnect_property.py`.
Without CI every run tells new stories.
"""

from __future__ import annotations

import asyncio
import os

from hypothesis import HealthCheck, given, settings

from tests.live.story import Step, Story, steps
from tests.live.team import Team
from tests.stack.install import in_ci

FAULTS = {"BUS_FAULTS": "seed=1815,drop=0.2,double=0.1,late=0.3"}
STORIES = int(os.environ.get("STORIES", "6"))


@settings(
    max_examples=STORIES,
    deadline=None,
    derandomize=in_ci(),
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(steps)
def test_a_tab_that_comes_back_shows_what_a_fresh_page_shows(team: Team, story: list[Step]) -> None:
    wrong = asyncio.run(_tell(team, story))
    assert not wrong, "\n".join(wrong)  # pytest shortens lists


async def _tell(team: Team, steps: list[Step]) -> list[str]:
    """Let it all happen; returns what is wrong in the end."""
    story = await Story(team).begin()
    try:
        for step in steps:
            await story.take(step)
        await story.end()
        return await story.wrong()
    finally:
        await story.leave()
