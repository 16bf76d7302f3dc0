"""Retries of temporary failures, with growing pauses."""

import asyncio
from collections.abc import Awaitable, Callable

from chat_app.adapters.mail.mailer import Mail, Mailer, NotSent

PAUSES = (0.5, 2.0, 6.0)  # seconds before the second, third and fourth attempt


class RetryingMailer:
    """Adds retries to another mailer. A crash between attempts loses the mail: its recipient has to ask for another."""

    def __init__(self, mailer: Mailer, pauses: tuple[float, ...] = PAUSES) -> None:
        self._mailer = mailer
        self._pauses = pauses

    async def send(self, mail: Mail) -> None:
        """Send the mail, with retries. Raises NotSent, and ValueError for a line break in a header."""
        await self._try(lambda: self._mailer.send(mail))

    async def check(self) -> None:
        """Check the other mailer, with retries. Raises NotSent."""
        await self._try(self._mailer.check)

    async def _try(self, work: Callable[[], Awaitable[None]]) -> None:
        for pause in self._pauses:
            try:
                return await work()
            except NotSent as failure:
                if not failure.temporary:
                    raise
            await asyncio.sleep(pause)
        return await work()
