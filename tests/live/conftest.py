"""Two processes of one installation, and a team in it, for a module's tests."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.conftest import require
from tests.live.team import Team, gather
from tests.stack.install import REDIS
from tests.stack.postgres import Postgres
from tests.stack.redis import Redis
from tests.stack.server import start_servers

Place = tuple[Team, Redis]


@contextmanager
def _place(postgres: Postgres, **faults: str) -> Iterator[Place]:
    require(REDIS)
    redis = Redis().start()
    url = postgres.url(postgres.create())
    servers = start_servers(2, database_url=url, redis_url=redis.url, **faults)
    yield asyncio.run(gather(servers, url)), redis
    for server in servers:
        server.stop()
    redis.stop()


@pytest.fixture(scope="session")
def common_place(postgres: Postgres) -> Iterator[Place]:
    """For all modules of this worker that leave it as they have found it."""
    with _place(postgres) as place:
        yield place


@pytest.fixture(scope="module")
def place(postgres: Postgres, request: pytest.FixtureRequest) -> Iterator[Place]:
    """The common one; a module that names FAULTS has one of its own, and both of its processes have them."""
    faults: dict[str, str] | None = getattr(request.module, "FAULTS", None)
    if faults is None:
        yield request.getfixturevalue("common_place")
    else:
        with _place(postgres, **faults) as place:
            yield place


@pytest.fixture(scope="module")
def team_redis(place: Place) -> Redis:
    """The team's own Redis, to take away."""
    return place[1]


@pytest.fixture(scope="module")
def team(place: Place) -> Team:
    """Ada, Grace and Alan, all in *watercooler*, with two processes."""
    return place[0]
