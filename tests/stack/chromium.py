"""A real Chromium and the people before it: each has a browser profile of their own, on a desk or a phone."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

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
NOTHING: Any = {"cookies": [], "origins": []}  # what a new browser knows
TEXT_OF = "Function.prototype.toString"
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


class Profiles:
    """Browser profiles that one test after another uses: in a new one each page is compiled anew, which is most of what
    opening it costs. Each has one page, emptied of cookies and storage in between."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._free: dict[str, list[BrowserContext]] = {}
        self._looks: dict[BrowserContext, dict[str, Any]] = {}

    def take(self, state: Any, **looks: Any) -> BrowserContext:
        """A profile with those looks, in which that storage state is all that is known."""
        if free := self._free.get(repr(looks)):
            profile = free.pop()
            profile.set_storage_state(state) if state["origins"] else profile.add_cookies(state["cookies"])
            return profile
        profile = self.browser.new_context(storage_state=state, **looks)
        profile.new_page()
        self._looks[profile] = looks
        return profile

    def give_back(self, profile: BrowserContext) -> None:
        """Take it back emptied, if it can be emptied: a page that was closed, or whose server is gone, cannot."""
        looks = self._looks.get(profile)
        if looks and _emptied(profile, looks["viewport"]):
            self._free.setdefault(repr(looks), []).append(profile)
        else:
            profile.close()

    def close(self) -> None:
        """Close those that nobody uses."""
        for profile in (each for free in self._free.values() for each in free):
            profile.close()
        self._free.clear()


def _emptied(profile: BrowserContext, viewport: Any) -> bool:
    for other in profile.pages[1:]:
        other.close()
    if not profile.pages or profile.pages[0].url == "about:blank":
        return False
    (page,) = profile.pages
    profile.set_offline(False)
    profile.clear_permissions()
    page.unroute_all()
    try:
        page.goto("/_health", timeout=2_000)  # a page of the same origin, in which nothing runs
        page.evaluate("() => { sessionStorage.clear(); localStorage.clear(); }")
    except Error:
        return False
    replaced = page.evaluate(f"() => [Date, WebSocket].some((each) => !{TEXT_OF}.call(each).includes('[native code]'))")
    assert not replaced, "Call people in with alone=True where a clock, routes of websockets or init scripts stay."
    page.mouse.move(0, 0)
    page.set_viewport_size(viewport)
    devtools = profile.new_cdp_session(page)
    devtools.send("Page.resetNavigationHistory")
    devtools.detach()
    profile.clear_cookies()
    return True


@dataclass
class People:
    """Calls people in, each with their own cookies, and remembers what they saw for when a test fails."""

    browser: Browser
    base_url: str | None = None
    profiles: Profiles | None = None
    contexts: list[BrowserContext] = field(default_factory=list)
    pages: dict[str, Page] = field(default_factory=dict)
    consoles: dict[str, list[str]] = field(default_factory=dict)
    _listeners: list[tuple[Page, str, Callable[[Any], None]]] = field(default_factory=list)

    def __call__(
        self,
        name: str,
        *,
        phone: bool = False,
        dark: bool = False,
        base_url: str | None = None,
        storage_state: Any = NOTHING,
        alone: bool = False,
        **context: Any,
    ) -> Page:
        """A tab of a new person. `base_url` is their server; `context` goes to Playwright's new_context.

        The browser profile may be one that another test has used, unless `alone` or `context` asks for one of its own:
        for a clock, an authenticator, scripts that begin with each page."""
        looks = {
            **(PHONE if phone else DESK),
            "color_scheme": "dark" if dark else "light",
            "base_url": base_url or self.base_url,
        }
        if self.profiles and not alone and not context:
            profile = self.profiles.take(storage_state, **looks)
        else:
            profile = self.browser.new_context(storage_state=storage_state, **looks, **context)
            profile.new_page()
        profile.set_default_timeout(30_000)
        self.contexts.append(profile)
        return self._watch(name, profile.pages[0])

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

    def leave(self, *, failed: bool = False) -> None:
        """Close their pages; profiles that can be used again go back, unless the test failed."""
        for page, event, listener in self._listeners:
            page.remove_listener(event, listener)
        for context in self.contexts:
            self.profiles.give_back(context) if self.profiles and not failed else context.close()

    def _watch(self, name: str, page: Page) -> Page:
        console = self.consoles[name] = []
        self.pages[name] = page
        listeners: dict[str, Callable[[Any], None]] = {
            "console": lambda line: console.append(f"{line.type}: {line.text}"),
            "pageerror": lambda error: console.append(f"uncaught: {error}"),
            "requestfailed": lambda request: console.append(f"failed: {request.method} {request.url}"),
        }
        for event, listener in listeners.items():
            page.on(event, listener)  # pyright: ignore[reportArgumentType, reportCallIssue]
            self._listeners.append((page, event, listener))
        return page


def folder_for(test: str) -> str:
    """The name of a test as one path segment."""
    return re.sub(r"[^\w.-]+", "-", test).strip("-")
