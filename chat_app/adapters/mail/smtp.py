"""Mail over SMTP: `smtp://` with STARTTLS, `smtps://` with TLS from the first byte, `smtp://…?tls=no` with none."""

import ssl
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote, urlsplit

import aiosmtplib

from chat_app.adapters.mail.mailer import Mail, NotSent, compose

TIMEOUT = 15  # seconds a step
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class SmtpMailer:
    """Sends each mail over a new connection. Other machines must use TLS, unless the URL says otherwise."""

    def __init__(self, url: str, sender: str, tls: ssl.SSLContext | None = None) -> None:
        parts = urlsplit(url)
        implicit = parts.scheme == "smtps"
        user = unquote(parts.username or "")
        # A server on this machine may go without TLS, except where its certificate is given.
        plain = parts.query == "tls=no" or (tls is None and parts.hostname in LOOPBACK)
        self._sender = sender
        self._connection: dict[str, Any] = {
            "hostname": parts.hostname or "localhost",
            "port": parts.port or (465 if implicit else 587),
            "username": user or None,
            "password": unquote(parts.password or "") if user else None,
            "use_tls": implicit,
            "start_tls": not implicit and not plain,
            "tls_context": tls,  # None: the certificates of the system or of SSL_CERT_FILE
            "timeout": TIMEOUT,
        }

    async def send(self, mail: Mail) -> None:
        """Send a mail. Raises NotSent when that fails, ValueError for a line break in a header."""
        message = compose(mail, self._sender)
        await self._session(lambda client: client.send_message(message))

    async def check(self) -> None:
        """Connect and sign in. Raises NotSent."""
        await self._session(lambda client: client.noop())

    async def _session(self, work: Callable[[aiosmtplib.SMTP], Awaitable[Any]]) -> None:
        try:
            async with aiosmtplib.SMTP(**self._connection) as client:
                await work(client)
        except (aiosmtplib.SMTPException, OSError) as error:
            raise _not_sent(error) from error


def _not_sent(error: Exception) -> NotSent:
    """Convert an error: a 4xx reply and a broken connection are temporary, a 5xx reply is not (RFC 5321, 4.2.1)."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        first = error.recipients[0]
        return NotSent(f"SMTP: {first.code} {first.message}", temporary=first.code < 500, recipient=True)
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return NotSent(f"SMTP: {error.code} {error.message}", temporary=error.code < 500)
    certificate = isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError)
    return NotSent(f"SMTP: {type(error).__name__}: {error}", temporary=not certificate)
