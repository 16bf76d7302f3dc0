"""Amazon's services on a free port of the loopback: moto's server, in a thread of the tests."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

import boto3
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.server import ThreadedMotoServer
from moto.ses.models import ses_backends

REGION = "eu-central-1"
KEYS = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}


class Amazon:
    """What Amazon would be, for as long as the tests run."""

    def __init__(self) -> None:
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)

    def start(self) -> Amazon:
        self._server.start()
        return self

    def stop(self) -> None:
        self._server.stop()

    @property
    def url(self) -> str:
        _, port = self._server.get_host_and_port()
        return f"http://127.0.0.1:{port}"

    def may_send_from(self, address: str) -> None:
        """As if its owner had followed the link that Amazon mails."""
        client = boto3.client("ses", region_name=REGION, endpoint_url=self.url, **KEYS)
        client.verify_email_identity(EmailAddress=address)

    @property
    def mails(self) -> list[EmailMessage]:
        sent = ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages
        return [message_from_bytes(each.raw_data.encode(), EmailMessage, policy=policy.default) for each in sent]  # pyright: ignore

    def forget(self) -> None:
        ses_backends[DEFAULT_ACCOUNT_ID][REGION].reset()
