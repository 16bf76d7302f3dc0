"""One stored message: its text, what it answers, who reacted, and what one may do with it."""

from typing import Any

import reflex as rx

from chat_app.browser import composer, message_menu
from chat_app.components.button import icon_button
from chat_app.components.link import link
from chat_app.components.message_bubble import message_bubble
from chat_app.live.browser.javascript import expression, handler
from chat_app.schemas import MessageOut, PersonOut
from chat_app.states.message import MessageState
from chat_app.views import revisions, stores
from chat_app.views.saying import badge


@rx.memo
def message(
    message: rx.Var[MessageOut],
    sender: rx.Var[PersonOut],
    quoted: rx.Var[MessageOut],
    quoted_author: rx.Var[str],
    me: rx.Var[str],
    moderator: rx.Var[bool],
    first: rx.Var[bool],
    marked: rx.Var[bool],
    clock: rx.Var[str],
    iso: rx.Var[str],
) -> rx.Component:
    """React draws it again only when something of it has changed."""
    return message_bubble(
        message_id=message.id,
        seq=message.seq,
        state="sent",
        author=sender.name,
        initials=sender.initials,
        tint=sender.tint,
        picture=sender.picture,
        badge=badge(sender),
        author_id=message.sender_id,
        time_label=clock,
        time_iso=iso,
        first=first,
        mentioned=marked,
        body=rx.fragment(
            rx.cond(message.reply_to_id != "", _quote(message, quoted, quoted_author)),
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
    """The original in one line; a click goes there, within the window without loading anything."""
    here = f'document.querySelector(`[data-message-id="${{{message.reply_to_id!s}}}"]`)'
    jump = handler(
        f"""
        (event) => {{
          const original = {here};
          if (!original) return;
          event.preventDefault();
          original.scrollIntoView({{block: "center"}});
          original.focus({{preventScroll: true}});
        }}
        """
    )
    text = expression(
        f"!{quoted!s} || {quoted!s}.deleted ? 'This message has been deleted' : {quoted!s}.content.split('\\n')[0]", str
    )
    return link(
        rx.el.b(author, class_name="font-semibold text-ink flex-none"),
        rx.el.span(text, class_name="truncate"),
        href=f"/rooms/{message.room_id}/{message.reply_to_id}",
        on_click=jump,
        class_name="quote flex items-center gap-1.5 max-w-full text-sm text-muted no-underline! border-l-2 "
        "border-line-strong pl-2 mb-0.5",
    )


def _reactions(message: Any, me: Any) -> rx.Component:
    return rx.el.div(
        rx.foreach(message.reactions, lambda reaction: _reaction(message, reaction, me)),
        class_name="flex flex-wrap gap-1.5 mt-1",
    )


def _reaction(message: Any, reaction: Any, me: Any) -> rx.Component:
    who = expression(
        f"{reaction!s}.people.map((id) => $people['p_' + id]?.name ?? 'Someone').join(', ')", str, people=stores.PEOPLE
    )
    mine = expression(f"{reaction!s}.people.includes({me!s})", bool)
    return rx.el.button(
        rx.el.span(reaction["emoji"], aria_hidden="true"),
        rx.el.span(expression(f"{reaction!s}.people.length", int)),
        type="button",
        title=who,
        aria_label=expression(f"{reaction!s}.emoji + ' ' + {reaction!s}.people.length + ': ' + {who!s}", str),
        aria_pressed=mine,
        on_click=MessageState.react(message.id, reaction["emoji"].to(str)),
        class_name="flex items-center gap-1.25 h-6.5 max-md:h-8 px-2.25 rounded-full border border-line-strong bg-page "
        "text-sm aria-pressed:border-accent-line aria-pressed:bg-accent-soft aria-pressed:text-accent-strong "
        "aria-pressed:font-semibold",
        key=reaction["emoji"].to(str),
    )


def _actions(message: Any, sender: Any, me: Any, moderator: Any) -> rx.Component:
    mine = message.sender_id == me
    return rx.fragment(
        icon_button("smile", "React", on_click=composer.pick_for(message.id)),
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
