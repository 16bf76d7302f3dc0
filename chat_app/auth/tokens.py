"""JSON Web Tokens (RFC 7519): short-lived access tokens, and refresh tokens that renew them."""

import time
import uuid
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


class RefreshToken(NamedTuple):
    """The claims of a refresh token: its session, and which of the session's tokens it is."""

    session_id: uuid.UUID
    refresh_id: uuid.UUID


class AccessToken(NamedTuple):
    """The claims of an access token: its session, and for limits its user."""

    session_id: uuid.UUID
    user_id: uuid.UUID


def access(settings: Settings, session: Session) -> str:
    """Return an access token of a session, valid for 15 minutes."""
    claims = {"sid": str(session.id), "uid": str(session.user_id), "use": "access"}
    return sign(settings.access_secret, claims, ACCESS_SECONDS)


def refresh(settings: Settings, session: Session) -> str:
    """Return the refresh token of a session, valid for 30 days and replaced at every use."""
    claims = {"sid": str(session.id), "jti": str(session.refresh_id), "use": "refresh"}
    return sign(settings.refresh_secret, claims, REFRESH_SECONDS)


def read_access(settings: Settings, token: str) -> AccessToken | None:
    """Return the claims of a valid access token; None for anything else."""
    ids = _ids(verified(settings.access_secrets, token, "access"), "sid", "uid")
    return AccessToken(*ids) if ids else None


def read_refresh(settings: Settings, token: str) -> RefreshToken | None:
    """Return the claims of a valid refresh token; None for anything else."""
    ids = _ids(verified(settings.refresh_secrets, token, "refresh"), "sid", "jti")
    return RefreshToken(*ids) if ids else None


def sign(secret: str, claims: dict[str, str], seconds: int) -> str:
    """Return a token with these claims, valid for so many seconds. Its header names the signing key for operators."""
    moment, key = int(time.time()), _key(secret)
    header = {"alg": ALGORITHM, "kid": key.thumbprint()}
    return jwt.encode(header, {**claims, "iat": moment, "exp": moment + seconds}, key)


def verified(secrets: tuple[str, ...], token: str, use: str) -> dict[str, Any]:
    """Return the claims of a token for this `use`, signed by any of these secrets; empty for anything else."""
    for secret in secrets:
        try:
            claims = jwt.decode(token, _key(secret), algorithms=[ALGORITHM]).claims
            if claims["use"] == use and claims["exp"] > time.time():
                return claims
        except (JoseError, ValueError, KeyError, TypeError, AttributeError):
            continue
    return {}


def _ids(claims: dict[str, Any], first: str, second: str) -> tuple[uuid.UUID, uuid.UUID] | None:
    try:
        return uuid.UUID(claims[first]), uuid.UUID(claims[second])
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


@lru_cache(maxsize=8)
def _key(secret: str) -> OctKey:
    return OctKey.import_key(secret)
