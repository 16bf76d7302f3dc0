"""The admin pages *Workspace* and *Audit log*."""

from typing import Any, Literal

import reflex as rx

from chat_app.browser import page
from chat_app.browser.days import exact_moment
from chat_app.browser.session import me
from chat_app.components.button import button, more_button
from chat_app.components.empty_state import empty_state
from chat_app.components.field import INPUT, choices, radio_cards, text_field
from chat_app.components.icon import workspace_picture
from chat_app.components.picture_field import picture_field
from chat_app.components.skeleton import room_skeleton
from chat_app.live.javascript import Script
from chat_app.services.audit_log import Line
from chat_app.services.workspaces import ACCENTS
from chat_app.states.workspace import AuditState, WorkspaceState
from chat_app.views.dialog import replies
from chat_app.views.listing import found

Log: Any = AuditState
WHO = (("everyone", "Everybody", "But guests and bots."), ("admins", "Admins only", "Owners and admins."))
SEEN_BY = (
    ("shown", "Shown", "In rooms of up to 50 people."),
    ("hidden", "Hidden", "Nobody sees how far others have read."),
)


def admin_workspace() -> rx.Component:
    """Picture, name, colour, and who may do what."""
    face = workspace_picture(me.picture, 72, "size-18 rounded-card")
    picture = picture_field(face, me.picture, action="/admin/workspace/picture")
    return rx.cond(WorkspaceState.ready, rx.fragment(picture, _settings()), room_skeleton(6))


def _settings() -> rx.Component:
    stored = WorkspaceState.stored
    return rx.el.form(
        text_field(
            "Name", "name", default_value=stored["name"], error=page.error_of("name"), max_length=80, required=True
        ),
        _accents(),
        _either("Who may create rooms", "who_creates", WHO),
        _either("Who may invite people", "who_invites", WHO),
        _either("Who has read what", "seen_by", SEEN_BY),
        text_field(
            "Domains that may join",
            "domains",
            default_value=stored["domains"],
            error=page.error_of("domains"),
            placeholder="example.org",
            hint="Whoever has an address there gets a link by mail when they sign in.",
        ),
        replies("name", "domains"),
        button("Save", type="submit"),
        on_submit=WorkspaceState.change_settings,
    )


def _accents() -> rx.Component:
    return choices("Colour", *map(_accent, ACCENTS), look="flex flex-wrap gap-2")


def _accent(name: str) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="radio",
            name="accent",
            value=name,
            default_checked=WorkspaceState.stored["accent"] == name,
            aria_label=name.capitalize(),
            class_name="size-4 accent-accent",
        ),
        rx.el.span(data_accent=name, class_name="size-5 rounded-full bg-accent"),
        name.capitalize(),
        class_name="flex items-center gap-2 px-3 h-10 max-md:h-11 rounded-field border border-field text-sm "
        "has-checked:border-ring has-checked:bg-accent-soft",
    )


def _either(legend: str, name: str, cards: Any) -> rx.Component:
    """Two groups, since a radio's start is fixed when it is drawn: the one that is so is shown."""
    (first, *_), (second, *_) = cards
    return rx.cond(
        WorkspaceState.stored[name] == second,
        radio_cards(name, legend, cards, second),
        radio_cards(name, legend, cards, first),
    )


def audit_log() -> rx.Component:
    """Who did what, to whom, when, and from where."""
    nothing = rx.cond(page.refusal == "", empty_state("list", "Nothing here", "No act fits these filters."))
    earlier = more_button("Earlier", Log.earlier(Log.filters, Log.found.length()))
    narrow = rx.el.p("Narrow the log to see what is older.", class_name="py-4 text-sm text-muted text-center")
    return rx.fragment(
        _filters(),
        replies(),
        found("Audit log", Log, _entry, nothing, rx.cond(Log.full, narrow, rx.cond(Log.more, earlier))),
    )


def _filters() -> rx.Component:
    typed = Log.filters
    return rx.el.form(
        _filter("Person", _box("person", typed.person, "search")),
        _filter(
            "Act",
            rx.el.select(
                rx.el.option("All", value=""),
                rx.foreach(Log.actions, lambda action: rx.el.option(_words(action), value=action)),
                name="action",
                default_value=typed.action,
                class_name=INPUT,
            ),
        ),
        _filter("From", _box("since", typed.since, "date")),
        _filter("To", _box("until", typed.until, "date")),
        button("Show", type="submit"),
        on_submit=Log.narrow_log,
        class_name="grid grid-cols-[1fr_1fr_auto_auto_auto] max-md:grid-cols-2 gap-3 items-end mb-4",
    )


def _filter(label: str, field: rx.Component) -> rx.Component:
    return rx.el.label(rx.el.span(label, class_name="block mb-1 text-xs font-semibold text-muted"), field)


def _box(name: str, value: Any, kind: Literal["search", "date"]) -> rx.Component:
    return rx.el.input(name=name, type=kind, default_value=value, max_length=80, class_name=INPUT)


def _words(action: Any) -> rx.Var[str]:
    """`user.role_changed` as people say it: User role changed."""
    return Script("audit_log").value("actionName", str, action)


def _entry(entry: rx.Var[Line]) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            rx.el.b(rx.cond(entry.actor != "", entry.actor, "Parley"), class_name="font-semibold"),
            rx.el.span(_words(entry.action), class_name="text-accent-ink"),
            rx.el.span(entry.subject, class_name="wrap-anywhere"),
            class_name="flex flex-wrap items-baseline gap-x-2",
        ),
        rx.el.span(
            rx.el.span(exact_moment(entry.at)),
            rx.cond(entry.ip != "", rx.el.span(f"from {entry.ip}")),
            rx.cond(entry.detail != "", rx.el.span(entry.detail, class_name="wrap-anywhere")),
            class_name="flex flex-wrap gap-x-3 text-xs text-muted",
        ),
        class_name="py-2 border-b border-line last:border-0 text-sm",
        key=entry.id,
    )
