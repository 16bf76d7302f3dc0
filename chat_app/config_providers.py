"""The settings of sign-in methods: Google, another OpenID Connect provider, passwords."""

from urllib.parse import urlsplit

from pydantic import SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings

EXAMPLES = {
    "GOOGLE_CLIENT_ID": "1234567890-abc.apps.googleusercontent.com",
    "GOOGLE_ISSUER": "https://accounts.google.com",
    "OIDC_ISSUER": "https://id.example.com/realms/team",
    "OIDC_CLIENT_ID": "parley",
    "OIDC_NAME": "Example ID",
    "PASSWORD_SIGN_IN": "false",
}
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class ProviderSettings(BaseSettings):
    """The sign-in methods besides mailed links and passkeys."""

    google_client_id: str = ""
    google_client_secret: SecretStr = SecretStr("")
    google_issuer: str = "https://accounts.google.com"
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_name: str = ""
    password_sign_in: bool = False

    @field_validator("google_issuer", "oidc_issuer")
    @classmethod
    def _issuer(cls, value: str) -> str:
        """Require https, except on this machine: who changes an issuer's answers signs in as others."""
        parts = urlsplit(value)
        if value and not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)):
            raise ValueError("it must begin with https://")
        if value and not parts.hostname:
            raise ValueError("it is not an address")
        return value

    @model_validator(mode="after")
    def _whole(self) -> "ProviderSettings":
        if bool(self.google_client_id) != bool(self.google_client_secret.get_secret_value()):
            raise ValueError("GOOGLE_CLIENT_ID: it and GOOGLE_CLIENT_SECRET come together")
        if bool(self.oidc_issuer) != bool(self.oidc_client_id):
            raise ValueError("OIDC_ISSUER: it and OIDC_CLIENT_ID come together")
        return self
