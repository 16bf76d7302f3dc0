"""A mail server, and its certificate."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import pytest

from tests.stack import certificate
from tests.stack.mail_server import MailServer


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    return certificate.make(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def smtp(ends: tuple[ssl.SSLContext, ssl.SSLContext]) -> Iterator[MailServer]:
    """A server that wants STARTTLS and a password."""
    server = MailServer(tls=ends[0], sign_in=True).start()
    yield server
    server.stop()
