"""The composition root: chooses the real adapters and puts the app together."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import reflex as rx
from starlette.applications import Starlette
from starlette.types import ASGIApp

from chat_app import stylesheet
from chat_app.adapters.startup import prepare_or_exit
from chat_app.api import address, forms, health, passkeys, pictures, providers, sign_in
from chat_app.api.handshake import guard
from chat_app.api.headers import protected
from chat_app.api.requests import logged
from chat_app.auth import provider_connections
from chat_app.components.broken import boundary
from chat_app.config import settings
from chat_app.live import gate, process, transport
from chat_app.live.process import Process
from chat_app.live.reflex_parts import surround
from chat_app.logs import configure
from chat_app.pages import admin, chat, entry
from chat_app.pages import settings as settings_page
from chat_app.server import stop_with_supervisor, tune_collector
from chat_app.services import accounts, attack_log, parley
from chat_app.services.parley import Parley

configure(settings())
product = Parley.from_settings(settings())
parley.use(product)
process.use(Process.of(product))


def with_guards(application: ASGIApp) -> ASGIApp:
    """Wrap the application: refuse foreign websockets, keep redirects on this server, send security headers."""
    answers = protected(settings(), application)
    return logged(guard(settings(), address.with_base_url(settings(), answers), _report))


def _report(action: str, who: object, **details: Any) -> None:
    product.run_in_background(attack_log.note(product, action, who, **details))


@contextlib.asynccontextmanager
async def lifespan() -> AsyncIterator[None]:
    """Once a worker: an up-to-date schema, then the relay, for as long as the worker serves."""
    stop_with_supervisor()
    await asyncio.to_thread(prepare_or_exit, settings())
    running = process.current()
    await running.start()
    tune_collector()
    if await accounts.workspace(product) is None:
        print(f"\n  First run: open {settings().url}/setup (setup code {sign_in.setup_code(settings())})\n", flush=True)
    try:
        yield
    finally:
        await running.stop()
        await provider_connections.close()


app = rx.App(
    head_components=stylesheet.head(),
    html_lang="en",
    reset_style=False,
    toaster=None,
    frontend_exception_handler=gate.page_failed,
    api_transformer=[
        Starlette(
            routes=[
                *health.routes,
                *address.routes,
                *sign_in.routes,
                *providers.routes,
                *passkeys.routes,
                *pictures.routes,
            ],
            exception_handlers=forms.answers,
        ),
        with_guards,
    ],
)
surround(app, boundary)  # without Reflex's own banner: ours is a quiet status region
app.register_lifespan_task(lifespan)
transport.install(app.sio)
gate.install(app, process.current().relay)
chat.add_to(app)
entry.add_to(app)
settings_page.add_to(app)
admin.add_to(app)
