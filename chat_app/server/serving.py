"""Serving the application: one process by itself, or several under a supervisor that starts anew what dies."""

import asyncio
import contextlib
import gc
import multiprocessing
import os
import resource
import signal
import socket
import sys
from typing import Any

from uvicorn import Config, Server
from uvicorn.supervisors import Multiprocess

from chat_app.api.handshake import FRAME
from chat_app.config import settings
from chat_app.server.waiting import IDLE

FAREWELL = 10  # seconds that a process may take to answer what is under way when it is told to stop
YOUNG = (2_000, 20, 50)  # objects until a look at the youngest; of such looks, until one at the next older ones
HUNG = 30  # seconds without a sign of life after which a process of several is ended and started anew


def serve(host: str, port: int, loglevel: Any = None, app_target: str | None = None) -> None:
    """Serve until told to stop (SIGTERM, SIGINT), by as many processes as WORKERS says.

    Takes what Reflex hands to a server of its own: `loglevel` is not needed, `app_target` is another application.
    """
    from reflex.utils.exec import get_app_instance

    _raise_file_limit()
    if os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())  # where Reflex has found the application, and the workers shall
    config = Config(
        app_target or get_app_instance(),
        factory=True,
        interface="asgi3",
        lifespan="on",
        host=host,
        port=port,
        workers=settings().workers,
        http="chat_app.server.http:HttpConnection",
        ws="chat_app.server.websocket:WebSocketConnection",
        ws_max_size=2 * FRAME,  # bytes, for a limit in characters
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        proxy_headers=False,  # `api.origin` knows whom to believe
        server_header=False,
        access_log=False,
        log_config=None,  # `logs` hears of everything
        log_level="warning",
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=FAREWELL,
        timeout_worker_healthcheck=HUNG,
    )
    if config.workers == 1:
        Server(config).run()
    else:
        Multiprocess(config, [_listening(host, port)]).run()


def leave_with_supervisor() -> None:
    """Have this process told to stop when its supervisor is gone, however that went. Call it in the running loop.

    Else it would serve on, unseen, and hold the port of those who are started next.
    """
    if (supervisor := multiprocessing.parent_process()) is None:
        return
    loop = asyncio.get_running_loop()

    def leave() -> None:
        loop.remove_reader(supervisor.sentinel)
        os.kill(os.getpid(), signal.SIGTERM)

    loop.add_reader(supervisor.sentinel, leave)


def settle_collector() -> None:
    """Have Python's collector stop the process seldom and for short. Call it when everything has been loaded.

    What is there by then stays, and need not be looked at again. What connections leave behind is found among young
    objects; with Python's own numbers, every hundred of them cost a look at all others, 20 to 60 ms.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*YOUNG)


def _listening(host: str, port: int) -> socket.socket:
    """One socket for all processes: the others go on taking connections while one is started anew."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind((host, port))
    sock.set_inheritable(True)
    return sock


def _raise_file_limit() -> None:
    """Each connection is an open file, and shells allow 1,024."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
