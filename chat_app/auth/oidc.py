"""Sign-in with any other OpenID Connect provider: Keycloak, Authentik, Entra ID, Okta …"""

from chat_app.auth.provider import Provider
from chat_app.config import Settings

KEY = "oidc"


def provider(settings: Settings) -> Provider | None:
    """Return the provider that the settings name, or None."""
    if not settings.oidc_issuer:
        return None
    name = settings.oidc_name or "single sign-on"
    secret = settings.oidc_client_secret.get_secret_value()
    return Provider(KEY, name, settings.oidc_issuer, settings.oidc_client_id, secret)
