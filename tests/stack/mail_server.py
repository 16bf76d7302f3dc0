"""An SMTP server on the loopback that keeps what it is given, and misbehaves when asked to."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from tests.stack.processes import free_port

USER, PASSWORD = "parley", "s3cret/with:signs@"  # what a URL has to encode
URL_USER = "parley:s3cret%2Fwith%3Asigns%40"


@dataclass
class MailServer:
    """`answers` are given, one a mail, before mails are taken; `unwanted` addresses are refused."""

    tls: ssl.SSLContext | None = None
    implicit: bool = False
    sign_in: bool = False
    answers: list[str] = field(default_factory=list)
    unwanted: set[str] = field(default_factory=set)
    mails: list[EmailMessage] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    port: int = field(default_factory=free_port)

    def start(self) -> MailServer:
        """Start it in a thread, and return when it answers."""
        options: dict[str, Any] = {}
        if self.implicit:
            options["ssl_context"] = self.tls
        elif self.tls is not None:
            options |= {"tls_context": self.tls, "require_starttls": True}
        if self.sign_in:
            options |= {"auth_required": True, "authenticator": self._known, "auth_require_tls": not self.implicit}
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port, **options)
        self.controller.start()
        return self

    def stop(self) -> None:
        self.controller.stop()

    async def handle_RCPT(self, server: Any, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        if address in self.unwanted:
            return "550 5.1.1 no such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answers:
            return self.answers.pop(0)
        content = envelope.original_content or b""
        self.mails.append(message_from_bytes(content, EmailMessage, policy=policy.default))
        self.encrypted.append(session.ssl is not None or self.implicit)
        return "250 taken"

    def _known(self, server: Any, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
        known = isinstance(given, LoginPassword) and (given.login, given.password) == (
            USER.encode(),
            PASSWORD.encode(),
        )
        return AuthResult(success=known, handled=False)
