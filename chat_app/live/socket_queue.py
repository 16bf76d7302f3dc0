"""Takes frames from a tab's queue as Engine.IO does, but without a timer and a task for each frame.

Engine.IO's `poll` puts a time limit on every wait, which on Python 3.11 costs more than the frame itself: a delivery
took a fifth longer. The limit is not needed: a silent tab is found by the pings, and by the limit on reading, which
puts a None on the queue at its end.
"""

from typing import Any


def wait_without_timeout(socket: Any) -> None:
    """Let this Engine.IO socket wait for frames without a limit."""
    queue = socket.queue

    async def poll() -> list[Any]:
        """Return all waiting frames; none when the socket is to end, for which a None is on the queue."""
        packets = []
        packet = await queue.get()
        queue.task_done()
        while packet is not None:
            packets.append(packet)
            if queue.empty():
                return packets
            packet = queue.get_nowait()
            queue.task_done()
        if packets:
            queue.put_nowait(None)  # what waits goes out first; the end comes with the next call
        return packets

    socket.poll = poll
