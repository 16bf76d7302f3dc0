"""What providers say of themselves (OpenID Connect Discovery), kept for an hour: endpoints and keys.

Anybody may begin to sign in, so no visitor makes us ask twice: who comes while we are asking waits for the same answer,
and a provider that did not answer is left alone for some seconds.
"""

import asyncio
import time
from typing import Any

import httpx
import structlog
from joserfc.jwk import KeySet

from chat_app.services.errors import NotAllowed

log = structlog.get_logger()

# Seconds.
FRESH = 3600.0
REST = 5.0  # after a failure
Client = Any  # Authlib's client comes without types

_kept: dict[str, tuple[float, Any]] = {}
_failed: dict[str, tuple[float, Exception]] = {}
_asking: dict[str, asyncio.Task[Any]] = {}


async def described(client: Client, name: str, issuer: str) -> dict[str, Any]:
    """Its endpoints. Raises NotAllowed with a sentence when it cannot be reached, or speaks for another issuer."""
    try:
        found: dict[str, Any] = await _fetched(client, f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if found["issuer"].rstrip("/") != issuer.rstrip("/"):
            raise ValueError(f"it calls itself {found['issuer']}")
    except (httpx.HTTPError, ValueError, KeyError, AttributeError, TypeError) as error:
        log.warning("provider_unreachable", issuer=issuer, reason=repr(error)[:300])
        raise NotAllowed(
            f"{name} cannot be reached at the moment. Try again later, or use a link by e-mail."
        ) from error
    return found


async def keys(client: Client, described: dict[str, Any], *, anew: bool = False) -> KeySet:
    """The keys that it signs with; `anew` when one is missing among those that are kept."""
    if anew:
        _kept.pop(described["jwks_uri"], None)
    return KeySet.import_key_set(await _fetched(client, described["jwks_uri"]))


async def _fetched(client: Client, url: str) -> Any:
    moment, found = _kept.get(url, (-FRESH, None))
    if time.monotonic() - moment < FRESH:
        return found
    moment, error = _failed.get(url, (-REST, None))
    if error is not None and time.monotonic() - moment < REST:
        raise error
    task = _asking.get(url)
    if task is None or task.get_loop() is not asyncio.get_running_loop():
        task = _asking[url] = asyncio.create_task(_ask(client, url), name="discovery")
        task.add_done_callback(lambda done: _asking.pop(url, None))
    return await asyncio.shield(task)


async def _ask(client: Client, url: str) -> Any:
    try:
        answer = await client.request("GET", url, withhold_token=True)
        answer.raise_for_status()
        found = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        _failed[url] = time.monotonic(), error
        raise
    _failed.pop(url, None)
    _kept[url] = time.monotonic(), found
    return found
