"""Mail through Amazon SES. boto3 blocks, so it runs in a thread."""

# boto3 and botocore come without types, and create their clients at run time.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

import asyncio
from typing import Any

from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ConnectionError, HTTPClientError

from chat_app.adapters.mail.mailer import Mail, NotSent, compose
from chat_app.config import Settings

# Temporary errors (https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html).
PASSING = {"Throttling", "ThrottlingException", "ServiceUnavailable", "InternalFailure", "RequestTimeout"}
FORBIDDEN = frozenset({"AccessDenied", "AccessDeniedException"})


class SesMailer:
    """Sends raw mails, which needs no right but `ses:SendRawEmail`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client: Any = None

    async def send(self, mail: Mail) -> None:
        """Send a mail. Raises NotSent when that fails, ValueError for a line break in a header."""
        message = compose(mail, self._settings.aws_ses_sender)
        await asyncio.to_thread(
            self._call, "send_raw_email", Destinations=[mail.to], RawMessage={"Data": bytes(message)}
        )

    async def check(self) -> None:
        """Ask for the quota. Raises NotSent, but not for AccessDenied, which keys get that may only send."""
        await asyncio.to_thread(self._call, "get_send_quota", allowed=FORBIDDEN)

    def _call(self, operation: str, *, allowed: frozenset[str] = frozenset(), **arguments: Any) -> None:
        try:
            getattr(self._connect(), operation)(**arguments)
        except ClientError as error:
            said: dict[str, Any] = error.response.get("Error", {})
            code = str(said.get("Code", ""))
            if code not in allowed:
                raise NotSent(f"SES: {code}: {said.get('Message', '')}", temporary=code in PASSING) from error
        except BotoCoreError as error:  # no network, no credentials
            raise NotSent(f"SES: {error}", temporary=isinstance(error, HTTPClientError | ConnectionError)) from error

    def _connect(self) -> Any:
        """Return the client; created at the first use, since workers fork after importing the app."""
        if self._client is None:
            known = self._settings
            self._client = Session().client(
                "ses",
                region_name=known.aws_region or None,
                endpoint_url=known.aws_endpoint_url or None,
                aws_access_key_id=known.aws_access_key_id or None,
                aws_secret_access_key=known.aws_secret_access_key.get_secret_value() or None,
                config=Config(connect_timeout=5, read_timeout=10, retries={"total_max_attempts": 1}),
            )
        return self._client
