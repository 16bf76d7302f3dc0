"""Where a request comes from: same-origin checks for sockets and forms, and the address behind trusted proxies."""

import ipaddress
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from chat_app.config import Settings
from chat_app.config_address import loopback

LONGEST = 64  # characters of an address, in brackets, with a port and a zone
KEPT = 2_048  # addresses that are not read anew: a crowd comes from a few
HOPS = 32  # entries of `X-Forwarded-For` that are looked at, from the right
# Besides `X-Forwarded-…`: headers of which each means that a proxy has handed the request on.
PROXIES = {
    "forwarded", "via", "x-original-forwarded-for", "x-real-ip", "x-client-ip", "x-cluster-client-ip",
    "true-client-ip", "cf-connecting-ip", "fastly-client-ip", "x-envoy-external-address",
}  # fmt: skip


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


def same_origin_post(settings: Settings, headers: Mapping[str, str]) -> bool:
    """Whether a request that changes something comes from one of our own pages.

    Refuses one that says nothing of where it comes from: every browser that can show our pages sends `Origin` with a
    POST, and without cookies, too, another site's page could sign a visitor in to an account of its own choice.
    """
    return ("origin" in headers or "sec-fetch-site" in headers) and same_origin(settings, headers)


def from_our_page(settings: Settings, headers: Mapping[str, str]) -> bool:
    """Whether a link on one of our own pages leads here: for the few GETs that do something.

    Browsers say so in `Sec-Fetch-Site`; over plain http only in `Referer`.
    """
    if (site := headers.get("sec-fetch-site")) is not None:
        return site == "same-origin"
    return same_origin(settings, {**headers, "origin": _site(headers.get("referer", ""))})


def asked_from(settings: Settings, headers: Mapping[str, str]) -> bool:
    """Whether the page that a request names in `Referer` has an address of ours, so that it may open a websocket. For
    pages of ours, which always send it to their own server."""
    return same_origin(settings, {"host": headers.get("host", ""), "origin": _site(headers.get("referer", ""))})


def client_ip(settings: Settings, peer: str, headers: Headers) -> str:
    """The address of the client: read from the right, the first that is no trusted proxy's.

    Several `X-Forwarded-For` lines are one list (RFC 9110, section 5.3): a proxy may add a line of its own below that
    of the client. An entry that is no address ends the list: then the proxy that added it counts, not what it says.
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
    """Whether the visitor sits at this very machine, and came to this very port with no proxy between.

    Only for an installation whose own address is this machine's. Proxies that name nobody give themselves away: they
    speak HTTP/1.0 or close each connection (nginx as it comes), or ask for another host or port than ours.
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
    """What one client holds: an IPv4 address, or the /64 that every IPv6 household gets."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((ip, 64), strict=False)) if ip.version == 6 else str(ip)


def _site(referer: str) -> str:
    """The origin of an address; `null`, as browsers write it, for what has none."""
    try:
        parts = urlsplit(referer)
    except ValueError:
        return "null"
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else "null"


@lru_cache(KEPT)
def _hop(entry: str) -> str | None:
    """The address in an entry of `X-Forwarded-For`: bare, with a port, in brackets or quotation marks."""
    entry = entry.strip('"')
    if entry.startswith("["):
        entry = entry[1:].partition("]")[0]
    elif entry.count(":") == 1:  # IPv4 with a port
        entry = entry.partition(":")[0]
    try:
        return _plain(str(ipaddress.ip_address(entry.partition("%")[0])))
    except ValueError:
        return None


@lru_cache(KEPT)
def _plain(address: str) -> str:
    """A server that listens on IPv6 sees IPv4 clients as `::ffff:10.0.0.1`; settings name them by what they are."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ip.ipv4_mapped) if ip.version == 6 and ip.ipv4_mapped else address


def trusted(settings: Settings, address: str) -> bool:
    """Whether this is the address of a proxy of ours."""
    return _among(address, settings.trusted_proxies)


@lru_cache(KEPT)
def _among(address: str, networks: tuple[str, ...]) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(ip in ipaddress.ip_network(each, strict=False) for each in networks)
