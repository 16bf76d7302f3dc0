"""The pages for visitors: `/login`, `/auth/magic`, `/setup`, `/join/<code>`."""

from typing import Any

import reflex as rx

from chat_app.browser import passkeys, session
from chat_app.components.button import button, look
from chat_app.components.card import auth_card, divider
from chat_app.components.field import text_field
from chat_app.components.form import plain_form
from chat_app.components.link import document_link
from chat_app.components.notice import notice
from chat_app.components.skeleton import room_skeleton
from chat_app.states.entry import EntryState
from chat_app.views.connection import connection

SIGN_IN = rx.cond(EntryState.workspace != "", f"Sign in to {EntryState.workspace}", "Sign in")
SENT = "If that address has an account, a link is on its way. It works for 15 minutes."


def login() -> rx.Component:
    """Return the page on which visitors ask for a link, or sign in in another way."""
    return _card(
        rx.cond(
            EntryState.sent,
            _above_form(rx.cond(EntryState.trouble != "", notice(EntryState.trouble, "warn"), notice(SENT))),
        ),
        plain_form(
            _email("username"),
            rx.cond(EntryState.passwords, _password(), button("Email me a link", type="submit", full=True)),
            action="/auth/magic/send",
        ),
        _others(),
        rx.el.p("New here? Ask a colleague for an invite link.", class_name="mt-5 text-center text-xs text-muted"),
        title=SIGN_IN,
        subtitle=rx.cond(
            EntryState.passwords,
            "With a link by e-mail, or your password.",
            "We send you a link. No password to forget.",
        ),
    )


def confirm() -> rx.Component:
    """Return the page of a mailed link, with the button that signs in."""
    return _card(
        plain_form(
            rx.el.input(type="hidden", name="token", value=EntryState.token, read_only=True),
            button("Sign in", type="submit", full=True),
            action="/auth/magic/use",
        ),
        title=SIGN_IN,
        subtitle="One click, and you are in. The link works once.",
    )


def setup() -> rx.Component:
    """Return the page of the first run."""
    return _card(
        plain_form(
            _field("Workspace name", "workspace", EntryState.title, placeholder="Watercooler Ltd", auto_focus=True),
            _field("Your name", "name", EntryState.name, auto_complete="name"),
            _email(),
            rx.cond(
                EntryState.coded | (EntryState.field == "code"), _field("Setup code", "code", "", auto_complete="off")
            ),
            button("Create workspace", type="submit", full=True),
            action="/auth/setup",
        ),
        title="Set up Parley",
        subtitle="Name your workspace. You become its owner.",
    )


def join() -> rx.Component:
    """Return the page of an invite link."""
    return rx.cond(
        EntryState.ended,
        auth_card(
            notice("Ask a colleague for a new one.", "warn"),
            title="This invite link has ended",
            subtitle="It was used up, revoked, or is too old.",
            picture=EntryState.picture,
        ),
        _card(
            plain_form(
                rx.el.input(type="hidden", name="code", value=EntryState.invite, read_only=True),
                _field("Your name", "name", EntryState.name, auto_complete="name", auto_focus=True),
                rx.cond(
                    EntryState.invited != "",
                    _field("Email", "email", EntryState.invited, type="email", read_only=True),
                    _email(),
                ),
                button("Join", type="submit", full=True),
                action="/auth/join",
            ),
            _providers(f"?invite={EntryState.invite}"),
            title=f"Join {EntryState.workspace}",
            subtitle="A colleague has invited you.",
        ),
    )


def _card(*children: Any, title: Any, subtitle: Any) -> rx.Component:
    return rx.fragment(
        connection(),
        rx.cond(
            EntryState.ready,
            auth_card(
                session.accent_effect(EntryState.accent),
                rx.cond(
                    (EntryState.error != "") & (EntryState.field == ""), _above_form(notice(EntryState.error, "bad"))
                ),
                *children,
                title=title,
                subtitle=subtitle,
                picture=EntryState.picture,
            ),
            auth_card(room_skeleton(3), title="Parley"),
        ),
    )


def _above_form(words: rx.Component) -> rx.Component:
    """Return a notice with a distance to the first label of the form below."""
    return rx.el.div(words, class_name="mb-4")


def _password() -> rx.Component:
    """Return the field and both buttons. Enter presses the first one, which asks for a link if the field is empty."""
    return rx.fragment(
        text_field("Password", "password", type="password", auto_complete="current-password", max_length=200),
        button("Sign in", type="submit", form_action="/auth/password", full=True),
        rx.el.div(button("Email me a link", type="submit", variant="secondary", full=True), class_name="mt-2"),
    )


def _others() -> rx.Component:
    """Return the ways to sign in besides the form."""
    return rx.fragment(
        divider(),
        rx.el.div(
            button("Sign in with a passkey", variant="secondary", full=True, on_click=passkeys.sign_in),
            _provider_links(),
            class_name="grid gap-2",
        ),
        rx.el.p(id=passkeys.SAID, role="alert", class_name="mt-2 text-sm text-bad empty:hidden"),
    )


def _providers(query: Any = "") -> rx.Component:
    """Return the links to the providers, if there are any."""
    return rx.cond(
        EntryState.providers.length() > 0,
        rx.el.div(divider(), rx.el.div(_provider_links(query), class_name="grid gap-2")),
    )


def _provider_links(query: Any = "") -> rx.Component:
    return rx.foreach(
        EntryState.providers,
        lambda provider: document_link(
            f"Continue with {provider.name}",
            href=f"/auth/{provider.key}{query}",
            class_name=look("secondary", full=True),
            key=provider.key,
        ),
    )


def _email(auto_complete: str = "email") -> rx.Component:
    return _field("Email", "email", EntryState.email, type="email", auto_complete=auto_complete)


def _field(label: str, name: str, value: Any, **props: Any) -> rx.Component:
    """Return a field with what was typed before a refusal, and with its reason."""
    return text_field(
        label,
        name,
        default_value=value,
        error=rx.cond(EntryState.field == name, EntryState.error, ""),
        required=True,
        max_length=254,
        **props,
    )


def add_to(app: rx.App) -> None:
    """Add these pages."""
    app.add_page(login, route="/login", title="Sign in · Parley", on_load=EntryState.login)
    app.add_page(confirm, route="/auth/magic", title="Sign in · Parley", on_load=EntryState.confirm)
    app.add_page(setup, route="/setup", title="Set up Parley", on_load=EntryState.setup)
    app.add_page(join, route="/join/[code]", title="Join · Parley", on_load=EntryState.join)
