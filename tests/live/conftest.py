"""Two processes of one installation, and a team in it, for a module's tests."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.conftest import StartServers, require
from tests.live.team import Team, gather
from tests.stack.install import REDIS
from tests.stack.postgres import Postgres
from tests.stack.redis import Redis


@pytest.fixture(scope="module")
def team_redis() -> Iterator[Redis]:
    """The module's own Redis, to take away."""
    require(REDIS)
    redis = Redis().start()
    yield redis
    redis.stop()


@pytest.fixture(scope="module")
def team(postgres: Postgres, team_redis: Redis, start_servers: StartServers, request: pytest.FixtureRequest) -> Team:
    """Ada, Grace and Alan, all in *watercooler*, with two processes. A module's FAULTS are given to both."""
    url = postgres.url(postgres.create())
    faults = getattr(request.module, "FAULTS", {})
    servers = start_servers(2, database_url=url, redis_url=team_redis.url, **faults)
    return asyncio.run(gather(servers, url))
