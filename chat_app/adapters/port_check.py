"""Checks before the build that the server's port is free: the server itself would end with a traceback."""

import errno
import os
import socket
import sys


class PortUnavailable(Exception):
    """The server cannot listen. The text is one line for the operator: the setting, the reason, what to do."""


def check(host: str, port: int) -> None:
    """Listen for a moment on the server's host and port. Raises PortUnavailable."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a server that has just ended does not count
        try:
            probe.bind((host, port))
            probe.listen()
        except OSError as error:
            raise PortUnavailable(_explain(host, port, error)) from None


def check_or_exit(host: str, port: int) -> None:
    """Check the port; end this process with the one line of PortUnavailable."""
    try:
        check(host, port)
    except PortUnavailable as reason:
        sys.exit(f"parley: {reason}")


def _explain(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"PORT: another program listens on port {port} already. End it, or choose another port: PORT={port + 1}"
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"PORT: port {port} is for root only. Choose one above 1023, behind a proxy (docs/hosting.md)."
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"--host: {host} is no address of this machine."
    return f"PORT: nothing can listen on {host}:{port} ({os.strerror(error.errno or 0)})."
