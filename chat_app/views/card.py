"""The card about a person, which opens beside their name."""

import reflex as rx

from chat_app.browser import card as about
from chat_app.browser import presence
from chat_app.browser.card import person, place
from chat_app.components.avatar import avatar
from chat_app.components.button import button

PLACE = {"--x": rx.Var.create(f"{place.x}px"), "--y": rx.Var.create(f"{place.y}px")}
says = presence.saying_of(person)


def card() -> rx.Component:
    """Return the card: name, status, local time, and a button that opens a conversation."""
    return rx.fragment(
        about.effect(),
        rx.cond(
            place.id != "",
            rx.el.div(
                _head(),
                _facts(),
                rx.cond(
                    about.may_talk,
                    rx.el.div(
                        button("Message", variant="secondary", full=True, on_click=about.talk),
                        class_name="mt-3",
                    ),
                ),
                id="card",
                role="dialog",
                aria_label=person.name,
                tab_index=-1,
                style=PLACE,
                class_name="rise fixed z-40 left-[var(--x)] top-[var(--y)] w-74 p-4 rounded-box border "
                "border-line-strong bg-raised shadow-pop outline-none max-md:left-0 max-md:top-auto max-md:bottom-0 "
                "max-md:w-full max-md:rounded-b-none max-md:pb-[max(16px,env(safe-area-inset-bottom))]",
            ),
        ),
    )


def _head() -> rx.Component:
    return rx.el.div(
        avatar(person.initials, person.tint, "xl", picture=person.picture),
        rx.el.div(
            rx.el.p(person.name, class_name="font-strong text-lg wrap-anywhere"),
            rx.el.p(person.pronouns, class_name="text-sm text-muted empty:hidden"),
            rx.el.p(person.title, class_name="text-sm text-muted wrap-anywhere empty:hidden"),
            class_name="min-w-0",
        ),
        class_name="flex items-center gap-3.5",
    )


def _facts() -> rx.Component:
    return rx.el.div(
        rx.cond(says.emoji, rx.el.p(f"{says.emoji} {says.status}", class_name="wrap-anywhere")),
        rx.el.p(presence.status_or_last_seen(place.id), class_name="text-muted"),
        rx.cond(about.unproved, rx.el.p("E-mail address not confirmed yet", class_name="text-muted")),
        rx.cond(about.clock != "", rx.el.p(f"{about.clock} local time", class_name="text-muted")),
        class_name="mt-3 grid gap-1 text-sm",
    )
