"""The workspace in one process: its name and colour, for every tab that is signed in."""

from collections.abc import Awaitable, Callable
from typing import Any

from chat_app.live.broadcast import push
from chat_app.live.connections import Connections
from chat_app.live.entries import WORKSPACE
from chat_app.live.feed import VersionedFeed
from chat_app.schemas import WorkspaceOut

Read = Callable[[], Awaitable[WorkspaceOut | None]]


class WorkspaceFeed(VersionedFeed[Any, WorkspaceOut]):
    """Relays the workspace, always whole, so that gaps do not matter. `known` is the newest state, or None."""

    def __init__(self, connections: Connections, read: Read) -> None:
        super().__init__(connections)
        self.known: WorkspaceOut | None = None
        self._read_all = read

    def learn(self, workspace: WorkspaceOut) -> None:
        """Take a state that was read or announced; when it is newer, send it to all tabs."""
        if self.known is None:
            self.known = workspace
            self.begin(workspace)
        elif workspace.version > self.known.version:
            self._advance(workspace)

    async def _read(self, version: int) -> WorkspaceOut | None:
        return await self._read_all()

    def _relay(self, news: WorkspaceOut, before: int) -> None:
        self.known = news
        push([tab for tab in self._connections.tabs.values() if tab.signed_in is not None], WORKSPACE.of(news))
