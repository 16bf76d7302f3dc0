"""Mail over SMTP: `smtp://` with STARTTLS, `smtps://` with TLS from the first byte, `smtp://…?tls=no` with none."""

import ssl
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote, urlsplit

import aiosmtplib

from chat_app.adapters.mail.letter import Mail, NotSent, compose

TIMEOUT = 15  # seconds a step
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class SmtpMailer:
    """One connection a mail. A server on another machine must speak TLS, unless the URL says otherwise."""

    def __init__(self, url: str, sender: str, tls: ssl.SSLContext | None = None) -> None:
        parts = urlsplit(url)
        implicit = parts.scheme == "smtps"
        user = unquote(parts.username or "")
        # At this very machine the server may go without; and with, where a certificate of its own was given.
        plain = parts.query == "tls=no" or (tls is None and parts.hostname in LOOPBACK)
        self._sender = sender
        self._connection: dict[str, Any] = {
            "hostname": parts.hostname or "localhost",
            "port": parts.port or (465 if implicit else 587),
            "username": user or None,
            "password": unquote(parts.password or "") if user else None,
            "use_tls": implicit,
            "start_tls": not implicit and not plain,
            "tls_context": tls,  # None: what this system trusts, or SSL_CERT_FILE says
            "timeout": TIMEOUT,
        }

    async def send(self, mail: Mail) -> None:
        """See `Mailer`."""
        message = compose(mail, self._sender)
        await self._session(lambda client: client.send_message(message))

    async def check(self) -> None:
        """See `Mailer`."""
        await self._session(lambda client: client.noop())

    async def _session(self, work: Callable[[aiosmtplib.SMTP], Awaitable[Any]]) -> None:
        try:
            async with aiosmtplib.SMTP(**self._connection) as client:
                await work(client)
        except (aiosmtplib.SMTPException, OSError) as error:
            raise _said(error) from error


def _said(error: Exception) -> NotSent:
    """A 4xx answer and a broken connection may pass; a 5xx answer will not (RFC 5321, section 4.2.1)."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        first = error.recipients[0]
        return NotSent(f"SMTP: {first.code} {first.message}", temporary=first.code < 500, recipient=True)
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return NotSent(f"SMTP: {error.code} {error.message}", temporary=error.code < 500)
    certificate = isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError)
    return NotSent(f"SMTP: {type(error).__name__}: {error}", temporary=not certificate)
