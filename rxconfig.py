"""Reflex's configuration. Everything else comes from the environment, through chat_app.config."""

import os
import sys
from typing import Any, cast

import reflex as rx
from reflex.constants import StateManagerMode

from chat_app import theme
from chat_app.config import BadSettings, settings
from chat_app.front_end import Lean, SameOrigin, SharedFunctions

os.environ.setdefault("REFLEX_USE_NPM", "1")

try:
    known = settings()
except BadSettings as error:
    sys.exit(f"parley: {error}")

PLUGINS: Any = [
    theme.ThemePlugin(),
    rx.plugins.TailwindV4Plugin(cast(Any, theme.tailwind())),
    SharedFunctions(),
    SameOrigin(),
    Lean(),
]

config = rx.Config(
    app_name="chat_app",
    frontend_port=known.port,
    backend_port=known.port,
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
