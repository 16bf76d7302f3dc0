"""A mail to send, and who sends it."""

from __future__ import annotations

import ssl

from chat_app.adapters.mail import Mail, SmtpMailer
from tests.stack.mail_server import URL_USER, MailServer

SENDER = "Parley <parley@watercooler.example>"
ADA = "ada@watercooler.example"
LINK = "http://localhost:3000/auth/magic?token=" + "x" * 60
MAIL = Mail(ADA, "Sign in to Käse & Söhne", f"Hello Ada,\n\n{LINK}\n", f'<p>Hello <a href="{LINK}">Ada</a></p>')


def by_smtp(server: MailServer, trust: ssl.SSLContext, user: str = URL_USER) -> SmtpMailer:
    return SmtpMailer(f"smtp://{user}@localhost:{server.port}", SENDER, trust)
