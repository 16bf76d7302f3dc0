"""OpenID Connect Discovery: the endpoints and signing keys of providers, cached for an hour.

Every visitor may begin to sign in, so visitors must not cause repeated requests: concurrent ones share one request, and
a provider that failed is not asked again for some seconds.
"""

import asyncio
import time
from typing import Any

import httpx
import structlog
from joserfc.jwk import KeySet

from chat_app.services.errors import NotAllowed

log = structlog.get_logger()

KEPT_SECONDS = 3600.0
RETRY_SECONDS = 5.0  # after a failure
Client = Any  # Authlib's client comes without types

_cache: dict[str, tuple[float, Any]] = {}
_failures: dict[str, tuple[float, Exception]] = {}
_requests: dict[str, asyncio.Task[Any]] = {}


async def metadata(client: Client, name: str, issuer: str) -> dict[str, Any]:
    """Return the provider's endpoints. Raises NotAllowed when it cannot be reached, or names another issuer."""
    try:
        found: dict[str, Any] = await _cached_json(client, f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if found["issuer"].rstrip("/") != issuer.rstrip("/"):
            raise ValueError(f"it calls itself {found['issuer']}")
    except (httpx.HTTPError, ValueError, KeyError, AttributeError, TypeError) as error:
        log.warning("provider_unreachable", issuer=issuer, reason=repr(error)[:300])
        raise NotAllowed(
            f"{name} cannot be reached at the moment. Try again later, or use a link by e-mail."
        ) from error
    return found


async def signing_keys(client: Client, metadata: dict[str, Any], *, fresh: bool = False) -> KeySet:
    """Return the provider's signing keys; with `fresh`, for a key that is not among the cached ones, ask it again."""
    if fresh:
        _cache.pop(metadata["jwks_uri"], None)
    return KeySet.import_key_set(await _cached_json(client, metadata["jwks_uri"]))


async def _cached_json(client: Client, url: str) -> Any:
    moment, found = _cache.get(url, (-KEPT_SECONDS, None))
    if time.monotonic() - moment < KEPT_SECONDS:
        return found
    moment, error = _failures.get(url, (-RETRY_SECONDS, None))
    if error is not None and time.monotonic() - moment < RETRY_SECONDS:
        raise error
    task = _requests.get(url)
    if task is None or task.get_loop() is not asyncio.get_running_loop():
        task = _requests[url] = asyncio.create_task(_fetch(client, url), name="discovery")
        task.add_done_callback(lambda done: _requests.pop(url, None))
    return await asyncio.shield(task)


async def _fetch(client: Client, url: str) -> Any:
    try:
        answer = await client.request("GET", url, withhold_token=True)
        answer.raise_for_status()
        found = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        _failures[url] = time.monotonic(), error
        raise
    _failures.pop(url, None)
    _cache[url] = time.monotonic(), found
    return found
