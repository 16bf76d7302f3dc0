"""Where a request comes from."""

from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import Headers

from chat_app.api.origin import (
    client_ip,
    from_own_page,
    from_own_referer,
    is_local,
    network,
    same_origin,
    same_origin_post,
)
from tests.cast import settings_for

PUBLIC = {"base_url": "https://chat.example.com"}
TWO = {**PUBLIC, "allowed_origins": ("https://chat.example.org",)}
PROXY = {"trusted_proxies": ("10.0.0.0/8", "::1")}


@pytest.mark.parametrize(
    ("configured", "headers", "same"),
    [
        (PUBLIC, {}, True),
        (PUBLIC, {"origin": "https://chat.example.com"}, True),
        ({"base_url": "https://Chat.Example.com:443/"}, {"origin": "https://chat.example.com"}, True),
        (TWO, {"origin": "https://chat.example.org"}, True),
        (TWO, {"origin": "https://chat.example.com"}, True),
        (PUBLIC, {"origin": "https://chat.example.org"}, False),
        (PUBLIC, {"origin": "http://chat.example.com"}, False),
        (PUBLIC, {"origin": "https://chat.example.com.evil.example"}, False),
        (PUBLIC, {"origin": "https://evil.example", "host": "evil.example"}, False),
        (PUBLIC, {"origin": "null", "host": "chat.example.com"}, False),
        ({}, {"origin": "http://localhost:3000"}, True),
        ({}, {"origin": "http://pi.local:3000", "host": "pi.local:3000"}, True),
        ({}, {"origin": "http://evil.example", "host": "pi.local:3000"}, False),
        ({}, {"origin": "http://pi.local:4000", "host": "pi.local:3000"}, False),
        ({}, {"origin": "null", "host": ""}, False),
        ({}, {"origin": "", "host": ""}, False),
        ({}, {"origin": "http://["}, False),
        ({}, {"origin": "null"}, False),
        (PUBLIC, {"sec-fetch-site": "same-origin"}, True),
        (PUBLIC, {"sec-fetch-site": "none"}, True),
        (PUBLIC, {"sec-fetch-site": "cross-site"}, False),
        (PUBLIC, {"sec-fetch-site": "same-site", "origin": "https://chat.example.com"}, False),
        (TWO, {"sec-fetch-site": "cross-site", "origin": "https://chat.example.org"}, True),
    ],
)
def test_same_origin(tmp_path: Path, configured: dict[str, Any], headers: dict[str, str], same: bool):
    assert same_origin(settings_for("", tmp_path, **configured), headers) is same


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"origin": "https://chat.example.com", "sec-fetch-site": "same-origin"}, True),
        ({"origin": "https://chat.example.com"}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"origin": "https://evil.example.com", "sec-fetch-site": "same-site"}, False),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, False),
        ({"origin": "https://evil.example", "sec-fetch-site": "same-origin"}, False),
        ({"referer": "https://chat.example.com/login"}, False),
        ({}, False),
    ],
)
def test_what_changes_something_has_to_say_that_it_comes_from_our_page(
    tmp_path: Path, headers: dict[str, str], ours: bool
):
    assert same_origin_post(settings_for("", tmp_path, **PUBLIC), headers) is ours


def lines(*forwarded: str) -> Headers:
    """A request with these `X-Forwarded-For` lines, as the server hands them over."""
    return Headers(raw=[(b"x-forwarded-for", line.encode("latin-1")) for line in forwarded])


