"""Names and attributes of every cookie. Over https the name has the prefix that keeps other hosts of the same domain
from setting it (RFC 6265bis, section 4.1.3): `__Host-`, or `__Secure-` for a cookie with a path."""

from starlette.requests import cookie_parser
from starlette.responses import Response

from chat_app.config import Settings


def name(settings: Settings, plain: str, path: str = "/") -> str:
    """Return a cookie's name with its prefix."""
    if not settings.secure:
        return plain
    return f"__Host-{plain}" if path == "/" else f"__Secure-{plain}"


def read(settings: Settings, header: str, plain: str, path: str = "/") -> str:
    """Return a cookie's value in a Cookie header, or an empty string."""
    return cookie_parser(header).get(name(settings, plain, path), "")


def put(
    response: Response, settings: Settings, plain: str, value: str, age: int, *, path: str = "/", hidden: bool = True
) -> None:
    """Set a cookie that lasts `age` seconds, `hidden` from scripts."""
    response.set_cookie(
        name(settings, plain, path), value,
        max_age=age, path=path, httponly=hidden, samesite="lax", secure=settings.secure,
    )  # fmt: skip


def drop(response: Response, settings: Settings, plain: str, *, path: str = "/", hidden: bool = True) -> None:
    """Remove a cookie from the browser."""
    response.delete_cookie(
        name(settings, plain, path), path=path, httponly=hidden, samesite="lax", secure=settings.secure
    )
