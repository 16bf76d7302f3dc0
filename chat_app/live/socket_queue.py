"""How frames leave a tab's queue: Engine.IO's own way, but for a timer and a task a frame.

Its `poll` puts a time limit on every wait, which on Python 3.11 costs more than the frame itself (with it, a delivery
took a fifth more). Nothing hangs on that limit: a tab that fell silent is found by the pings, and by the limit on
reading, whose end always puts a None on the queue.
"""

from typing import Any


def unhurried(socket: Any) -> None:
    """Let this Engine.IO socket wait for frames without a limit."""
    queue = socket.queue

    async def poll() -> list[Any]:
        """All frames that wait; none when the socket is to end, which is said by a None."""
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
