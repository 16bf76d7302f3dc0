"""A server that takes connections, says nothing for a while, and hangs up."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def tarpit(seconds: float) -> Iterator[int]:
    """Its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hold(line: socket.socket) -> None:
            time.sleep(seconds)
            line.close()

        def serve() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                threading.Thread(target=hold, args=(line,)).start()

        serving = threading.Thread(target=serve)
        serving.start()
        yield int(server.getsockname()[1])
        server.shutdown(socket.SHUT_RDWR)
    serving.join()
