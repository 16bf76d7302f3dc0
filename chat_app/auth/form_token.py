"""The token that each of our forms carries: what only a page of ours can have read in this very browser.

A signed double submit: a cookie that our pages may read holds a random word and its HMAC, which is bound to the
browser's session if there is one. A form sends the cookie's value once more as a field, a script as a header. Another
site can make a browser send the cookie, but cannot read it; what a neighbouring host plants is bound to no session.
"""

import base64
import hashlib
import hmac
import secrets
import uuid

from starlette.responses import Response

from chat_app.auth import jar, tokens
from chat_app.config import Settings

FIELD = "form_token"
HEADER = "x-form-token"
COOKIE = "parley_form"


def make(settings: Settings, session_id: uuid.UUID | None) -> str:
    """A token for a browser with this session, or for a visitor's."""
    word = secrets.token_urlsafe(24)
    return f"{word}.{_mac(settings.access_secret, session_id, word)}"


def valid(settings: Settings, header: str, session_id: uuid.UUID | None, given: str | None = None) -> bool:
    """Whether a Cookie header has a token for this session, or for a visitor, and a form has `given` the same one."""
    known = jar.read(settings, header, COOKIE)
    if given is not None and not hmac.compare_digest(known.encode(), given.encode("utf-8", "replace")):
        return False
    word, _, mac = known.partition(".")
    expected = [_mac(secret, session_id, word) for secret in settings.access_secrets]
    return any(hmac.compare_digest(each.encode(), mac.encode("utf-8", "replace")) for each in expected)


def put(response: Response, settings: Settings, session_id: uuid.UUID | None) -> None:
    """Give the browser a token. Its pages must read it, so it is not HttpOnly: it opens nothing by itself."""
    jar.put(response, settings, COOKIE, make(settings, session_id), tokens.REFRESH_SECONDS, hidden=False)


def _mac(secret: str, session_id: uuid.UUID | None, word: str) -> str:
    key = hmac.digest(secret.encode(), b"form token", hashlib.sha256)
    about = f"{session_id or ''}:{word}".encode("utf-8", "replace")
    return base64.urlsafe_b64encode(hmac.digest(key, about, hashlib.sha256)).decode().rstrip("=")
