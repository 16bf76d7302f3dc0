"""One message in the feed: its frame and its names. Body, footer and buttons are handed in."""

from typing import Any

import reflex as rx

from chat_app.components.avatar import avatar
from chat_app.components.button import plain_button

FRAME = (
    "message group/message relative py-0.75 pr-5 pl-17 max-md:pl-15 max-md:pr-4 outline-none "
    "data-[first=true]:pt-2.25 hover:bg-rail max-md:hover:bg-transparent focus-visible:bg-rail "
    "data-[mentioned=true]:bg-mention data-[mentioned=true]:shadow-[inset_3px_0_0_var(--accent)]"
)
BODY = (
    "message-body text-base group-data-[state=pending]/message:text-subtle "
    "group-data-[state=unconfirmed]/message:text-subtle group-data-[state=refused]/message:text-subtle"
)


def message_bubble(
    message: Any,
    sender: Any,
    line: Any,
    *,
    state: str | rx.Var[str] = "sent",
    body: rx.Component,
    footer: rx.Component | None = None,
    actions: rx.Component | None = None,
    badge: rx.Component | None = None,
    mentioned: bool | rx.Var[bool] = False,
    card: bool = False,
    **props: Any,
) -> rx.Component:
    """Return the article of a `message` (`id`, `seq`) by a `sender` (a PersonOut) on a `line` (`clock`, `iso`, and
    `first`, which shows who and when).

    `state` is pending, unconfirmed, refused or sent; `badge` stands behind the name; `actions` appear on hover and
    focus, and on touch after a tap on the message; with `card`, face and name open the card about the sender.
    """
    opens = {"data_card": sender.id} if card else {}
    return rx.el.article(
        rx.cond(line.first, _heading(sender, line, badge, opens), _gutter_clock(line.clock, line.iso)),
        rx.el.div(body, class_name=BODY),
        footer,
        _bar(actions),
        aria_label=f"{sender.name}: {line.clock}",
        tab_index=-1,
        data_message_id=message.id,
        data_seq=message.seq,
        data_state=state,
        data_first=line.first,
        data_mentioned=mentioned,
        class_name=FRAME,
        **props,
    )


def _heading(sender: Any, line: Any, badge: rx.Component | None, opens: dict[str, Any]) -> rx.Component:
    """Return who wrote the first message of a group, and when."""
    face = rx.el.div(
        avatar(sender.initials, sender.tint, "lg", picture=sender.picture),
        class_name="absolute left-5 max-md:left-3.5 top-2.75",
        **opens,
    )
    byline = rx.el.div(
        _author(sender.name, opens),
        badge,
        rx.el.time(line.clock, date_time=line.iso, class_name="text-xs text-subtle flex-none"),
        class_name="flex items-baseline gap-2",
    )
    return rx.fragment(face, byline)


def _author(name: str | rx.Var[str], opens: dict[str, Any]) -> rx.Component:
    """Return the name; a button where it opens a card, with a label unlike the account menu's."""
    if not opens:
        return rx.el.b(name, class_name="font-strong text-row truncate")
    return plain_button(
        name,
        aria_label=f"About {name}",
        aria_haspopup="dialog",
        class_name="font-strong text-row truncate hover:underline underline-offset-2",
        **opens,
    )


def _gutter_clock(label: str | rx.Var[str], iso: str | rx.Var[str]) -> rx.Component:
    return rx.el.time(
        label,
        date_time=iso,
        class_name="message-clock absolute left-5 max-md:left-3.5 top-1.5 w-9 text-center text-2xs "
        "text-subtle opacity-0",
    )


def _bar(actions: rx.Component | None) -> rx.Component | None:
    if actions is None:
        return None
    return rx.el.div(
        actions,
        class_name="message-bar absolute right-5 max-md:right-3 -top-3.5 max-md:-top-6.5 flex p-0.5 rounded-field "
        "border border-line-strong bg-raised shadow-pop",
    )
