"""What providers say of themselves (OpenID Connect Discovery), kept for an hour: endpoints and keys."""

import time
from typing import Any

import httpx
import structlog
from joserfc.jwk import KeySet

from chat_app.services.errors import NotAllowed

log = structlog.get_logger()

FRESH = 3600  # seconds
Client = Any  # Authlib's client comes without types

_kept: dict[str, tuple[float, Any]] = {}


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
    moment, found = _kept.get(url, (0.0, None))
    if found is None or time.monotonic() - moment > FRESH:
        answer = await client.request("GET", url, withhold_token=True)
        answer.raise_for_status()
        found = answer.json()
        _kept[url] = time.monotonic(), found
    return found
