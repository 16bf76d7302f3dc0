"""Mails, the Protocol of mailers, and their exception."""

from dataclasses import dataclass
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from typing import Protocol

_SAFE = policy.default.clone(cte_type="7bit")  # which every server, Amazon's included, passes on unchanged
_READABLE = policy.default.clone(cte_type="8bit")


@dataclass(frozen=True)
class Mail:
    """A mail: plain text, and optionally HTML with equal content."""

    to: str
    subject: str
    text: str
    html: str = ""


class NotSent(Exception):
    """A mail was not accepted. `str(error)` is for operators; it holds no passwords.

    `temporary`: a later attempt may succeed. `recipient`: the server refuses this address only.
    """

    def __init__(self, reason: str, *, temporary: bool = False, recipient: bool = False) -> None:
        super().__init__(reason)
        self.temporary = temporary
        self.recipient = recipient


class Mailer(Protocol):
    """Sends mail."""

    async def send(self, mail: Mail) -> None:
        """Send a mail. Raises NotSent when that fails, ValueError for a line break in a header."""

    async def check(self) -> None:
        """Connect and sign in without sending. Raises NotSent."""


def compose(mail: Mail, sender: str, *, as_written: bool = False) -> EmailMessage:
    """Return a mail as it is sent (RFC 5322): plain text first, then HTML, as `multipart/alternative`. `as_written`:
    lines are neither encoded nor broken, so that people can copy a link from the file.

    Raises ValueError for an address or subject that would add headers.
    """
    message = EmailMessage(_READABLE if as_written else _SAFE)
    message["From"], message["To"], message["Subject"] = sender, Address(addr_spec=mail.to), mail.subject
    domain = parseaddr(sender)[1].rpartition("@")[2] or "parley.local"
    message["Date"], message["Message-ID"] = formatdate(localtime=False), make_msgid(domain=domain)
    # Automatic replies and mailing lists ignore such mail (RFC 3834, section 5).
    message["Auto-Submitted"] = "auto-generated"
    encoding = "8bit" if as_written else None  # None: chosen by content
    message.set_content(mail.text, cte=encoding)
    if mail.html:
        message.add_alternative(mail.html, subtype="html", cte=encoding)
    return message
