"""What every test may ask for: databases, buses, browsers, servers; started when first asked for."""

from __future__ import annotations

import dataclasses
import inspect
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from tests.stack import chromium, phases, server
from tests.stack.install import CHROMIUM, POSTGRES, REDIS, Need, in_ci
from tests.stack.postgres import Postgres
from tests.stack.redis import Redis
from tests.stack.twins import is_twin

pytest_plugins = ["tests.cast"]

MARKED_BY_FIXTURE = {
    "browser": "browser",
    "postgres": "postgres",
    "postgres_url": "postgres",
    "redis": "redis",
    "redis_url": "redis",
}
OUTCOMES = ("failed", "error", "passed", "skipped", "xfailed", "xpassed", "warnings")
RESULT = pytest.StashKey[pytest.TestReport]()
SHARED = pytest.StashKey[str]()
CHROMIUM_OF_WORKER = pytest.StashKey[chromium.Kept]()
BROWSER_MODULES = pytest.StashKey[set[str]]()


def require(need: Need) -> None:
    """Go on when the machine has it; else skip with the way to get it, or fail in CI."""
    if need.find() is None:
        (pytest.fail if in_ci() else pytest.skip)(need.advice)


# ── one folder a run, in which xdist's workers find what one of them started ──


def pytest_configure(config: pytest.Config) -> None:
    handed = getattr(config, "workerinput", {}).get("shared")
    config.stash[SHARED] = handed or tempfile.mkdtemp(prefix="parley-tests-")
    config.stash[CHROMIUM_OF_WORKER] = chromium.Kept()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    node.workerinput["shared"] = node.config.stash[SHARED]  # pyright: ignore[reportAttributeAccessIssue]


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[CHROMIUM_OF_WORKER].close()
    shared = Path(config.stash.get(SHARED, ""))
    if hasattr(config, "workerinput") or not shared.name:
        return
    if (note := shared / "postgres.json").exists():
        Postgres(**json.loads(note.read_text())).stop()
    shutil.rmtree(shared, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by what they ask for, so that `-m "not browser"` needs nobody's discipline; and order the modules."""
    sizes = Counter(_module(item) for item in items)
    for item in items:
        names = getattr(item, "fixturenames", ())
        values = getattr(item, "callspec", None)
        asked = {*names, *(str(v) for v in values.params.values())} if values else set(names)
        for fixture in asked & MARKED_BY_FIXTURE.keys():
            item.add_marker(MARKED_BY_FIXTURE[fixture])
        if is_twin(item):
            item.add_marker("slow")
    browser_modules = {_module(item) for item in items if item.get_closest_marker("browser")}
    config.stash[BROWSER_MODULES] = browser_modules

    # Those with a browser come first, so that a worker's Chromium is launched once; and the large ones, so that no
    # worker is left alone with one at the end.
    def rank(item: pytest.Item) -> tuple[bool, bool, int, str]:
        module = _module(item)
        return module not in browser_modules, Path(module).stem not in phases.LONG, -sizes[module], module

    items.sort(key=rank)


def _module(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Playwright's loop makes room for those of async tests."""
    function = getattr(item, "function", None)
    if _module(item) not in item.config.stash[BROWSER_MODULES] or inspect.iscoroutinefunction(function):
        item.config.stash[CHROMIUM_OF_WORKER].close()


# ── databases ──


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Postgres:
    """The one cluster of this run."""
    require(POSTGRES)
    shared = Path(request.config.stash[SHARED])
    note = shared / "postgres.json"
    with FileLock(shared / "postgres.lock"):
        if not note.exists():
            note.write_text(json.dumps(dataclasses.asdict(Postgres.start())))
    return Postgres(**json.loads(note.read_text()))


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """A fresh, empty PostgreSQL database."""
    name = postgres.create()
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture
def own_postgres() -> Iterator[Postgres]:
    """A cluster of this test alone, to kill; fsync is on."""
    require(POSTGRES)
    cluster = Postgres.start(durable=True)
    yield cluster
    cluster.stop()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh, empty database: the test runs once on each kind."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres_url")
    return f"sqlite:///{tmp_path / 'parley.db'}"


# ── buses ──


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis]:
    """This worker's own Redis: pub/sub knows no databases, so on a shared one tests would hear each other."""
    require(REDIS)
    server = Redis().start()
    yield server
    server.stop()


@pytest.fixture
def redis_url(redis: Redis) -> str:
    """An empty Redis."""
    redis.clear()
    return redis.url


@pytest.fixture
def own_redis() -> Iterator[Redis]:
    """A Redis of this test alone, to kill, pause and restart."""
    require(REDIS)
    server = Redis().start()
    yield server
    server.stop()


@pytest.fixture(params=["in-process", "redis"])
def bus_url(request: pytest.FixtureRequest) -> str | None:
    """None means the in-process bus: the test runs once on each kind."""
    return request.getfixturevalue("redis_url") if request.param == "redis" else None


# ── browsers: for plain functions, in modules without async tests (Playwright's loop occupies the thread) ──


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> chromium.Browser:
    """The Chromium of this worker."""
    require(CHROMIUM)
    return request.config.stash[CHROMIUM_OF_WORKER].browser()


@pytest.fixture(scope="module")
def profiles(browser: chromium.Browser) -> Iterator[chromium.Profiles]:
    """The browser profiles of this module's people."""
    kept = chromium.Profiles(browser)
    yield kept
    kept.close()


@pytest.fixture
def people(
    browser: chromium.Browser, profiles: chromium.Profiles, request: pytest.FixtureRequest
) -> Iterator[chromium.People]:
    """Calls people in: `people("ada", base_url=server.url)`, `people("grace", phone=True, dark=True)`."""
    crowd = chromium.People(browser, profiles=profiles)
    yield crowd
    report = request.node.stash.get(RESULT, None)
    failed = report is not None and report.failed
    if failed:
        crowd.keep(request.config.rootpath / "test-results" / chromium.folder_for(request.node.nodeid))
    crowd.leave(failed=failed)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: pytest.TestReport = yield  # pyright: ignore[reportAssignmentType]
    if report.when == "call":
        item.stash[RESULT] = report
    return report  # pyright: ignore[reportReturnType]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell tests/stack/phases.py, when it asks, how many tests passed, failed and so on."""
    if file := os.environ.get(phases.COUNTED):
        counts = {what: len(found) for what, found in terminalreporter.stats.items() if what in OUTCOMES}
        Path(file).write_text(json.dumps(counts))


# ── servers ──

StartServers = Callable[..., list[server.Server]]


@pytest.fixture(scope="module")
def start_servers() -> Iterator[StartServers]:
    """`start_servers(2, database_url=…, redis_url=…)`: real processes, stopped at the end of the module."""
    started: list[server.Server] = []

    def start(n: int = 1, **settings: str | None) -> list[server.Server]:
        started.extend(fresh := server.start_servers(n, **settings))  # pyright: ignore[reportArgumentType]
        return fresh

    yield start
    for one in started:
        one.stop()


@pytest.fixture(scope="module")
def one_server(start_servers: StartServers) -> server.Server:
    """One server on SQLite and the in-process bus, as a fresh installation has it, for a module's tests."""
    return start_servers(1)[0]
