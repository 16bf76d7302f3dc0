"""The identity providers. A file in this folder and its entry here add a provider.

Other methods: passkeys are in `passkey.py`; mailed links and passwords need nothing but the database and are in
`services/login_links.py` and `services/passwords.py`.
"""

from chat_app.auth import google, oidc
from chat_app.auth.provider import Provider
from chat_app.config import Settings

KEYS = (google.KEY, oidc.KEY)
PROVIDERS = (google.provider, oidc.provider)


def providers(settings: Settings) -> dict[str, Provider]:
    """Return the configured providers by key, in the order of the sign-in page."""
    found = (make(settings) for make in PROVIDERS)
    return {each.key: each for each in found if each is not None}