@pytest.mark.parametrize(
    ("configured", "peer", "forwarded", "address"),
    [
        (PROXY, "10.0.0.1", ["192.0.2.7"], "192.0.2.7"),
        (PROXY, "10.0.0.1", ["203.0.113.9, 192.0.2.7"], "192.0.2.7"),
        (PROXY, "10.0.0.1", ["203.0.113.9, 192.0.2.7, 10.9.9.9"], "192.0.2.7"),
        (PROXY, "::1", ["192.0.2.7"], "192.0.2.7"),
        (PROXY, "192.0.2.7", ["203.0.113.9"], "192.0.2.7"),
        (PROXY, "10.0.0.1", [], "10.0.0.1"),
        (PROXY, "10.0.0.1", ["10.0.0.2, 10.0.0.3"], "10.0.0.2"),
        (PROXY, "", ["192.0.2.7"], ""),
        ({}, "10.0.0.1", ["192.0.2.7"], "10.0.0.1"),
        (PROXY, "::ffff:10.0.0.1", ["192.0.2.7"], "192.0.2.7"),
        (PROXY, "10.0.0.1", ["192.0.2.7, ::ffff:10.9.9.9"], "192.0.2.7"),
        ({}, "::ffff:192.0.2.7", [], "192.0.2.7"),
        # HAProxy's `option forwardfor` adds a line of its own below the client's
        (PROXY, "10.0.0.1", ["203.0.113.9", "192.0.2.7"], "192.0.2.7"),
        (PROXY, "10.0.0.1", ["203.0.113.9, 10.1.1.1", "192.0.2.7", "10.9.9.9"], "192.0.2.7"),
        (PROXY, "10.0.0.1", ["203.0.113.9", "192.0.2.7,", " ,"], "192.0.2.7"),
        # entries as proxies write them
        (PROXY, "10.0.0.1", ["192.0.2.7:4711"], "192.0.2.7"),
        (PROXY, "10.0.0.1", ["[2001:db8::1]:4711"], "2001:db8::1"),
        (PROXY, "10.0.0.1", ["[2001:db8::1]"], "2001:db8::1"),
        (PROXY, "10.0.0.1", ['"[2001:db8::1]:4711"'], "2001:db8::1"),
        (PROXY, "10.0.0.1", ["2001:DB8:0::1"], "2001:db8::1"),
        (PROXY, "10.0.0.1", ["fe80::1%eth0"], "fe80::1"),
        (PROXY, "10.0.0.1", ["[::ffff:192.0.2.7]:80, 10.0.0.9:443"], "192.0.2.7"),
        (PROXY, "10.0.0.1", ["\t203.0.113.9\t,  192.0.2.7 \t"], "192.0.2.7"),
        # what is no address is nobody's: the proxy that said so counts
        (PROXY, "10.0.0.1", ["nonsense"], "10.0.0.1"),
        (PROXY, "10.0.0.1", ["203.0.113.9, unknown"], "10.0.0.1"),
        (PROXY, "10.0.0.1", ["203.0.113.9, _hidden, 10.0.0.2"], "10.0.0.2"),
        (PROXY, "10.0.0.1", ["203.0.113.9, 300.1.1.1"], "10.0.0.1"),
        (PROXY, "10.0.0.1", ["203.0.113.9, 010.0.0.1"], "10.0.0.1"),
        (PROXY, "10.0.0.1", ["203.0.113.9, [2001:db8::1"], "2001:db8::1"),
        (PROXY, "10.0.0.1", ["203.0.113.9, []"], "10.0.0.1"),
        (PROXY, "10.0.0.1", ["203.0.113.9, 192.0.2.7; DROP"], "10.0.0.1"),
        (PROXY, "10.0.0.1", ["203.0.113.9", "\xff\x00"], "10.0.0.1"),
        (PROXY, "10.0.0.1", [",".join(["203.0.113.9"] * 9000), "192.0.2.7"], "192.0.2.7"),
    ],
)
def test_client_ip(tmp_path: Path, configured: dict[str, Any], peer: str, forwarded: list[str], address: str):
    assert client_ip(settings_for("", tmp_path, **configured), peer, lines(*forwarded)) == address


HERE = {"host": "localhost:3000"}


