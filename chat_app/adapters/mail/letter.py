"""What is mailed, what every mailer does, and how it says that it could not."""

from dataclasses import dataclass
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from typing import Protocol

_SAFE = policy.default.clone(cte_type="7bit")  # what every server on the way, Amazon's first of all, passes on unharmed
_READABLE = policy.default.clone(cte_type="8bit")


@dataclass(frozen=True)
class Mail:
    """One mail: a text, and the same in HTML where there is one."""

    to: str
    subject: str
    text: str
    html: str = ""


class NotSent(Exception):
    """A mail was not taken. `str(error)` is for operators; it holds no passwords.

    `temporary`: trying again may help. `recipient`: it is this one address that the server does not want.
    """

    def __init__(self, reason: str, *, temporary: bool = False, recipient: bool = False) -> None:
        super().__init__(reason)
        self.temporary = temporary
        self.recipient = recipient


class Mailer(Protocol):
    """Sends mail."""

    async def send(self, mail: Mail) -> None:
        """Hand the mail over. Raises NotSent when that fails, ValueError for a line break in a header."""
        ...

    async def check(self) -> None:
        """Go all the way but the last step: connect and sign in. Raises NotSent."""
        ...


def compose(mail: Mail, sender: str, *, as_written: bool = False) -> EmailMessage:
    """The mail as it goes out (RFC 5322): plain text first, then HTML, as `multipart/alternative`. `as_written` for a
    file that people read as it is: no line of it is encoded or broken, so that a link can be copied.

    Raises ValueError for an address or subject that would add headers.
    """
    message = EmailMessage(_READABLE if as_written else _SAFE)
    message["From"], message["To"], message["Subject"] = sender, Address(addr_spec=mail.to), mail.subject
    domain = parseaddr(sender)[1].rpartition("@")[2] or "parley.local"
    message["Date"], message["Message-ID"] = formatdate(localtime=False), make_msgid(domain=domain)
    # Vacation answers and mailing lists leave such mail alone (RFC 3834, section 5).
    message["Auto-Submitted"] = "auto-generated"
    encoding = "8bit" if as_written else None  # None: what fits
    message.set_content(mail.text, cte=encoding)
    if mail.html:
        message.add_alternative(mail.html, subtype="html", cte=encoding)
    return message
