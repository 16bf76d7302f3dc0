"""The page *Invites*: a link with its QR code, invites by mail, and the invites that can still be used."""

from typing import Any

import reflex as rx

from chat_app.browser import page
from chat_app.browser.bidi import in_sentence
from chat_app.browser.clipboard import copies_field
from chat_app.browser.days import date
from chat_app.components.button import button
from chat_app.components.empty_state import empty_state
from chat_app.components.field import choices, radio_cards, text_area, text_field
from chat_app.components.skeleton import room_skeleton
from chat_app.states.invites import InviteLine, InvitesState
from chat_app.views.admin_frame import one_of
from chat_app.views.dialog import replies
from chat_app.views.listing import pager, two_lines

State = InvitesState
ROLES = (
    ("member", "Member", "Sees all open rooms and everybody in the workspace."),
    ("guest", "Guest", "Sees only the rooms chosen here, and the people in them."),
)


def invites_page() -> rx.Component:
    """Return the page for people who may invite, else an explanation."""
    return one_of(
        State.status,
        ("allowed", rx.fragment(_by_link(), _by_mail(), _pending())),
        ("denied", empty_state("mail", "You may not invite people", "Ask an admin of this workspace.")),
        room_skeleton(6),
    )


def _by_link() -> rx.Component:
    return _section(
        "Invite by link",
        rx.el.form(
            _terms("link"),
            rx.el.div(
                text_field("Uses", "max_uses", id="link-uses", type="number", min="1", hint="Empty: any number."),
                _days("link"),
                class_name="grid grid-cols-2 gap-3",
            ),
            replies("addresses"),
            button("Make a link", type="submit"),
            on_submit=State.make_link,
        ),
        rx.cond(
            State.link != "",
            rx.el.div(
                rx.el.img(src=State.code, alt="QR code of the invite link", class_name="size-40 rounded-tile"),
                rx.el.div(
                    text_field("New invite link", "new-link", id="new-link", value=State.link, read_only=True),
                    button("Copy link", variant="secondary", on_click=copies_field("new-link")),
                    class_name="flex-1 min-w-60",
                ),
                class_name="flex flex-wrap gap-4 mt-4",
            ),
        ),
    )


def _by_mail() -> rx.Component:
    return _section(
        "Invite by e-mail",
        rx.el.form(
            text_area("Addresses", "addresses", rows=3, placeholder="grace@example.org, alan@example.org"),
            _terms("mail"),
            _days("mail"),
            rx.cond(page.reply.field == "addresses", replies()),
            button("Send invites", type="submit"),
            on_submit=State.mail_invites,
        ),
    )


def _pending() -> rx.Component:
    return _section(
        "Invites that can still be used",
        rx.el.ul(rx.foreach(State.found, _invite), aria_label="Pending invites"),
        rx.cond(State.found.length() == 0, rx.el.p("None at the moment.", class_name="text-sm text-muted")),
        pager(State),
    )


def _invite(invite: rx.Var[InviteLine]) -> rx.Component:
    ends = rx.cond(invite.expires > 0, f"until {date(invite.expires)}", "without an end")
    uses = rx.cond(invite.max_uses > 0, f"{invite.uses} of {invite.max_uses} uses", f"{invite.uses} uses")
    return rx.el.li(
        two_lines(
            rx.cond(invite.email != "", invite.email, invite.link),
            f"{invite.role} · {uses} · {ends} · by {in_sentence(invite.maker)}",
            look="",
        ),
        button("Revoke", variant="secondary", on_click=[State.revoke(invite.id), State.turn("", State.page)]),
        class_name="flex items-center gap-3 py-2.5 border-b border-line last:border-0",
        key=invite.id,
    )


def _terms(form: str) -> rx.Component:
    return rx.fragment(
        radio_cards("role", "Who comes", ROLES, "member"),
        choices(
            "Rooms they are put into",
            rx.foreach(State.rooms, lambda room: _room_choice(room, form)),
            look="flex flex-wrap gap-2 max-h-40 overflow-y-auto",
        ),
    )


def _room_choice(room: Any, form: str) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="checkbox", name=f"room:{room.id}", class_name="size-4 accent-accent"),
        room.name,
        class_name="flex items-center gap-2 px-3 h-9 max-md:h-11 rounded-field border border-field text-sm "
        "has-checked:border-ring has-checked:bg-accent-soft",
        key=f"{form}-{room.id}",
    )


def _days(form: str) -> rx.Component:
    return text_field("Days", "days", id=f"{form}-days", type="number", min="0", default_value="14", hint="0: no end.")


def _section(title: str, *content: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2(title, class_name="mb-3 text-lg font-strong"), *content, aria_label=title, class_name="mb-8"
    )
