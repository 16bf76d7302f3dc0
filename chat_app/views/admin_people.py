"""The admin page *People*."""

from typing import Any

import reflex as rx

from chat_app.browser import page
from chat_app.browser.bidi import in_sentence
from chat_app.browser.session import me
from chat_app.components.avatar import avatar
from chat_app.components.button import button, icon_button
from chat_app.components.empty_state import empty_state
from chat_app.components.field import INPUT
from chat_app.components.menu import menu, menu_item
from chat_app.services.administration import Account
from chat_app.states.admin import AdminPeopleState
from chat_app.views.admin_frame import one_of
from chat_app.views.dialog import question
from chat_app.views.listing import listing, two_lines

State = AdminPeopleState
AGAIN = State.turn(State.words, State.page)
ROLES = (("owner", "Owner"), ("admin", "Admin"), ("member", "Member"), ("guest", "Guest"))
MAY = {
    "owner": "can then do everything here, and make and unmake other owners and admins.",
    "admin": "can then look after people, invites, rooms and the workspace's settings.",
    "member": "then sees all open rooms and everybody here, and looks after nothing but their own rooms.",
    "guest": "then sees nothing but the rooms they are in, and the people there.",
}


def admin_people() -> rx.Component:
    """Return the list of accounts, each with its role and whether it can be used."""
    return rx.fragment(
        listing("People", State, _account, empty_state("people", "Nobody found", "Try fewer letters.")),
        _questions(),
    )


def _account(account: rx.Var[Account]) -> rx.Component:
    person = account.person
    return rx.el.li(
        avatar(person.initials, person.tint, "lg", picture=person.picture),
        two_lines(person.name, rx.cond(account.proved, account.email, f"{account.email} · not confirmed")),
        rx.cond(
            account.state != "active",
            rx.el.span(
                rx.cond(account.state == "banned", "Banned", "Deactivated"),
                class_name="flex-none px-2 rounded-full bg-bad-soft text-bad text-xs font-medium",
            ),
        ),
        _role(account, person),
        rx.cond(person.id == me.user_id, rx.el.span(class_name="w-8 flex-none"), _menu(account, person)),
        class_name="flex flex-wrap items-center gap-3 py-2.5 border-b border-line last:border-0",
        key=person.id,
    )


def _role(account: Any, person: Any) -> rx.Component:
    return rx.el.select(
        *(rx.el.option(label, value=role) for role, label in ROLES),
        rx.cond(account.role == "bot", rx.el.option("Bot", value="bot")),
        value=account.role,
        on_change=page.opens_for_role(person.id, person.name),
        aria_label=f"Role of {person.name}",
        class_name=f"{INPUT} w-auto! h-9! max-md:h-11! flex-none",
    )


def _menu(account: Any, person: Any) -> rx.Component:
    def asks(kind: page.Kind) -> Any:
        return page.opens(kind, person.id, name=person.name)

    return menu(
        icon_button("more", f"What to do with {person.name}"),
        rx.cond(
            account.state == "active",
            menu_item("Deactivate", "lock", on_select=asks("deactivate")),
            menu_item("Reactivate", "retry", on_select=[State.reactivate(person.id), AGAIN]),
        ),
        rx.cond(account.state != "banned", menu_item("Ban", "warn", on_select=asks("ban"), danger=True)),
        menu_item("Erase all messages", "trash", on_select=asks("purge"), danger=True),
        align="end",
    )


def _questions() -> rx.Component:
    person, name, role, count = page.dialog.id, in_sentence(page.dialog.name), page.dialog.role, page.content.count
    questions: tuple[tuple[page.Kind, str, Any, rx.Component], ...] = (
        (
            "role", "Change what this person may do?", f"{name} {one_of(role, *MAY.items(), '')}",
            button(f"Make {role}", on_click=[State.give_role(person, role), AGAIN]),
        ),
        (
            "deactivate", "Deactivate this account?",
            f"{name} is signed out everywhere at once. Their messages stay.",
            button("Deactivate", variant="danger", on_click=[State.deactivate(person, False), AGAIN]),
        ),
        (
            "ban", "Ban this person?", f"{name} is signed out everywhere, and cannot join again with this address.",
            button("Ban", variant="danger", on_click=[State.deactivate(person, True), AGAIN]),
        ),
        (
            "purge", "Erase all messages?",
            rx.cond(page.is_filled, f"{count} messages of {name} are erased for good. Nobody can undo this.", ""),
            rx.cond(
                page.is_filled,
                button(f"Erase {count} messages", variant="danger", on_click=[State.purge(person), AGAIN]),
            ),
        ),
    )  # fmt: skip
    return rx.fragment(*(question(*each) for each in questions))
