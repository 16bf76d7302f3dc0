"""Mail. Without a mail server, a link is printed to the console and the mail is kept in the outbox folder."""

import asyncio
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import Protocol

import structlog

log = structlog.get_logger()


@dataclass(frozen=True)
class Mail:
    """One mail in plain text."""

    to: str
    subject: str
    text: str


class Mailer(Protocol):
    """Sends mail."""

    async def send(self, mail: Mail) -> None:
        """Hand the mail over. Raises OSError when that fails."""
        ...


class OutboxMailer:
    """Writes mails to a folder, one `.eml` file each, and prints them: for a team that has no mail server yet."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    async def send(self, mail: Mail) -> None:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._sender, mail.to, mail.subject
        message["Date"], message["Message-ID"] = (
            formatdate(localtime=False),
            make_msgid(domain="parley.local"),
        )
        message.set_content(mail.text)
        await asyncio.to_thread(self._keep, message)
        links = " ".join(re.findall(r"https?://\S+", mail.text))
        print(f"\n  Mail to {mail.to}: {mail.subject}\n  {links}\n", flush=True)

    def _keep(self, message: EmailMessage) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        stamp = re.sub(r"\W", "", message["Message-ID"].split("@")[0])
        (self._folder / f"{stamp}.eml").write_bytes(bytes(message))
