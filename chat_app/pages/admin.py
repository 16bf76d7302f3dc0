"""The admin pages, and the page *Invites*, each at its own address and in its own part of the build."""

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


def people() -> rx.Component:
    """`/admin`."""
    return admin_frame("People", admin_people(), here="/admin")


def all_invites() -> rx.Component:
    """`/admin/invites`."""
    return admin_frame("Invites", invites_page(), here="/admin/invites")


def rooms() -> rx.Component:
    """`/admin/rooms`."""
    return admin_frame("Rooms", admin_rooms(), here="/admin/rooms")


def flagged() -> rx.Component:
    """`/admin/flags`."""
    return admin_frame("Flagged", admin_flags(), here="/admin/flags")


def workspace() -> rx.Component:
    """`/admin/workspace`."""
    return admin_frame("Workspace", admin_workspace(), here="/admin/workspace")


def audit() -> rx.Component:
    """`/admin/audit`."""
    return admin_frame("Audit log", audit_log(), here="/admin/audit")


def own_invites() -> rx.Component:
    """Return `/invites`, for members who may invite."""
    return page_frame("Invites", invites_page())


def add_to(app: rx.App) -> None:
    """Add these pages."""
    pages = (
        (people, "/admin", "People", AdminPeopleState.list_people),
        (all_invites, "/admin/invites", "Invites", InvitesState.list_invites),
        (rooms, "/admin/rooms", "Rooms", AdminRoomsState.list_rooms),
        (flagged, "/admin/flags", "Flagged", FlagsState.list_flags),
        (workspace, "/admin/workspace", "Workspace", WorkspaceState.load_settings),
        (audit, "/admin/audit", "Audit log", AuditState.open_log),
    )
    for page, route, title, load in pages:
        app.add_page(
            page, route=route, title=f"{title} · Parley", on_load=[SessionState.arrive, AdminState.enter, load]
        )
    arrive = [SessionState.arrive, InvitesState.list_invites]
    app.add_page(own_invites, route="/invites", title="Invites · Parley", on_load=arrive)
