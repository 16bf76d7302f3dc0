"""What the database says that a tab must know, and waiting until it does."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

from chat_app.live.entries import MESSAGES, ROOMS
from tests.live.chatter import Chatter
from tests.live.team import Team

PROFILE = ("name", "availability", "status_emoji", "status_text")
PATIENCE = 20.0  # seconds: on a busy machine; R7 promises one


async def settle(team: Team, tab: Chatter) -> None:
    """Return when the tab has every version that the database has: R7 promises that within about a second."""
    versions, people, drafts, readers = await asyncio.gather(
        _versions(team, tab), _people(team), _drafts(team, tab), _readers(team, tab)
    )

    def settled(_: object) -> bool:
        shown = tab.shown("people", "drafts", "memberships")
        named = all([said[part] for part in PROFILE] == people[each] for each, said in shown["people"].items())
        mine = shown["drafts"] == drafts and (not _is_open(tab) or tab.readers() == readers)
        return _known(shown["memberships"]) == versions and _at_the_end(tab) and named and mine

    await tab.wait_for(settled, seconds=PATIENCE)


async def _versions(team: Team, tab: Chatter) -> dict[str, tuple[int, int]]:
    """Of each of one's rooms: the room's version, and that of one's place in it."""
    rows = await team.rows(
        "SELECT r.id, r.version AS room, m.version AS mine FROM memberships m JOIN rooms r ON r.id = m.room_id"
        " WHERE m.user_id = $1 AND m.left_at IS NULL",
        _me(tab),
    )
    return {str(row["id"]): (row["room"], row["mine"]) for row in rows}


async def _people(team: Team) -> dict[str, list[str]]:
    rows = await team.rows("SELECT * FROM users")
    return {str(row["id"]): [row[part] for part in PROFILE] for row in rows}


async def _drafts(team: Team, tab: Chatter) -> dict[str, str]:
    """Of the rooms that the person is in: the draft of a room that they have left is on no screen."""
    rows = await team.rows(
        "SELECT d.room_id, d.text FROM drafts d JOIN memberships m ON m.room_id = d.room_id AND m.user_id = d.user_id"
        " WHERE d.user_id = $1 AND d.text <> '' AND m.left_at IS NULL",
        _me(tab),
    )
    return {str(row["room_id"]): row["text"] for row in rows}


async def _readers(team: Team, tab: Chatter) -> dict[str, int]:
    if not _is_open(tab):
        return {}
    sql = "SELECT user_id, read_seq FROM memberships WHERE room_id = $1 AND left_at IS NULL"
    rows = await team.rows(sql, uuid.UUID(tab.view["room_id"]))
    return {str(row["user_id"]): row["read_seq"] for row in rows}


def _me(tab: Chatter) -> uuid.UUID:
    return uuid.UUID(tab.me)


def _is_open(tab: Chatter) -> bool:
    return tab.view["status"] == "open"


def _known(memberships: dict[str, Any]) -> dict[str, tuple[int, int]]:
    return {
        room_id: (each["room"]["version"] if each["room"] else 0, each["mine"]["version"])
        for room_id, each in memberships.items()
    }


def _at_the_end(tab: Chatter) -> bool:
    """A window that reaches the live end does reach it: a room's counters may be known before its last messages."""
    view = tab.view
    if view["status"] != "open" or view["ceil"]:
        return True
    mine = [each["seq"] for each in tab.entries(MESSAGES).values() if each["room_id"] == view["room_id"]]
    return tab.entries(ROOMS)[view["room_id"]]["last_seq"] == max(mine, default=0)
