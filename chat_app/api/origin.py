"""Where a request comes from: same-origin checks for sockets and forms, and the address behind trusted proxies."""

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

from chat_app.config import Settings

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def same_origin(settings: Settings, headers: Mapping[str, str]) -> bool:
    """Whether a browser's request comes from one of our own pages.

    A request without an Origin header is none that another site's page could have made a browser send with cookies
    (WebSocket handshakes and cross-site POSTs always carry it), so it passes, unless the browser says otherwise itself.
    """
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return headers.get("origin") in settings.allowed_origins
    origin = headers.get("origin")
    if origin is None:
        return True
    if origin in settings.allowed_origins or origin == settings.url:
        return True
    if settings.base_url:
        return False
    # Without BASE_URL people may come by any name of this machine; then page and request must agree on it.
    return bool(headers.get("host")) and origin.partition("://")[2] == headers.get("host")


def from_our_page(settings: Settings, headers: Mapping[str, str]) -> bool:
    """Whether a link on one of our own pages leads here: for the few GETs that do something.

    Browsers say so in `Sec-Fetch-Site`; over plain http only in `Referer`.
    """
    if (site := headers.get("sec-fetch-site")) is not None:
        return site == "same-origin"
    parts = urlsplit(headers.get("referer", ""))
    return bool(parts.netloc) and same_origin(settings, {**headers, "origin": f"{parts.scheme}://{parts.netloc}"})


def client_ip(settings: Settings, peer: str, headers: Mapping[str, str]) -> str:
    """The address of the client: the last one that a trusted proxy did not add itself."""
    hops = [part.strip() for part in headers.get("x-forwarded-for", "").split(",") if part.strip()]
    address = _plain(peer)
    while hops and _trusted(settings, address):
        address = _plain(hops.pop())
    return address


def is_local(settings: Settings, peer: str, headers: Mapping[str, str]) -> bool:
    """Whether the visitor sits at this very machine. Anything that came through a proxy does not count."""
    if headers.get("x-forwarded-for") or headers.get("forwarded") or headers.get("x-real-ip"):
        return False
    try:
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        return ipaddress.ip_address(_plain(peer)).is_loopback and host in LOOPBACK
    except ValueError:
        return False


def network(address: str) -> str:
    """What one client holds: an IPv4 address, or the /64 that every IPv6 household gets."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)


def _plain(address: str) -> str:
    """A server that listens on IPv6 sees IPv4 clients as `::ffff:10.0.0.1`; settings name them by what they are."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ip.ipv4_mapped) if ip.version == 6 and ip.ipv4_mapped else address


def _trusted(settings: Settings, address: str) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(ip in ipaddress.ip_network(network, strict=False) for network in settings.trusted_proxies)
