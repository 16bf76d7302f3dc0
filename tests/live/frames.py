"""What a tab without a connection has been sent."""

from __future__ import annotations

from typing import Any

import orjson

from chat_app.live.transport import Transport


class Frames(Transport):
    """Keeps all frames, as if they were sent."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []

    def send(self, frame: bytes) -> bool:
        self.frames.append(frame)
        return True

    def taken(self) -> list[dict[str, Any]]:
        """What the frames since the last call contain."""
        taken, self.frames = self.frames, []
        return [content(frame) for frame in taken]


def content(frame: bytes) -> dict[str, Any]:
    """The payload of an event in a websocket frame: `{"delta": …}`."""
    return orjson.loads(frame[frame.index(b"[") :])[1]
