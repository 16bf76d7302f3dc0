"""A stored message in the feed: quote, text, reactions and the buttons that act on it."""

from typing import Any

import reflex as rx

from chat_app.browser import composer, message_menu, page, people, presence
from chat_app.browser.lines import Line
from chat_app.browser.message import jump_to, quoted_text
from chat_app.components.badge import status_badge
from chat_app.components.button import icon_button, plain_button
from chat_app.components.link import link
from chat_app.components.message_bubble import message_bubble
from chat_app.components.separator import UNREAD, separator
from chat_app.components.system_line import system_line
from chat_app.states.message import MessageState
from chat_app.views import revisions
from chat_app.views.seen_by import seen_by


@rx.memo
def message_line(line: rx.Var[Line], me: rx.Var[str], moderator: rx.Var[bool]) -> rx.Component:
    """Return a message with what stands above and below it. React draws it again only when the line has changed."""
    return rx.fragment(
        rx.cond(line.day != "", separator(line.day)),
        rx.cond(line.fresh, separator("New messages", UNREAD)),
        rx.cond(
            line.system_text != "",
            system_line(line.system_text, line.message.seq, time_label=line.clock, time_iso=line.iso),
            _message(line, me, moderator),
        ),
        rx.cond(line.seen != "", seen_by(line.seen)),
    )


def _message(line: Any, me: Any, moderator: Any) -> rx.Component:
    message, sender = line.message, line.sender
    return message_bubble(
        message,
        sender,
        line,
        badge=status_badge(presence.saying_of(sender)),
        mentioned=line.focused | line.mentioned,
        card=True,
        body=rx.fragment(
            rx.cond(message.reply_to_id != "", _quote(message, line.quoted, line.quoted_author)),
            _text(message, moderator),
        ),
        footer=rx.cond(message.reactions.length() > 0, _reactions(message, me)),
        actions=_actions(message, sender, me, moderator),
    )


def _text(message: Any, moderator: Any) -> rx.Component:
    return rx.fragment(
        rx.cond(
            message.html != "",
            rx.html(message.html, class_name="tx"),
            rx.el.p(message.content, class_name="tx whitespace-pre-wrap wrap-anywhere"),
        ),
        rx.cond(message.pinned > 0, rx.el.span("pinned", class_name="mr-2 text-xs text-subtle")),
        revisions.edited(message, moderator),
    )


def _quote(message: Any, quoted: Any, author: Any) -> rx.Component:
    """Return the original in one line; a click scrolls to it, or loads the window around it."""
    return link(
        rx.el.b(author, class_name="font-semibold text-ink flex-none"),
        rx.el.span(quoted_text(quoted), class_name="truncate"),
        href=f"/rooms/{message.room_id}/{message.reply_to_id}",
        on_click=jump_to(message.reply_to_id),
        class_name="quote flex items-center gap-1.5 max-w-full text-sm text-muted no-underline! border-l-2 "
        "border-line-strong pl-2 mb-0.5",
    )


def _reactions(message: Any, me: Any) -> rx.Component:
    return rx.el.div(
        rx.foreach(message.reactions, lambda reaction: _reaction(message, reaction, me)),
        class_name="flex flex-wrap gap-1.5 mt-1",
    )


def _reaction(message: Any, reaction: Any, me: Any) -> rx.Component:
    emoji, reactors = reaction["emoji"].to(str), reaction["people"].to(list[str])
    who, count = people.names(reactors), reactors.length()
    return plain_button(
        rx.el.span(emoji, aria_hidden="true"),
        rx.el.span(count),
        title=who,
        aria_label=f"{emoji} {count}: {who}",
        aria_pressed=reactors.contains(me),
        on_click=MessageState.react(message.id, emoji),
        class_name="flex items-center gap-1.25 h-6.5 max-md:h-8 px-2.25 rounded-full border border-line-strong bg-page "
        "text-sm aria-pressed:border-accent-line aria-pressed:bg-accent-soft aria-pressed:text-accent-strong "
        "aria-pressed:font-semibold",
        key=emoji,
    )


def _actions(message: Any, sender: Any, me: Any, moderator: Any) -> rx.Component:
    mine = message.sender_id == me
    return rx.fragment(
        icon_button("smile", "React", on_click=page.opens("emoji", message.id)),
        icon_button("reply", "Reply", on_click=composer.reply(message, sender.name)),
        rx.cond(mine, icon_button("edit", "Edit", on_click=composer.edit(message))),
        rx.cond(mine | moderator, icon_button("trash", "Delete", on_click=composer.delete(message.id))),
        icon_button(
            "more",
            "More",
            aria_haspopup="menu",
            aria_expanded="false",
            on_click=message_menu.open_for(message.id),
        ),
    )
