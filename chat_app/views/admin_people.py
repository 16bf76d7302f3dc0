"""The admin page *People*."""

from typing import Any

import reflex as rx

from chat_app.browser.bidi import in_sentence
from chat_app.browser.session import me
from chat_app.components.avatar import avatar
from chat_app.components.button import button, icon_button
from chat_app.components.dialog import dialog, dialog_actions
from chat_app.components.empty_state import empty_state
from chat_app.components.field import INPUT
from chat_app.components.menu import menu, menu_item
from chat_app.states.admin import AdminPeopleState, PersonLine
from chat_app.views.admin_frame import one_of
from chat_app.views.listing import listing

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
    """Everybody with an account: what they may do, and whether they may come in."""
    return rx.fragment(
        listing("People", State, _person, empty_state("people", "Nobody found", "Try fewer letters.")),
        _question(),
    )


def _person(line: rx.Var[PersonLine]) -> rx.Component:
    person: Any = line
    return rx.el.li(
        avatar(person.initials, person.tint, "lg", picture=person.picture),
        rx.el.span(
            rx.el.span(person.name, class_name="block truncate font-semibold"),
            rx.el.span(
                rx.cond(person.proved, person.email, f"{person.email} · not confirmed"),
                class_name="block truncate text-xs text-muted",
            ),
            class_name="flex-1 min-w-0",
        ),
        rx.cond(
            person.state != "active",
            rx.el.span(
                rx.cond(person.state == "banned", "Banned", "Deactivated"),
                class_name="flex-none px-2 rounded-full bg-bad-soft text-bad text-xs font-medium",
            ),
        ),
        _role(person),
        rx.cond(person.id == me.user_id, rx.el.span(class_name="w-8 flex-none"), _menu(person)),
        class_name="flex flex-wrap items-center gap-3 py-2.5 border-b border-line last:border-0",
        key=person.id,
    )


def _role(person: Any) -> rx.Component:
    return rx.el.select(
        *(rx.el.option(label, value=role) for role, label in ROLES),
        rx.cond(person.role == "bot", rx.el.option("Bot", value="bot")),
        value=person.role,
        on_change=lambda role: State.question_role(person.id, role),
        aria_label=f"Role of {person.name}",
        class_name=f"{INPUT} w-auto! h-9! max-md:h-11! flex-none",
    )


def _menu(person: Any) -> rx.Component:
    return menu(
        icon_button("more", f"What to do with {person.name}"),
        rx.cond(
            person.state == "active",
            menu_item("Deactivate", "lock", on_select=State.question_about("deactivate", person.id)),
            menu_item("Reactivate", "retry", on_select=[State.let_back(person.id), AGAIN]),
        ),
        rx.cond(
            person.state != "banned",
            menu_item("Ban", "warn", on_select=State.question_about("ban", person.id), danger=True),
        ),
        menu_item("Erase all messages", "trash", on_select=State.question_about("purge", person.id), danger=True),
        align="end",
    )


def _question() -> rx.Component:
    asked: Any = State.question
    name = in_sentence(asked.name)
    return dialog(
        rx.el.p(
            one_of(
                asked.act,
                ("deactivate", f"{name} is signed out everywhere at once. Their messages stay."),
                ("ban", f"{name} is signed out everywhere, and cannot join again with this address."),
                ("purge", f"{asked.count} messages of {name} are erased for good. Nobody can undo this."),
                ("role", f"{name} {one_of(asked.role, *MAY.items(), '')}"),
                "",
            ),
            class_name="text-sm text-muted",
        ),
        dialog_actions(
            button("Cancel", variant="ghost", on_click=State.withdraw),
            rx.cond(
                asked.act == "role",
                button(f"Make {asked.role}", on_click=[State.give_role(asked.user_id, asked.role), AGAIN]),
                button(
                    one_of(asked.act, ("purge", f"Erase {asked.count} messages"), ("ban", "Ban"), "Deactivate"),
                    variant="danger",
                    on_click=[State.settle(asked.act, asked.user_id), AGAIN],
                ),
            ),
        ),
        title=one_of(
            asked.act,
            ("purge", "Erase all messages?"),
            ("ban", "Ban this person?"),
            ("role", "Change what this person may do?"),
            "Deactivate this account?",
        ),
        open=asked.act != "",
        on_open_change=State.withdraw,
    )
