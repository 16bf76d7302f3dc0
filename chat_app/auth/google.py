"""Sign-in with Google."""

from chat_app.auth.provider import Provider
from chat_app.config import Settings

KEY = "google"


def provider(settings: Settings) -> Provider | None:
    """Return Google, or None if it is not configured. `GOOGLE_ISSUER` is for tests: that issuer is believed."""
    if not settings.google_client_id:
        return None
    secret = settings.google_client_secret.get_secret_value()
    return Provider(KEY, "Google", settings.google_issuer, settings.google_client_id, secret, "select_account")
