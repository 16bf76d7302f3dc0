"""Addresses in settings: the server's own, the database's and Redis'."""

import ipaddress
from urllib.parse import urlsplit

from pydantic import AnyHttpUrl, TypeAdapter
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

UNREADABLE = "it cannot be read as a URL; a password with special characters is %-encoded"


def loopback(host: str | None) -> bool:
    """Whether a host name or address is a loopback."""
    try:
        return host == "localhost" or ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def origin(value: str) -> str:
    """Return an address as browsers write it in `Origin`: lower case, no default port, no slash at the end.

    Raises ValueError for more than scheme, host and port, which `Origin` never has.
    """
    url = TypeAdapter(AnyHttpUrl).validate_python(value.strip())
    if url.path not in (None, "/"):
        raise ValueError(f"Parley cannot live below a path ({url.path[:40]}): give it a host name of its own")
    if url.query is not None or url.fragment is not None:
        raise ValueError("it is an address without ? and #")
    if url.username is not None or url.password is not None:
        raise ValueError("it is an address without a name and a password")
    if "*" in (url.host or "*"):
        raise ValueError("it names one host: * stands for none")
    return str(url).rstrip("/")


def database(value: str) -> str:
    """Convert a database's address to SQLAlchemy's form. Raises ValueError, whose text holds no password."""
    scheme, sep, rest = value.partition("://")
    drivers = {
        "": "",
        "postgres": "postgresql+asyncpg",
        "postgresql": "postgresql+asyncpg",
        "postgresql+asyncpg": "postgresql+asyncpg",
        "sqlite": "sqlite+aiosqlite",
        "sqlite+aiosqlite": "sqlite+aiosqlite",
    }
    if scheme not in drivers:
        raise ValueError("only postgresql:// and sqlite:// are understood")
    # Hosters use libpq's parameter `sslmode`; asyncpg's is `ssl`.
    url = drivers[scheme] + sep + rest.replace("sslmode=", "ssl=")
    try:
        make_url(url or "sqlite://")
    except (ArgumentError, ValueError):  # their texts may repeat the password
        raise ValueError(UNREADABLE) from None
    return url


def redis(value: str) -> str:
    """Return the address unchanged. Raises ValueError, whose text holds no password."""
    if value and not value.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("it must begin with redis://, rediss:// or unix://")
    try:
        _ = urlsplit(value).port
    except ValueError:  # its text may repeat the password
        raise ValueError(UNREADABLE) from None
    return value
