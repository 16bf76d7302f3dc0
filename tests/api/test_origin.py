"""Where a request comes from."""

from pathlib import Path
from typing import Any

import pytest

from chat_app.api.origin import client_ip, from_our_page, is_local, network, same_origin
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
    ("configured", "peer", "forwarded", "address"),
    [
        (PROXY, "10.0.0.1", "192.0.2.7", "192.0.2.7"),
        (PROXY, "10.0.0.1", "203.0.113.9, 192.0.2.7", "192.0.2.7"),
        (PROXY, "10.0.0.1", "203.0.113.9, 192.0.2.7, 10.9.9.9", "192.0.2.7"),
        (PROXY, "::1", "192.0.2.7", "192.0.2.7"),
        (PROXY, "192.0.2.7", "203.0.113.9", "192.0.2.7"),
        (PROXY, "10.0.0.1", "", "10.0.0.1"),
        (PROXY, "10.0.0.1", "10.0.0.2, 10.0.0.3", "10.0.0.2"),
        (PROXY, "10.0.0.1", "nonsense", "nonsense"),
        (PROXY, "", "192.0.2.7", ""),
        ({}, "10.0.0.1", "192.0.2.7", "10.0.0.1"),
        (PROXY, "::ffff:10.0.0.1", "192.0.2.7", "192.0.2.7"),
        (PROXY, "10.0.0.1", "192.0.2.7, ::ffff:10.9.9.9", "192.0.2.7"),
        ({}, "::ffff:192.0.2.7", "", "192.0.2.7"),
    ],
)
def test_client_ip(tmp_path: Path, configured: dict[str, Any], peer: str, forwarded: str, address: str):
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert client_ip(settings_for("", tmp_path, **configured), peer, headers) == address


@pytest.mark.parametrize(
    ("peer", "headers", "local"),
    [
        ("127.0.0.1", {"host": "localhost:3000"}, True),
        ("127.0.0.1", {"host": "127.0.0.1:3000"}, True),
        ("::1", {"host": "[::1]:3000"}, True),
        ("192.0.2.7", {"host": "localhost:3000"}, False),
        ("127.0.0.1", {"host": "chat.example.com"}, False),
        ("127.0.0.1", {"host": "localhost", "x-forwarded-for": "192.0.2.7"}, False),
        ("127.0.0.1", {"host": "localhost", "x-real-ip": "192.0.2.7"}, False),
        ("127.0.0.1", {"host": "localhost", "forwarded": "for=192.0.2.7"}, False),
        ("127.0.0.1", {}, False),
        ("127.0.0.1", {"host": "["}, False),
        ("", {"host": "localhost"}, False),
        ("unix:", {"host": "localhost"}, False),
    ],
)
def test_is_local(tmp_path: Path, peer: str, headers: dict[str, str], local: bool):
    assert is_local(settings_for("", tmp_path), peer, headers) is local


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
    ("headers", "ours"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site", "referer": "https://chat.example.com/settings"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"referer": "https://chat.example.com/settings"}, True),
        ({"referer": "https://evil.example/https://chat.example.com"}, False),
        ({"referer": "x"}, False),
        ({}, False),
    ],
)
def test_a_link_that_does_something_is_followed_from_our_own_pages_only(
    tmp_path: Path, headers: dict[str, str], ours: bool
):
    assert from_our_page(settings_for("", tmp_path, **PUBLIC), headers) is ours
