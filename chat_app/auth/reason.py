"""The reason of a refusal in the query of a redirect to a page. A MAC seals it, since a page must not show sentences
that other people have written into a link.

A seal is valid for one page and ten minutes; after that the page shows no reason.
"""

import base64
import hashlib
import hmac
import time
from collections.abc import Mapping

from chat_app.config import Settings

SECONDS = 10 * 60
LONGEST = 300  # characters of a sentence


def sealed(settings: Settings, page: str, sentence: str, field: str = "") -> dict[str, str]:
    """Return the query parameters that bring a sentence to a page: about a field of its form, or about all of it."""
    sentence = sentence[:LONGEST]
    expires = str(int(time.time()) + SECONDS)
    seal = f"{expires}.{_mac(settings.access_secret, page, expires, field, sentence)}"
    return {"error": sentence, "field": field, "seal": seal}


def read(settings: Settings, page: str, query: Mapping[str, str]) -> tuple[str, str]:
    """Return the sentence and the field in a page's query; two empty strings without a valid seal."""
    sentence, field = query.get("error", ""), query.get("field", "")
    expires, _, mac = query.get("seal", "").partition(".")
    if not (expires.isascii() and expires.isdecimal() and len(expires) < 12 and int(expires) > time.time()):
        return "", ""
    known = (_mac(secret, page, expires, field, sentence) for secret in settings.access_secrets)
    if any(hmac.compare_digest(each.encode(), mac.encode("utf-8", "replace")) for each in known):
        return sentence, field
    return "", ""


def _mac(secret: str, page: str, *parts: str) -> str:
    key = hmac.digest(secret.encode(), b"reason", hashlib.sha256)
    about = "\n".join((page.strip("/"), *parts)).encode("utf-8", "replace")
    return base64.urlsafe_b64encode(hmac.digest(key, about, hashlib.sha256)).decode().rstrip("=")
