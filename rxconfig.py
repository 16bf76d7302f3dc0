"""Reflex's configuration. Everything else comes from the environment, through chat_app.config."""

import os
import sys
from pathlib import Path
from typing import Any, cast

import reflex as rx
from reflex.constants import StateManagerMode

from chat_app import front_end, packing, stylesheet
from chat_app.config import BadSettings, print_env_warnings, settings
from chat_app.front_end import BrowserModules, Lean, RenewsFirst, SameOrigin, SteadyLock
from chat_app.logs import configure
from chat_app.server import serve

os.environ.setdefault("REFLEX_USE_NPM", "1")

try:
    known = settings()
    print_env_warnings()
except BadSettings as error:
    sys.exit(f"parley: {error}")

front_end.serve_by(serve)
configure(known)  # in every process: the supervisor's lines, and those of a build, take the same way
front_end.pack_without(lambda: packing.excluded_paths(Path.cwd(), known))

# Reflex takes a port in here for one that was asked for, and refuses it for the half that it is told not to run.
alone = {flag for flag in ("--backend-only", "--frontend-only") if flag in sys.argv and "run" in sys.argv}

PLUGINS: Any = [
    stylesheet.ThemePlugin(),
    rx.plugins.TailwindV4Plugin(cast(Any, stylesheet.tailwind())),
    BrowserModules(),
    SameOrigin(),
    Lean(),
    RenewsFirst(),
    SteadyLock(),
]

config = rx.Config(
    app_name="chat_app",
    frontend_port=None if "--backend-only" in alone else known.port,
    backend_port=None if "--frontend-only" in alone else known.port,
    api_url=known.url,
    deploy_url=known.url,
    state_manager_mode=StateManagerMode.MEMORY,  # the default is disk; a tab's state can be thrown away at any moment
    telemetry_enabled=False,
    show_built_with_reflex=False,
    frontend_compression_formats=["brotli", "gzip"],
    cors_allowed_origins=[known.url, *known.allowed_origins],
    plugins=PLUGINS,
    disable_plugins=[rx.plugins.SitemapPlugin],
)
