"""The card about a person."""

import reflex as rx

from chat_app.browser import presence
from chat_app.components.avatar import avatar
from chat_app.components.button import button
from chat_app.live.browser import card as opening
from chat_app.live.browser.javascript import expression
from chat_app.schemas import PersonOut
from chat_app.states.presence import PresenceState
from chat_app.states.switcher import SwitcherState
from chat_app.views import stores

shown: rx.Var[str] = expression("$presence.card?.id ?? ''", str, presence=stores.PRESENCE)
place = {
    "--x": expression("($presence.card?.x ?? 0) + 'px'", str, presence=stores.PRESENCE),
    "--y": expression("($presence.card?.y ?? 0) + 'px'", str, presence=stores.PRESENCE),
}
person: rx.Var[PersonOut] = expression(
    f"$people['p_' + $presence.card?.id] ?? {stores.NOBODY}", PersonOut, people=stores.PEOPLE, presence=stores.PRESENCE
)
says = presence.saying_of(person)
clock: rx.Var[str] = expression(
    """
    ((zone) => {
      try {
        return zone ? new Date().toLocaleTimeString([], {timeZone: zone, hour: "numeric", minute: "2-digit"}) : "";
      } catch { return ""; }
    })($people["p_" + $presence.card?.id]?.time_zone)
    """,
    str,
    people=stores.PEOPLE,
    presence=stores.PRESENCE,
)
unproved: rx.Var[bool] = expression("!!$presence['l_' + $presence.card?.id]?.unproved", bool, presence=stores.PRESENCE)
may_talk: rx.Var[bool] = expression(
    "$presence.card?.id !== $session.me?.user_id && $session.me?.role !== 'guest'",
    bool,
    presence=stores.PRESENCE,
    session=stores.SESSION,
)


def card() -> rx.Component:
    """Who it is, what they are up to, and a way to talk to them."""
    return rx.fragment(
        opening.keeper(PresenceState.see, stores.PRESENCE),
        rx.cond(
            shown != "",
            rx.el.div(
                _head(),
                _facts(),
                rx.cond(
                    may_talk,
                    rx.el.div(
                        button(
                            "Message",
                            variant="secondary",
                            full=True,
                            on_click=opening.talk(SwitcherState.talk, stores.PRESENCE),
                        ),
                        class_name="mt-3",
                    ),
                ),
                id="card",
                role="dialog",
                aria_label=person.name,
                tab_index=-1,
                style=place,
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
        rx.el.p(presence.here_or_last_seen(shown), class_name="text-muted"),
        rx.cond(unproved, rx.el.p("E-mail address not confirmed yet", class_name="text-muted")),
        rx.cond(clock != "", rx.el.p(f"{clock} local time", class_name="text-muted")),
        class_name="mt-3 grid gap-1 text-sm",
    )
