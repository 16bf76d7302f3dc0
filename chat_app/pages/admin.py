"""The admin pages, and the page *Invites*, each at its own address and in its own part of the build."""

from collections.abc import Callable
from functools import partial

import reflex as rx

from chat_app.states.admin import AdminPeopleState, AdminRoomsState, AdminState
from chat_app.states.flags import FlagsState
from chat_app.states.invites import InvitesState
from chat_app.states.session import SessionState
from chat_app.states.workspace import AuditState, WorkspaceState
from chat_app.views.admin_flags import admin_flags
from chat_app.views.admin_frame import admin_frame, page_frame
from chat_app.views.admin_people import admin_people
from chat_app.views.admin_rooms import admin_rooms
from chat_app.views.admin_workspace import admin_workspace, audit_log
from chat_app.views.invites import invites_page

PAGES = (
    ("/admin", "People", admin_people, AdminPeopleState.open_list),
    ("/admin/invites", "Invites", invites_page, InvitesState.list_invites),
    ("/admin/rooms", "Rooms", admin_rooms, AdminRoomsState.open_list),
    ("/admin/flags", "Flagged", admin_flags, FlagsState.list_flags),
    ("/admin/workspace", "Workspace", admin_workspace, WorkspaceState.load_settings),
    ("/admin/audit", "Audit log", audit_log, AuditState.open_log),
)


def add_to(app: rx.App) -> None:
    """Add these pages."""
    arrive = SessionState.arrive
    for route, title, content, load in PAGES:
        page = partial(_admin_page, title, content, route)
        app.add_page(page, route=route, title=f"{title} · Parley", on_load=[arrive, AdminState.enter, load])
    app.add_page(_own_invites, route="/invites", title="Invites · Parley", on_load=[arrive, InvitesState.list_invites])


def _admin_page(title: str, content: Callable[[], rx.Component], route: str) -> rx.Component:
    return admin_frame(title, content(), here=route)


def _own_invites() -> rx.Component:
    """Return the page of members who may invite people."""
    return page_frame("Invites", invites_page())
