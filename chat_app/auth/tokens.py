"""JSON Web Tokens (RFC 7519): a short one that says who, a long one that renews it."""

import time
import uuid
from dataclasses import dataclass
from functools import lru_cache

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from chat_app.config import Settings
from chat_app.models import Session

ACCESS_SECONDS = 15 * 60
REFRESH_SECONDS = 30 * 24 * 3600
ALGORITHM = "HS256"


@dataclass(frozen=True, slots=True)
class Refresh:
    """What a refresh token says: which session, and which of its tokens this is."""

    session_id: uuid.UUID
    refresh_id: uuid.UUID


def access(settings: Settings, session: Session) -> str:
    """A token for a session, good for 15 minutes."""
    return _sign(settings.access_secret, {"sid": str(session.id), "use": "access"}, ACCESS_SECONDS)


def refresh(settings: Settings, session: Session) -> str:
    """The token that renews a session, good for 30 days and replaced at every use."""
    claims = {"sid": str(session.id), "jti": str(session.refresh_id), "use": "refresh"}
    return _sign(settings.refresh_secret, claims, REFRESH_SECONDS)


def read_access(settings: Settings, token: str) -> uuid.UUID | None:
    """The session that an access token speaks for, or None for anything but a valid one."""
    claims = _verify(settings.access_secret, token, "access")
    return uuid.UUID(claims["sid"]) if claims else None


def read_refresh(settings: Settings, token: str) -> Refresh | None:
    """What a refresh token says, or None for anything but a valid one."""
    claims = _verify(settings.refresh_secret, token, "refresh")
    return Refresh(uuid.UUID(claims["sid"]), uuid.UUID(claims["jti"])) if claims else None


def _sign(secret: str, claims: dict[str, str], seconds: int) -> str:
    moment = int(time.time())
    return jwt.encode({"alg": ALGORITHM}, {**claims, "iat": moment, "exp": moment + seconds}, _key(secret))


def _verify(secret: str, token: str, use: str) -> dict[str, str] | None:
    try:
        claims = jwt.decode(token, _key(secret), algorithms=[ALGORITHM]).claims
        uuid.UUID(claims["sid"])
        uuid.UUID(claims.get("jti", claims["sid"]))
        live = claims["use"] == use and claims["exp"] > time.time()
    except (JoseError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return claims if live else None


@lru_cache(maxsize=8)
def _key(secret: str) -> OctKey:
    return OctKey.import_key(secret)
