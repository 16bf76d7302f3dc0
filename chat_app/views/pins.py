"""The pinned messages of the open room: a button that counts them, and the pane that lists them, both live."""

from dataclasses import dataclass

import reflex as rx

from chat_app.components.avatar import avatar
from chat_app.components.button import icon_button
from chat_app.components.empty_state import empty_state
from chat_app.components.icon import icon
from chat_app.components.link import link
from chat_app.components.shell import details_panel
from chat_app.live.browser.javascript import expression, handler
from chat_app.schemas import PersonOut
from chat_app.states.message import MessageState
from chat_app.views import stores


@dataclass(frozen=True)
class Pinned:
    """One line of the list."""

    id: str
    href: str
    text: str
    sender: PersonOut
    when: str


SHOWN: rx.Var[bool] = expression(
    "!!$feed.view?.room_id && $rooms.pane === 'pins ' + $feed.view.room_id", bool, rooms=stores.ROOMS, feed=stores.FEED
)
COUNT = expression("$rooms['r_' + $feed.view?.room_id]?.pins ?? 0", int, rooms=stores.ROOMS, feed=stores.FEED).to(int)
# Messages outside of the window come with it when it is opened (`view.pins`, at the room's version `view.at`); what
# has changed since is in the store anyway. An older entry that is not among them has been unpinned meanwhile.
PINNED: rx.Var[list[Pinned]] = expression(
    f"""
    Object.values($feed).filter((message) => message?.pinned && message.room_id === $feed.view?.room_id
        && (message.version > $feed.view.at || $feed.view.pins?.includes(message.id)))
      .sort((a, b) => b.pinned - a.pinned)
      .map((message) => ({{
        id: message.id, href: "/rooms/" + message.room_id + "/" + message.id, text: message.content,
        sender: $people["p_" + message.sender_id] ?? {stores.NOBODY},
        when: new Date(message.at).toLocaleString([], {{dateStyle: "medium", timeStyle: "short"}}),
      }}))
    """,
    list[Pinned],
    feed=stores.FEED,
    people=stores.PEOPLE,
)
# The third pane shows one thing at a time: `pane` is a room's id for its details, this for its pins, and `search` with
# the room's id for the search in it.
TOGGLE = handler(
    """
    () => {
      const pins = "pins " + $feed.view?.room_id;
      set$rooms({pane: $rooms.pane === pins ? null : pins});
    }
    """,
    rooms=stores.ROOMS,
    feed=stores.FEED,
)


def pins_button() -> rx.Component:
    """For the head of the room."""
    return rx.el.button(
        icon("pin"),
        rx.cond(COUNT > 0, rx.el.span(COUNT, class_name="text-xs font-semibold")),
        type="button",
        title="Pinned messages",
        aria_label=f"Pinned messages, {COUNT}",
        aria_expanded=SHOWN,
        on_click=TOGGLE,
        class_name="touch flex items-center justify-center gap-1 min-w-8 h-8 px-1.5 rounded-row hover:bg-hover "
        "hover:text-ink active:bg-press aria-expanded:bg-hover aria-expanded:text-ink",
    )


def pins() -> rx.Component:
    """The pane."""
    nothing = empty_state("pin", "Nothing is pinned yet", "Pin a message from its menu, and everybody finds it here.")
    return details_panel(
        "Pinned messages",
        rx.cond(PINNED.length() > 0, rx.el.ul(rx.foreach(PINNED, _pinned), class_name="py-1.5"), nothing),
        on_close=TOGGLE,
    )


def _pinned(pinned: rx.Var[Pinned]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            avatar(pinned.sender.initials, pinned.sender.tint, "sm"),
            rx.el.b(pinned.sender.name, class_name="font-strong truncate"),
            rx.el.span(pinned.when, class_name="text-xs text-subtle flex-none"),
            icon_button(
                "x",
                "Unpin",
                size=16,
                class_name="ml-auto",
                on_click=MessageState.pin(pinned.id, False),
            ),
            class_name="flex items-center gap-2",
        ),
        rx.el.p(pinned.text, class_name="my-1 line-clamp-4 whitespace-pre-wrap wrap-anywhere"),
        link("Jump to message", href=pinned.href, class_name="text-xs font-semibold"),
        class_name="px-5 py-3 border-b border-line last:border-0 text-sm",
        key=pinned.id,
    )
