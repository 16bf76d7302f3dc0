"""The workspace in one process: its name and colour, for every tab that is signed in."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from chat_app.live.broadcast import push
from chat_app.live.connections import Connections
from chat_app.live.entries import WORKSPACE
from chat_app.schemas import WorkspaceOut

log = structlog.get_logger()

Read = Callable[[], Awaitable[WorkspaceOut | None]]


class WorkspaceFeed:
    """The newest state of the workspace that has been sent to tabs; `known` is None before anybody asked."""

    def __init__(self, connections: Connections, read: Read) -> None:
        self.known: WorkspaceOut | None = None
        self._connections = connections
        self._read = read
        self._repair: asyncio.Task[None] | None = None

    def learn(self, workspace: WorkspaceOut) -> None:
        """Take in a state that was read or announced; all tabs get it when it is newer than what they have."""
        before, newer = self.known, self.known is None or workspace.version > self.known.version
        if newer:
            self.known = workspace
        if newer and before is not None:
            tabs = [tab for tab in self._connections.tabs.values() if tab.signed_in is not None]
            push(tabs, WORKSPACE.of(workspace))

    def hear(self, version: int) -> None:
        """The workspace is said to have reached a version: read it if that is news (rule R7)."""
        if self.known is None or version <= self.known.version or (self._repair and not self._repair.done()):
            return
        self._repair = asyncio.create_task(self._catch_up(), name="workspace-repair")

    async def _catch_up(self) -> None:
        try:
            if (workspace := await self._read()) is not None:
                self.learn(workspace)
        except Exception:
            log.exception("workspace_repair_failed")  # the sweep asks again
