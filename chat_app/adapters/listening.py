"""Whether the server will get its port, before anything is built: it would end in a trace that names none of this."""

import errno
import os
import socket
import sys


class NoPort(Exception):
    """Why the server cannot listen, in one line for the operator: which setting, and what to do."""


def check(host: str, port: int) -> None:
    """Listen for a moment where the server will. Raises NoPort."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # what has just ended is no hindrance
        try:
            probe.bind((host, port))
            probe.listen()
        except OSError as error:
            raise NoPort(_explained(host, port, error)) from None


def check_or_exit(host: str, port: int) -> None:
    """The same for a command: end this process with the line alone."""
    try:
        check(host, port)
    except NoPort as reason:
        sys.exit(f"parley: {reason}")


def _explained(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"PORT: another program listens on port {port} already. End it, or choose another port: PORT={port + 1}"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"PORT: port {port} is for root only. Choose one above 1023, behind a proxy (docs/hosting.md)."
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"--host: {host} is no address of this machine."
    return f"PORT: nothing can listen on {host}:{port} ({os.strerror(error.errno or 0)})."
