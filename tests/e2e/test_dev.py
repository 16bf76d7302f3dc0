"""`make dev`: what one changes in the sources stands on the screen a moment later; what people do builds nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Error, Page

from tests.e2e import screen
from tests.stack import front_end
from tests.stack.processes import free_port, kill_group, wait_until
from tests.stack.server import LEAKING

NOISE = ("Failed to load resource", "WebSocket connection to", "websocket")  # the server is started anew
PATIENCE = 120  # seconds, on a machine that runs other tests
SOURCES = ("chat_app", "alembic", "assets", "reflex.lock", "rxconfig.py", "requirements.txt")


class Workplace:
    """A copy of the project in which somebody works on the look, and the server beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://localhost:{self.port}"
        for name in SOURCES:
            source = front_end.PROJECT / name
            copy = shutil.copytree if source.is_dir() else shutil.copyfile
            copy(source, folder / name)
        front_end.built()
        with FileLock(front_end.CACHE / "lock"):  # packages are there already: nothing is fetched
            shutil.copytree(front_end.WORKSHOP / ".web", folder / ".web", symlinks=True)
        clean = {key: value for key, value in os.environ.items() if not any(leak in key for leak in LEAKING)}
        self.environment = {
            **clean, **front_end.QUIET, "PATH": front_end.path_with_node(), "PORT": str(self.port), "MESSAGES": "20",
        }  # fmt: skip
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "chat_app", "dev"],
                cwd=folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip

    @property
    def builds(self) -> int:
        return (self.folder / "log").read_text(errors="replace").count("Compiling")

    def command(self, *words: str) -> str:
        command = [sys.executable, "-m", "chat_app", *words]
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def change(self, file: str, before: str, after: str) -> None:
        path = self.folder / file
        text = path.read_text()
        assert text.count(before) == 1, (file, before)
        path.write_text(text.replace(before, after))

    def answers(self) -> bool:
        assert self.process.poll() is None, (self.folder / "log").read_text(errors="replace")[-3000:]
        try:
            return httpx.get(f"{self.url}/login/", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    place = Workplace(tmp_path)
    wait_until(place.answers, seconds=PATIENCE, what="the first page", every=0.5)
    yield place
    kill_group(place.process.pid)


@pytest.mark.slow
def test_a_changed_look_is_seen_after_a_moment_and_messages_build_nothing(
    workplace: Workplace, browser: Browser
) -> None:
    page = browser.new_page(base_url=workplace.url)
    screen.confirm(page, workplace.command("login-link", "ada@watercooler.example"))
    screen.expect_room(page)

    workplace.change("chat_app/theme.py", '"accent": ("#5b5bd6",', '"accent": ("#bb1144",')
    accent = "getComputedStyle(document.documentElement).getPropertyValue('--accent')"
    _seen(page, "the accent", lambda: page.evaluate(accent) in ("#bb1144", "#b14"))
    workplace.change(
        "chat_app/components/message_bubble.py", '"message-body text-base', '"message-body tracking-widest text-base'
    )
    bubble = screen.articles(page).first.locator(".tracking-widest")
    _seen(
        page, "a bubble", lambda: bubble.evaluate("it => getComputedStyle(it).letterSpacing", timeout=2_000) != "normal"
    )
    workplace.change("chat_app/views/room_header.py", '"Leave room", "sign-out"', '"Walk out", "sign-out"')
    _seen(page, "the item of a menu", lambda: _in_menu(page, "Walk out"))

    builds = workplace.builds
    screen.post(page, *(f"line {number}" for number in range(5)))  # each writes to the data folder
    screen.expect_message(page, "line 4")
    page.wait_for_timeout(3_000)  # the watcher looks ten times a second
    assert workplace.builds == builds
    page.close()


def _seen(page: Page, what: str, there: Callable[[], bool]) -> None:
    """Refresh the page, as one does, until it is."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        with contextlib.suppress(Error):
            if there():
                print(f"{what}: {time.monotonic() - began:.0f} s")
                return
        try:
            page.reload()
        except Error:
            page.wait_for_timeout(500)  # the server is being started anew
    pytest.fail(f"{what} was not seen within {PATIENCE} s")


def _in_menu(page: Page, name: str) -> bool:
    page.get_by_role("button", name="Room menu").click(timeout=3_000)
    item = page.get_by_role("menuitem", name=name)
    found = item.is_visible()
    page.keyboard.press("Escape")
    return found
