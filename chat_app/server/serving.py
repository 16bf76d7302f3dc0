"""Serving the application by one process, or by several under a supervisor that restarts those that die."""

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
from chat_app.server.idle_connections import IDLE

GRACE = 10  # seconds in which a process that is told to stop may finish its requests
COLLECTOR = (2_000, 20, 50)  # thresholds of `gc`: new objects, then collections until one of older objects
UNRESPONSIVE = 30  # seconds without an answer to the supervisor after which it restarts a process


def serve(host: str, port: int, loglevel: Any = None, app_target: str | None = None) -> None:
    """Serve until told to stop (SIGTERM, SIGINT), by as many processes as WORKERS says.

    The parameters are those of Reflex's own servers: `loglevel` is not used, `app_target` names another application.
    """
    from chat_app.front_end import application

    _raise_file_limit()
    if os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())  # where Reflex has found the application, and workers have to
    config = Config(
        app_target or application(),
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
        proxy_headers=False,  # `api.origin` knows which proxies to trust
        server_header=False,
        access_log=False,
        log_config=None,  # `logs` takes over all logging
        log_level="warning",
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=GRACE,
        timeout_worker_healthcheck=UNRESPONSIVE,
    )
    if config.workers == 1:
        Server(config).run()
    else:
        Multiprocess(config, [_bind(host, port)]).run()


def stop_with_supervisor() -> None:
    """Stop this process when its supervisor has ended, for any reason. Call it in the running loop.

    Otherwise the process would go on serving and keep the port from the next supervisor's processes.
    """
    if (supervisor := multiprocessing.parent_process()) is None:
        return
    loop = asyncio.get_running_loop()

    def leave() -> None:
        loop.remove_reader(supervisor.sentinel)
        os.kill(os.getpid(), signal.SIGTERM)

    loop.add_reader(supervisor.sentinel, leave)


def tune_collector() -> None:
    """Have Python's garbage collector stop the process rarely and briefly. Call it when everything has been loaded.

    Objects that exist by then are never collected. Garbage of connections is found among young objects; with Python's
    own thresholds every hundred connections cost a collection of all objects, 20 to 60 ms.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTOR)


def _bind(host: str, port: int) -> socket.socket:
    """Return one socket for all processes: the others go on accepting connections while a process restarts."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind((host, port))
    sock.set_inheritable(True)
    return sock


def _raise_file_limit() -> None:
    """Allow as many open files as the system does: each connection is one, and shells allow 1,024."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
