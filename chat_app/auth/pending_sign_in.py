"""A sign-in that has begun and waits for a provider's or a passkey's answer: a signed cookie for ten minutes."""

import secrets
from dataclasses import asdict, dataclass, field, fields

from starlette.responses import Response

from chat_app.auth import prefixed_cookies, tokens
from chat_app.config import Settings

COOKIE, PATH = "parley_errand", "/auth"
SECONDS = 10 * 60


def _random() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class PendingSignIn:
    """`kind` is the provider's key, or the use of a passkey. `invite` is the code of an invite that was followed;
    `user_id` is theirs if they were signed in at the start. `state`, `nonce` and `verifier` are OAuth's; a passkey's
    challenge is the `nonce`."""

    kind: str
    invite: str = ""
    user_id: str = ""
    state: str = field(default_factory=_random)
    nonce: str = field(default_factory=_random)
    verifier: str = field(default_factory=_random)


def put(response: Response, settings: Settings, pending: PendingSignIn) -> None:
    """Set the cookie. It is Lax, because a provider's answer comes from another site."""
    token = tokens.sign(settings.access_secret, {**asdict(pending), "use": "pending_sign_in"}, SECONDS)
    prefixed_cookies.put(response, settings, COOKIE, token, SECONDS, path=PATH)


def read(settings: Settings, header: str, kind: str) -> PendingSignIn | None:
    """Return the valid pending sign-in of this kind in a Cookie header, or None. The response should `drop` it."""
    token = prefixed_cookies.read(settings, header, COOKIE, PATH)
    claims = tokens.verified(settings.access_secrets, token, "pending_sign_in")
    found = {field.name: claims[field.name] for field in fields(PendingSignIn) if field.name in claims}
    return PendingSignIn(**found) if found.get("kind") == kind else None


def drop(response: Response, settings: Settings) -> None:
    """Remove the cookie."""
    prefixed_cookies.drop(response, settings, COOKIE, path=PATH)
