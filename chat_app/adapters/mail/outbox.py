"""The outbox folder, for installations without a mail server."""

import asyncio
import re
from email.message import EmailMessage
from pathlib import Path

from chat_app.adapters.mail.mailer import Mail, NotSent, compose
from chat_app.log_words import masked


class OutboxMailer:
    """Writes mails to a folder, one `.eml` file each, and prints them."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    async def send(self, mail: Mail) -> None:
        """Write the mail to the folder. Raises NotSent when that fails, ValueError for a line break in a header."""
        message = compose(mail, self._sender, as_written=True)
        try:
            await asyncio.to_thread(self._keep, message)
        except OSError as error:
            raise NotSent(f"the outbox folder cannot be written: {error.strerror}") from error
        links = " ".join(re.findall(r"https?://\S+", mail.text))
        print(f"\n  Mail to {masked(mail.to)}: {masked(mail.subject)}\n  {links}\n", flush=True)

    async def check(self) -> None:
        """Create the folder. Raises NotSent."""
        try:
            await asyncio.to_thread(self._open)
        except OSError as error:
            raise NotSent(f"the outbox folder cannot be made: {error.strerror}") from error

    def _open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def _keep(self, message: EmailMessage) -> None:
        self._open()
        stamp = re.sub(r"\W", "", message["Message-ID"].split("@")[0])
        part = self._folder / f".{stamp}"
        try:
            part.write_bytes(bytes(message))
            part.replace(self._folder / f"{stamp}.eml")  # other programs read whole mails only
        finally:
            part.unlink(missing_ok=True)
