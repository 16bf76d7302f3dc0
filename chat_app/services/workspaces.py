"""The workspace's own settings: name, colour, picture, who may create and invite, which domains may join, and whether
people see who has read what."""

import re
import uuid
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from chat_app.events import WorkspaceChanged
from chat_app.models import Workspace, WorkspacePicture
from chat_app.models.workspace import Who
from chat_app.schemas import Incoming, Name, WorkspaceOut, addresses
from chat_app.services import administration, audit, invite_use, limits, pictures
from chat_app.services.errors import SENTENCES, Invalid, NotAllowed, parse
from chat_app.services.parley import Parley

ACCENTS = ("iris", "blue", "teal", "plum", "ruby", "bronze", "graphite")


def _domains(text: str) -> str:
    split_domains(text)
    return text


class WorkspaceChangeIn(Incoming):
    """All settings, as the form has them."""

    name: Name
    accent: Annotated[str, Field(pattern=f"^({'|'.join(ACCENTS)})$")]
    who_creates: Who
    who_invites: Who
    seen_by: Literal["shown", "hidden"] = "shown"
    domains: Annotated[str, Field(max_length=2000), AfterValidator(_domains)] = ""


async def settings(parley: Parley, admin_id: uuid.UUID) -> Workspace:
    """All of it, for admins. Raises NotAllowed."""
    async with parley.database.read() as session:
        await administration.admit(session, admin_id)
        return (await session.execute(select(Workspace))).scalar_one()


async def change(parley: Parley, admin_id: uuid.UUID, *, ip: str = "", **fields: Any) -> WorkspaceOut:
    """Change the settings; every tab sees name and colour at once. Raises Invalid or NotAllowed."""
    await limits.spend(parley, "administration", admin_id)
    try:
        asked = parse(WorkspaceChangeIn, fields)
    except Invalid as refusal:
        if refusal.field == "name":
            raise Invalid(SENTENCES["workspace"], "name") from None
        raise

    async with _changing(parley, admin_id, ip, "workspace.changed", **asked.model_dump()) as (session, workspace):
        fewer = asked.who_invites != workspace.who_invites
        workspace.name, workspace.accent = asked.name, asked.accent
        workspace.who_creates, workspace.who_invites = asked.who_creates, asked.who_invites
        workspace.seen_by = asked.seen_by == "shown"
        workspace.join_domains = split_domains(asked.domains)
        if fewer:
            await invite_use.end_of_all(session, "who_invites", by=admin_id, ip=ip)
    return WorkspaceOut.of(workspace)


async def put_picture(parley: Parley, admin_id: uuid.UUID, sent: bytes, *, ip: str = "") -> WorkspaceOut:
    """Take a file as the workspace's picture. Raises Invalid, NotAllowed or TooOften."""
    await limits.spend(parley, "administration", admin_id)
    async with parley.database.read() as session:
        await administration.admit(session, admin_id)  # before any work is done for a person who is no admin
    made = await pictures.thumbnail(parley, admin_id, sent)
    async with _changing(parley, admin_id, ip, "workspace.picture_changed") as (session, workspace):
        await session.merge(WorkspacePicture(workspace_id=workspace.id, data=made))
        workspace.picture = workspace.version + 1  # a number it never had: browsers keep a picture for ever
    return WorkspaceOut.of(workspace)


async def remove_picture(parley: Parley, admin_id: uuid.UUID, *, ip: str = "") -> WorkspaceOut:
    """Go back to Parley's mark. Raises NotAllowed."""
    await limits.spend(parley, "administration", admin_id)
    async with _changing(parley, admin_id, ip, "workspace.picture_removed") as (session, workspace):
        await session.execute(delete(WorkspacePicture).where(col(WorkspacePicture.workspace_id) == workspace.id))
        workspace.picture = 0
    return WorkspaceOut.of(workspace)


async def picture(parley: Parley, version: int) -> bytes | None:
    """Return the current picture, also for visitors, or None for an older or unknown one."""
    async with parley.database.read() as session:
        found = (
            select(col(WorkspacePicture.data))
            .join(Workspace, col(Workspace.id) == col(WorkspacePicture.workspace_id))
            .where(col(Workspace.picture) == version)
        )
        return (await session.execute(found)).scalar_one_or_none()


def split_domains(text: str) -> list[str]:
    """Return the domains in a text: separated by spaces, commas or lines, with or without an @. Raises ValueError."""
    return sorted({addresses.domain(word) for word in re.split(r"[\s,;]+", text) if word.lstrip("@")})


@asynccontextmanager
async def _changing(
    parley: Parley, admin_id: uuid.UUID, ip: str, act: str, **detail: Any
) -> AsyncGenerator[tuple[AsyncSession, Workspace]]:
    """Give an admin the workspace's locked row to be changed; the change is recorded and announced."""
    async with parley.database.write() as session:
        await administration.admit(session, admin_id, lock=True)
        workspace = (await session.execute(select(Workspace))).scalar_one_or_none()
        if workspace is None:
            raise NotAllowed(administration.NOT_ADMIN)
        yield session, workspace
        workspace.version += 1
        session.add(workspace)
        audit.record(session, admin_id, act, subject_id=workspace.id, subject=workspace.name, ip=ip, **detail)
    parley.announce(WorkspaceChanged(workspace.id, WorkspaceOut.of(workspace)))
