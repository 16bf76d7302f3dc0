"""A dropdown menu on Radix's primitive, which Reflex does not wrap: arrow keys, typing ahead, Esc, focus return."""

from typing import Any

import reflex as rx

from chat_app.components.icon import icon
from chat_app.components.link import link
from chat_app.live.reflex_parts import RadixPrimitiveComponent, with_its_child

ITEM = (
    "flex items-center gap-2.5 px-2.5 h-8.5 max-md:h-11 rounded-row text-sm select-none outline-none "
    "data-[highlighted]:bg-hover data-[disabled]:opacity-55"
)
PANEL = "rise z-50 min-w-52 p-1.25 rounded-tile border border-line-strong bg-raised shadow-pop"


class MenuPart(RadixPrimitiveComponent):
    """The base of all parts of the menu."""

    library = "@radix-ui/react-dropdown-menu@2.2.1"


class MenuRoot(MenuPart):
    """Holds the open state."""

    tag = "Root"
    alias = "MenuRoot"

    open: rx.Var[bool]
    on_open_change: rx.EventHandler[rx.event.passthrough_event_spec(bool)]


@with_its_child
class MenuTrigger(MenuPart):
    """The button that opens the menu; not memoized apart from its child, which must receive Radix's props."""

    tag = "Trigger"
    alias = "MenuTrigger"


class MenuPortal(MenuPart):
    """Puts the menu at the end of the page, above everything."""

    tag = "Portal"
    alias = "MenuPortal"


class MenuContent(MenuPart):
    """The panel."""

    tag = "Content"
    alias = "MenuContent"

    align: rx.Var[str]
    side: rx.Var[str]
    side_offset: rx.Var[int]
    collision_padding: rx.Var[int]
    on_close_auto_focus: rx.EventHandler[rx.event.no_args_event_spec]


@with_its_child
class MenuItem(MenuPart):
    """One choice; with `as_child` its child, a link, is the item."""

    tag = "Item"
    alias = "MenuItem"

    on_select: rx.EventHandler[rx.event.no_args_event_spec]


class MenuSeparator(MenuPart):
    """A line between groups."""

    tag = "Separator"
    alias = "MenuSeparator"


def menu(
    trigger: rx.Component, *items: rx.Component, align: str = "start", root: Any = None, **panel: Any
) -> rx.Component:
    """Return `trigger`, a button, with the menu it opens; the menu is named after the trigger.

    With `root` (`open` and `on_open_change`) the caller holds whether it is open.
    """
    return MenuRoot.create(
        MenuTrigger.create(trigger, as_child=True),
        MenuPortal.create(
            MenuContent.create(*items, side_offset=6, collision_padding=8, class_name=PANEL, align=align, **panel)
        ),
        **(root or {}),
    )


def menu_item(
    label: str | rx.Var[str] | rx.Component,
    icon_name: str = "",
    *,
    on_select: Any = None,
    href: str | rx.Var[str] = "",
    danger: bool = False,
    **props: Any,
) -> rx.Component:
    """Return an item that acts (`on_select`) or leads to a page (`href`)."""
    face = (icon(icon_name, class_name="" if danger else "text-muted") if icon_name else None, label)
    look = f"{ITEM} {'text-bad' if danger else 'text-ink'}"
    if on_select is not None:
        return MenuItem.create(*face, class_name=look, on_select=on_select, **props)
    return MenuItem.create(link(*face, href=href, class_name=look), as_child=True, **props)


def menu_choice(label: str, chosen: bool | rx.Var[bool], *, on_select: Any) -> rx.Component:
    """Return one of several items of which one is chosen, and marked."""
    return MenuItem.create(
        icon("check", class_name="text-accent-ink opacity-0 in-aria-checked:opacity-100"),
        label,
        class_name=f"{ITEM} text-ink",
        on_select=on_select,
        custom_attrs={"role": "menuitemradio", "aria-checked": chosen},  # as a property, Reflex makes `role` a style
    )


def menu_separator() -> rx.Component:
    """Return the line between two groups of items."""
    return MenuSeparator.create(class_name="h-px my-1.25 -mx-1.25 bg-line")
