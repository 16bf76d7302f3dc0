"""The sign-in methods of this installation. One line here and one file beside it add a provider.

Passkeys are in `passkey.py`; mailed links and passwords need nothing but the database: `services/login_links.py` and
`services/passwords.py`.
"""

from chat_app.auth import google, oidc
from chat_app.auth.provider import Provider
from chat_app.config import Settings

KEYS = (google.KEY, oidc.KEY)
PROVIDERS = (google.provider, oidc.provider)


def providers(settings: Settings) -> dict[str, Provider]:
    """The providers that are configured, by key, in the order of the sign-in page."""
    found = (make(settings) for make in PROVIDERS)
    return {each.key: each for each in found if each is not None}
