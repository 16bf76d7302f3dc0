"""One message in the feed: its frame and its names. Body, footer and buttons are handed in."""

from typing import Any

import reflex as rx

from chat_app.components.avatar import avatar

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
    *,
    message_id: str | rx.Var[str],
    seq: int | rx.Var[int],
    state: str | rx.Var[str],
    author: str | rx.Var[str],
    initials: str | rx.Var[str],
    tint: int | rx.Var[int],
    time_label: str | rx.Var[str],
    time_iso: str | rx.Var[str],
    body: rx.Component,
    first: bool | rx.Var[bool],
    footer: rx.Component | None = None,
    actions: rx.Component | None = None,
    picture: str | rx.Var[str] = "",
    badge: rx.Component | None = None,
    author_id: str | rx.Var[str] = "",
    mentioned: bool | rx.Var[bool] = False,
    **props: Any,
) -> rx.Component:
    """Return the article; `state` is pending, unconfirmed, refused or sent; `first` shows who and when;
    `badge` stands behind the name; `actions` appear on hover and focus, and on touch after a tap on the message.
    """
    face = _face(initials, tint, picture, author_id)
    byline = _byline(author, author_id, badge, time_label, time_iso)
    return rx.el.article(
        rx.cond(first, rx.fragment(face, byline), _gutter_clock(time_label, time_iso)),
        rx.el.div(body, class_name=BODY),
        footer,
        _bar(actions),
        aria_label=f"{author}: {time_label}",
        tab_index=-1,
        data_message_id=message_id,
        data_seq=seq,
        data_state=state,
        data_first=first,
        data_mentioned=mentioned,
        class_name=FRAME,
        **props,
    )


def _face(
    initials: str | rx.Var[str], tint: int | rx.Var[int], picture: str | rx.Var[str], author_id: str | rx.Var[str]
) -> rx.Component:
    return rx.el.div(
        avatar(initials, tint, "lg", picture=picture),
        class_name="absolute left-5 max-md:left-3.5 top-2.75",
        **_opens(author_id),
    )


def _byline(
    author: str | rx.Var[str],
    author_id: str | rx.Var[str],
    badge: rx.Component | None,
    label: str | rx.Var[str],
    iso: str | rx.Var[str],
) -> rx.Component:
    return rx.el.div(
        _author(author, author_id),
        badge,
        rx.el.time(label, date_time=iso, class_name="text-xs text-subtle flex-none"),
        class_name="flex items-baseline gap-2",
    )


def _author(author: str | rx.Var[str], author_id: str | rx.Var[str]) -> rx.Component:
    """The name; where it says whose it is, a button that opens their card, called otherwise than the account menu."""
    opens = _opens(author_id)
    if not opens:
        return rx.el.b(author, class_name="font-strong text-row truncate")
    return rx.el.button(
        author,
        type="button",
        aria_label=f"About {author}",
        aria_haspopup="dialog",
        class_name="font-strong text-row truncate hover:underline underline-offset-2",
        **opens,
    )


def _opens(author_id: str | rx.Var[str]) -> dict[str, Any]:
    return {} if isinstance(author_id, str) and not author_id else {"data_card": author_id}


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
