"""What a server's log holds after work, failing mail and an attack: JSON lines, no words, no addresses, few."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from tests.hostile.conftest import SECRETS, House, furnish
from tests.live.chatter import Chatter
from tests.stack.processes import free_port, wait_until
from tests.stack.raw_tab import NAMESPACE
from tests.stack.server import Server

SECONDS = 4.0
EVIL = "\x1b[2J\r\n2026-11-26T00:00:00Z [error    ] forged\u2028 ada@watercooler.example"


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """A house that logs JSON, and whose mail server is away."""
    server = Server(
        LOG_FORMAT="json", SMTP_URL=f"smtp://127.0.0.1:{free_port()}", MAIL_FROM="parley@watercooler.example"
    )
    try:
        yield asyncio.run(furnish(server.start()))
    finally:
        server.stop()


def _lines(house: House) -> list[dict[str, Any]]:
    return [json.loads(line) for line in house.server.log.splitlines() if line.strip()]


async def _mail(house: House) -> None:
    """Somebody asks for a link that cannot be mailed."""
    async with httpx.AsyncClient(base_url=house.url, trust_env=False) as client:
        fields = {"email": "ada@watercooler.example"}
        await client.post("/auth/magic/send?token=secret", data=fields, headers={"Origin": house.url})
    told = partial(wait_until, lambda: "mail_failed" in house.server.log, seconds=30, what="a line about the mail")
    await asyncio.to_thread(told)


async def test_all_of_it_is_json_and_tells_of_sign_ins_requests_and_posts(house: House) -> None:
    await _mail(house)
    lines = _lines(house)
    assert {"signed_in", "request", "posted", "mail_failed"} <= {line["event"] for line in lines}
    (posted,) = [line for line in lines if line["event"] == "posted"]
    assert posted["room"] == house.room
    sent = next(line for line in lines if line["event"] == "request" and line["path"] == "/auth/magic/send")
    assert (sent["method"], sent["status"]) == ("POST", 303)


async def test_no_address_and_no_words_are_in_it(house: House) -> None:
    assert _lines(house)
    assert not [line for line in house.server.log.splitlines() if "@" in line]
    assert not [secret for secret in (*SECRETS, "token=") if secret in house.server.log]


async def test_strangers_write_little_and_nothing_that_looks_like_another_line(house: House) -> None:
    before = len(house.server.log)
    await asyncio.gather(*(_attack(house, number) for number in range(4)))
    said = house.server.log[before:]
    assert len(said) < 50_000
    assert not [line for line in said.splitlines() if not line.startswith("{")]
    assert not {"\x1b", "\u2028", "\r"} & set(said)


async def _attack(house: House, number: int) -> None:
    """One frame after the other that no page sends; who is cut off comes back."""
    frames = [
        f'42{NAMESPACE},["client_error",{json.dumps({"message": EVIL, "stack": EVIL * 50})}]',
        f'42{NAMESPACE},["event",{json.dumps({"name": EVIL, "payload": {}})}]',
        f"42{NAMESPACE},[{json.dumps(EVIL)},1]", f"42{NAMESPACE},{{", "4" + EVIL, "9", EVIL, f"42/{EVIL},[]",
        f'451-{NAMESPACE},["event",{{"_placeholder":true,"num":0}}]', f"40/{EVIL},", "",
    ]  # fmt: skip
    person = (house.ada, None)[number % 2]
    end = asyncio.get_running_loop().time() + SECONDS
    while asyncio.get_running_loop().time() < end:
        with contextlib.suppress(ConnectionClosed, ConnectionError, TimeoutError, AssertionError, OSError):
            async with person.tab(house.url) if person else Chatter(house.url, path="/login") as tab:
                for turn in range(200):
                    await tab.send_frame(frames[turn % len(frames)])
                    await asyncio.sleep(0.005)
