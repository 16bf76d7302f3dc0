"""What a browser carries while it is away at a provider, or while a passkey is asked for: signed, and short-lived."""

import secrets
from dataclasses import asdict, dataclass, field, fields

from starlette.responses import Response

from chat_app.auth import jar, tokens
from chat_app.config import Settings

COOKIE, PATH = "parley_errand", "/auth"
SECONDS = 10 * 60


def _random() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Errand:
    """`kind` is the provider's key, or what a passkey is asked for. `invite` is the code of the invite that the person
    follows; `user_id` who they are, if they were signed in when it began."""

    kind: str
    invite: str = ""
    user_id: str = ""
    state: str = field(default_factory=_random)
    nonce: str = field(default_factory=_random)
    verifier: str = field(default_factory=_random)


def put(response: Response, settings: Settings, errand: Errand) -> None:
    """Give it to the browser. Lax, as the answer of a provider comes from another site."""
    token = tokens.sign(settings.access_secret, {**asdict(errand), "use": "errand"}, SECONDS)
    jar.put(response, settings, COOKIE, token, SECONDS, path=PATH)


def take(settings: Settings, header: str, kind: str) -> Errand | None:
    """The errand in a Cookie header, if it is a valid one of that kind. The answer should `drop` it."""
    claims = tokens.verified(settings.access_secrets, jar.read(settings, header, COOKIE, PATH), "errand")
    found = {field.name: claims[field.name] for field in fields(Errand) if field.name in claims}
    return Errand(**found) if found.get("kind") == kind else None


def drop(response: Response, settings: Settings) -> None:
    """It is done."""
    jar.drop(response, settings, COOKIE, path=PATH)