@pytest.mark.parametrize(
    ("configured", "peer", "headers", "local"),
    [
        ({}, "127.0.0.1", HERE, True),
        ({}, "127.0.0.1", {"host": "127.0.0.1:3000"}, True),
        ({}, "::1", {"host": "[::1]:3000"}, True),
        ({"port": 80}, "127.0.0.1", {"host": "localhost"}, True),
        ({"base_url": "http://127.0.0.1:3000"}, "127.0.0.1", HERE, True),
        ({}, "192.0.2.7", HERE, False),
        ({}, "127.0.0.1", {"host": "chat.example.com"}, False),
        ({}, "127.0.0.1", {"host": "localhost"}, False),  # another port: a proxy's
        ({}, "127.0.0.1", {"host": "localhost:443"}, False),
        ({}, "127.0.0.1", {}, False),
        ({}, "127.0.0.1", {"host": "["}, False),
        ({}, "127.0.0.1", {"host": "localhost:99999"}, False),
        ({}, "", HERE, False),
        ({}, "unix:", HERE, False),
        # the address that people use is not this machine's, or one that only a proxy can serve
        (PUBLIC, "127.0.0.1", HERE, False),
        ({"base_url": "http://chat.example.com:3000"}, "127.0.0.1", HERE, False),
        ({"base_url": "https://localhost:3000"}, "127.0.0.1", HERE, False),
        # proxies that keep quiet about the client, and those that do not
        ({}, "127.0.0.1", {**HERE, "connection": "close"}, False),
        *(
            ({}, "127.0.0.1", {**HERE, name: "192.0.2.7"}, False)
            for name in ("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-real-ip", "forwarded", "via")
        ),
        ({}, "127.0.0.1", {**HERE, "x-forwarded-for": ""}, False),
    ],
)
def test_is_local(tmp_path: Path, configured: dict[str, Any], peer: str, headers: dict[str, str], local: bool):
    settings = settings_for("", tmp_path, **configured)
    assert is_local(settings, peer, "1.1", Headers(headers)) is local
    assert not is_local(settings, peer, "1.0", Headers(headers))  # as nginx asks, unless it is told otherwise


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("nonsense", "nonsense"),
    ],
)
def test_a_household_counts_as_one(address: str, counted_as: str):
    assert network(address) == counted_as


@pytest.mark.parametrize(
    ("configured", "headers", "ours"),
    [
        (PUBLIC, {"referer": "https://chat.example.com/login"}, True),
        (PUBLIC, {"referer": "https://chat.example.com:8443/login"}, False),
        (PUBLIC, {"referer": "http://10.0.0.5:3000/login", "host": "10.0.0.5:3000"}, False),
        (TWO, {"referer": "https://chat.example.org/"}, True),
        ({}, {"referer": "http://pi.local:3000/login", "host": "pi.local:3000"}, True),
        (
            {},
            {"referer": "https://chat.example.com/login", "host": "127.0.0.1:3000"},
            False,
        ),  # a proxy, and no BASE_URL
        ({}, {"referer": "x"}, False),
        ({}, {"referer": "http://["}, False),
        ({}, {}, False),
    ],
)
def test_a_page_is_told_whether_its_address_is_ours(
    tmp_path: Path, configured: dict[str, Any], headers: dict[str, str], ours: bool
):
    assert from_own_referer(settings_for("", tmp_path, **configured), headers) is ours


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site", "referer": "https://chat.example.com/settings"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"referer": "https://chat.example.com/settings"}, True),
        ({"referer": "https://evil.example/https://chat.example.com"}, False),
        ({"referer": "x"}, False),
        ({"referer": "http://["}, False),
        ({"referer": "https:///settings"}, False),
        ({}, False),
    ],
)
def test_a_link_that_does_something_is_followed_from_our_own_pages_only(
    tmp_path: Path, headers: dict[str, str], ours: bool
):
    assert from_own_page(settings_for("", tmp_path, **PUBLIC), headers) is ours
