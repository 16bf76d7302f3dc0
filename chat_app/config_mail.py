"""The settings of mail: Amazon SES, SMTP, or neither."""

from email.headerregistry import Address
from email.utils import getaddresses
from typing import Annotated
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings

EXAMPLES = {
    "MAIL_FROM": "Parley <parley@example.com>",
    "SMTP_URL": "smtp://user:password@mail.example.com:587",
    "TO_EMAIL": "admins@example.com",
    "AWS_REGION": "eu-central-1",
    "AWS_SES_SENDER": "Parley <parley@example.com>",
    "AWS_ENDPOINT_URL": "http://localhost:5000",
}


def _address(value: str) -> Address:
    """Parse a single address, with or without a name, at a valid domain or `localhost`. Raises ValueError."""
    found = getaddresses([value])
    name, address = found[0] if len(found) == 1 else ("", "")
    local, _, domain = address.rpartition("@")
    here = domain.lower() == "localhost"
    try:
        valid = validate_email(
            f"{local}@localhost.example" if here else address,
            check_deliverability=False,
            test_environment=True,
            allow_smtputf8=False,
        )
        return Address(name, valid.ascii_local_part or "", "localhost" if here else valid.ascii_domain)
    except (EmailNotValidError, ValueError):
        raise ValueError("it is not one e-mail address that every mail server takes") from None


def _sender(value: str) -> str:
    return str(_address(value)) if value else ""


def _recipient(value: str) -> str:
    return _address(value).addr_spec if value else ""


def _smtp(value: str) -> str:
    try:
        parts = urlsplit(value)
        good = not value or (parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and parts.port != 0)
    except ValueError:  # its text may repeat the password
        good = False
    if not good:
        raise ValueError("it must look like smtp://user:password@host:587, special characters %-encoded")
    return value


def _endpoint(value: str) -> str:
    if value and not value.startswith(("http://", "https://")):
        raise ValueError("it must begin with http:// or https://")
    return value


Sender = Annotated[str, AfterValidator(_sender)]


class MailSettings(BaseSettings):
    """How mail is sent, its sender, and the admins who are told when sending fails."""

    mail_from: Sender = "Parley <parley@localhost>"
    to_email: Annotated[str, AfterValidator(_recipient)] = ""
    smtp_url: Annotated[str, AfterValidator(_smtp)] = Field(default="", repr=False)  # may hold a password
    aws_region: str = ""
    aws_access_key_id: str = ""
    aws_secret_access_key: SecretStr = SecretStr("")
    aws_ses_sender: Sender = ""
    aws_endpoint_url: Annotated[str, AfterValidator(_endpoint)] = ""

    @property
    def mails(self) -> bool:
        """Whether mail is sent, rather than written to a folder."""
        return bool(self.smtp_url or self.aws_ses_sender)

    @model_validator(mode="after")
    def _one_way(self) -> "MailSettings":
        if self.aws_ses_sender and self.smtp_url:
            raise ValueError("AWS_SES_SENDER: mail goes through SES or over SMTP_URL; set one of the two")
        if self.aws_ses_sender and not self.aws_region:
            raise ValueError("AWS_REGION: SES needs to know the region")
        if bool(self.aws_access_key_id) != bool(self.aws_secret_access_key.get_secret_value()):
            raise ValueError("AWS_ACCESS_KEY_ID: it and AWS_SECRET_ACCESS_KEY come together")
        return self
