"""Patience: what may pass by itself is tried again, a few times and with growing pauses."""

import asyncio
from collections.abc import Awaitable, Callable

from chat_app.adapters.mail.letter import Mail, Mailer, NotSent

PAUSES = (0.5, 2.0, 6.0)  # seconds before the second, third and fourth attempt


class PatientMailer:
    """Another mailer, with retries. A crash between attempts loses the mail: whoever waits for it asks again."""

    def __init__(self, mailer: Mailer, pauses: tuple[float, ...] = PAUSES) -> None:
        self._mailer = mailer
        self._pauses = pauses

    async def send(self, mail: Mail) -> None:
        """See `Mailer`."""
        await self._try(lambda: self._mailer.send(mail))

    async def check(self) -> None:
        """See `Mailer`."""
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
