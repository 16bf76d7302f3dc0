"""A real Chromium and the people before it: each has a browser profile of their own, on a desk or a phone."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# What Playwright switches off (Chromium takes the last list only), and the pop-up of the address bar, a page of
# Chromium's own that nobody sees here: it costs each new window as much CPU time as one of our pages.
NOT_NEEDED = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
)
FLAGS = (
    f"--disable-features={','.join(NOT_NEEDED)}",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A window in the background must paint and run its timers like one in front: our tests have several.
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-background-timer-throttling",
)
DESK = {"viewport": {"width": 1280, "height": 800}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}


def find() -> str | None:
    """The browser's program, or None."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


@contextmanager
def launched(*more_flags: str) -> Iterator[Browser]:
    """A headless Chromium. While it lives no asyncio loop can run in this thread: Playwright's own does."""
    # The sandbox needs rights that root in a container does not have.
    flags = [*FLAGS, *more_flags, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=flags)
        try:
            yield browser
        finally:
            browser.close()


class Kept:
    """The one Chromium of a worker: launched when first asked for, and again after `close`."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._browser: Browser | None = None

    def browser(self) -> Browser:
        """The browser, which must be closed before an asyncio loop can run in this thread."""
        if self._browser is None or not self._browser.is_connected():
            self.close()
            self._browser = self._stack.enter_context(launched())
        return self._browser

    def close(self) -> None:
        """End it, if it runs."""
        self._browser = None
        self._stack.close()


@dataclass
class People:
    """Calls people in, each with their own cookies, and remembers what they saw for when a test fails."""

    browser: Browser
    base_url: str | None = None
    contexts: list[BrowserContext] = field(default_factory=list)
    pages: dict[str, Page] = field(default_factory=dict)
    consoles: dict[str, list[str]] = field(default_factory=dict)

    def __call__(
        self,
        name: str,
        *,
        phone: bool = False,
        dark: bool = False,
        base_url: str | None = None,
        **context: Any,
    ) -> Page:
        """A tab of a new person. `base_url` is their server; `context` goes to Playwright's new_context."""
        looks = {"color_scheme": "dark" if dark else "light", "base_url": base_url or self.base_url}
        profile = self.browser.new_context(**{**(PHONE if phone else DESK), **looks, **context})
        profile.set_default_timeout(30_000)
        self.contexts.append(profile)
        return self._watch(name, profile.new_page())

    def another_tab(self, page: Page) -> Page:
        """A second tab of the same person: same cookies, a session storage of its own."""
        name = next(name for name, known in self.pages.items() if known is page)
        return self._watch(f"{name}-{len(self.pages)}", page.context.new_page())

    def keep(self, folder: Path) -> None:
        """Write everybody's screen and console to the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, page in self.pages.items():
            (folder / f"{name}.log").write_text("\n".join([page.url, *self.consoles[name], ""]))
            if not page.is_closed():
                page.screenshot(path=folder / f"{name}.png")

    def leave(self) -> None:
        for context in self.contexts:
            context.close()

    def _watch(self, name: str, page: Page) -> Page:
        console = self.consoles[name] = []
        self.pages[name] = page
        page.on("console", lambda line: console.append(f"{line.type}: {line.text}"))
        page.on("pageerror", lambda error: console.append(f"uncaught: {error}"))
        page.on("requestfailed", lambda request: console.append(f"failed: {request.method} {request.url}"))
        return page


def folder_for(test: str) -> str:
    """The name of a test as one path segment."""
    return re.sub(r"[^\w.-]+", "-", test).strip("-")
