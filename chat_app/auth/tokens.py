"""JSON Web Tokens (RFC 7519): a short one that says who, a long one that renews it."""

import time
import uuid
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

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


class Holder(NamedTuple):
    """What an access token says: which session, and whose. Tokens of earlier versions name nobody."""

    session_id: uuid.UUID
    user_id: uuid.UUID | None


def access(settings: Settings, session: Session) -> str:
    """A token for a session, good for 15 minutes."""
    claims = {"sid": str(session.id), "uid": str(session.user_id), "use": "access"}
    return sign(settings.access_secret, claims, ACCESS_SECONDS)


def refresh(settings: Settings, session: Session) -> str:
    """The token that renews a session, good for 30 days and replaced at every use."""
    claims = {"sid": str(session.id), "jti": str(session.refresh_id), "use": "refresh"}
    return sign(settings.refresh_secret, claims, REFRESH_SECONDS)


def read_access(settings: Settings, token: str) -> uuid.UUID | None:
    """The session that an access token speaks for, or None for anything but a valid one."""
    found = read_holder(settings, token)
    return found.session_id if found else None


def read_holder(settings: Settings, token: str) -> Holder | None:
    """The same, and the person. Who that is counts for limits only: the session is what is looked up."""
    claims = verified(settings.access_secrets, token, "access")
    session_id = _id(claims.get("sid"))
    return Holder(session_id, _id(claims.get("uid"))) if session_id else None


def read_refresh(settings: Settings, token: str) -> Refresh | None:
    """What a refresh token says, or None for anything but a valid one."""
    claims = verified(settings.refresh_secrets, token, "refresh")
    session_id, refresh_id = _id(claims.get("sid")), _id(claims.get("jti"))
    return Refresh(session_id, refresh_id) if session_id and refresh_id else None


def sign(secret: str, claims: dict[str, str], seconds: int) -> str:
    """A token with these claims, good for so long. Its header names the key, so that operators can tell which."""
    moment, key = int(time.time()), _key(secret)
    header = {"alg": ALGORITHM, "kid": key.thumbprint()}
    return jwt.encode(header, {**claims, "iat": moment, "exp": moment + seconds}, key)


def verified(secrets: tuple[str, ...], token: str, use: str) -> dict[str, Any]:
    """The claims of a token for this `use` that one of these keys has signed; none for anything else."""
    for secret in secrets:
        try:
            claims = jwt.decode(token, _key(secret), algorithms=[ALGORITHM]).claims
            if claims["use"] == use and claims["exp"] > time.time():
                return claims
        except (JoseError, ValueError, KeyError, TypeError, AttributeError):
            continue
    return {}


def _id(value: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except (ValueError, TypeError, AttributeError):
        return None


@lru_cache(maxsize=8)
def _key(secret: str) -> OctKey:
    return OctKey.import_key(secret)
