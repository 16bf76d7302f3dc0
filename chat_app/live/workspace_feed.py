"""The workspace in one process: its name and colour, for every tab that is signed in."""

from typing import Any

from chat_app.live.broadcast import push
from chat_app.live.connections import Connections
from chat_app.live.entries import WORKSPACE
from chat_app.live.feed import Read, VersionedFeed
from chat_app.schemas import WorkspaceOut


class WorkspaceFeed(VersionedFeed[Any, WorkspaceOut]):
    """Relays the workspace, always whole, so that gaps do not matter. `known` is the newest state, or None."""

    def __init__(self, connections: Connections, read: Read[WorkspaceOut]) -> None:
        super().__init__(connections, read)
        self.known: WorkspaceOut | None = None

    def learn(self, workspace: WorkspaceOut) -> None:
        """Take a state that was read or announced; when it is newer, send it to all tabs."""
        if self.known is None:
            self.known = workspace
            self.begin(workspace)
        elif workspace.version > self.known.version:
            self._advance(workspace)

    def _relay(self, news: WorkspaceOut, before: int) -> None:
        self.known = news
        push([tab for tab in self._connections.tabs.values() if tab.signed_in is not None], WORKSPACE.of(news))
