"""Where a request comes from: same-origin checks for sockets and forms, and the address behind trusted proxies."""

import ipaddress
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from chat_app.config import Settings
from chat_app.config_address import loopback

LONGEST = 64  # characters of an address, in brackets, with a port and a zone
KEPT = 2_048  # cached addresses
HOPS = 32  # entries of `X-Forwarded-For` that are looked at, from the right
# Headers besides `X-Forwarded-…` that each mean that a proxy has forwarded the request.
PROXIES = {
    "forwarded", "via", "x-original-forwarded-for", "x-real-ip", "x-client-ip", "x-cluster-client-ip",
    "true-client-ip", "cf-connecting-ip", "fastly-client-ip", "x-envoy-external-address",
}  # fmt: skip


def same_origin(settings: Settings, headers: Mapping[str, str]) -> bool:
    """Whether a browser's request comes from a page of this server.

    A request without an Origin header passes, unless Sec-Fetch-Site says otherwise: another site's page cannot make a
    browser send such a request with cookies (WebSocket handshakes and cross-site POSTs always carry Origin).
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


def same_origin_post(settings: Settings, headers: Mapping[str, str]) -> bool:
    """Whether a request that changes something comes from a page of this server.

    A request without any origin is refused: every browser that can show the pages sends `Origin` with a POST, and even
    without cookies another site's page could sign a visitor in to an account that it has chosen.
    """
    return ("origin" in headers or "sec-fetch-site" in headers) and same_origin(settings, headers)


def from_own_page(settings: Settings, headers: Mapping[str, str]) -> bool:
    """Whether a link on a page of this server was followed: for the few GETs that change something.

    Browsers say so in `Sec-Fetch-Site`; over plain http only in `Referer`.
    """
    if (site := headers.get("sec-fetch-site")) is not None:
        return site == "same-origin"
    return same_origin(settings, {**headers, "origin": _site(headers.get("referer", ""))})


def from_own_referer(settings: Settings, headers: Mapping[str, str]) -> bool:
    """Whether the page that `Referer` names has an address of this server, so that it may open a websocket. Parley's
    pages always send `Referer` to their own server."""
    return same_origin(settings, {"host": headers.get("host", ""), "origin": _site(headers.get("referer", ""))})


def client_ip(settings: Settings, peer: str, headers: Headers) -> str:
    """Return the client's address: the first, read from the right, that is not a trusted proxy's.

    Several `X-Forwarded-For` lines are one list (RFC 9110, section 5.3): a proxy may add its own line below that of the
    client. An entry that is not an address ends the list: then the address of the proxy that added it is returned.
    """
    hops = ",".join(headers.getlist("x-forwarded-for")).rsplit(",", HOPS)[-HOPS:]
    address = _plain(peer)
    while hops and trusted(settings, address):
        hop = hops.pop().strip()
        if hop:
            if len(hop) > LONGEST or (read := _hop(hop)) is None:
                break
            address = read
    return address


def is_local(settings: Settings, peer: str, http_version: str, headers: Headers) -> bool:
    """Whether a request comes from this machine to this server's port, without a proxy.

    Only where BASE_URL is an address of this machine. Proxies that send no header of their own are recognised: they
    use HTTP/1.0 or close each connection (nginx by default), or name another host or port.
    """
    if not settings.local or any(name.startswith("x-forwarded") or name in PROXIES for name in headers):
        return False
    if http_version == "1.0" or "close" in headers.get("connection", "").lower():
        return False
    try:
        asked = urlsplit(f"//{headers.get('host', '')}")
        return loopback(asked.hostname) and (asked.port or 80) == settings.port and loopback(_plain(peer))
    except ValueError:
        return False


@lru_cache(KEPT)
def network(address: str) -> str:
    """Return the network of one client: its IPv4 address, or the /64 that every IPv6 household gets."""
    ip = _parsed(address)
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip and ip.version == 6 else _plain(address)


def _site(referer: str) -> str:
    """Return the origin of an address; `null`, as browsers write it, without one."""
    try:
        parts = urlsplit(referer)
    except ValueError:
        return "null"
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else "null"


@lru_cache(KEPT)
def _hop(entry: str) -> str | None:
    """Return the address in an entry of `X-Forwarded-For`: bare, with a port, in brackets or quotation marks."""
    entry = entry.strip('"')
    if entry.startswith("["):
        entry = entry[1:].partition("]")[0]
    elif entry.count(":") == 1:  # IPv4 with a port
        entry = entry.partition(":")[0]
    ip = _parsed(entry.partition("%")[0])
    return str(ip) if ip else None


def _plain(address: str) -> str:
    return str(_parsed(address) or address)


@lru_cache(KEPT)
def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return an address; an IPv4-mapped one as IPv4, since servers that listen on IPv6 see `::ffff:10.0.0.1` instead of
    10.0.0.1; None for another text."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return None
    return (ip.ipv4_mapped or ip) if ip.version == 6 else ip


def trusted(settings: Settings, address: str) -> bool:
    """Whether this is the address of a trusted proxy."""
    return _among(address, settings.trusted_proxies)


@lru_cache(KEPT)
def _among(address: str, networks: tuple[str, ...]) -> bool:
    ip = _parsed(address)
    return ip is not None and any(ip in ipaddress.ip_network(each, strict=False) for each in networks)
