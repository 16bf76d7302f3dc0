"""Settings: the only reader of the environment.

Every variable is optional; `.env` is read. A wrong value stops the start with one line that names the variable.
"""

import os
import secrets
import sys
from functools import cached_property, lru_cache
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import NoDecode, SettingsConfigDict

from chat_app.config_address import database, loopback, origin, redis
from chat_app.config_file import ENCODING, RENAMED, env_warnings
from chat_app.config_mail import EXAMPLES as MAIL_EXAMPLES
from chat_app.config_mail import MailSettings
from chat_app.config_providers import EXAMPLES as PROVIDER_EXAMPLES
from chat_app.config_providers import ProviderSettings
from chat_app.limits import LimitSettings

FILE = ".env"
WARNED = "PARLEY_DOUBTS_SAID"  # tells the processes that this one starts not to print the warnings again
EXAMPLES = {
    "BASE_URL": "https://chat.example.com",
    "PORT": "3000",
    "DATABASE_URL": "postgresql://parley:secret@localhost/parley",
    "REDIS_URL": "redis://localhost:6379/0",
    "JWT_ACCESS_SECRET": "a random text of at least 32 characters",
    "JWT_REFRESH_SECRET": "a random text of at least 32 characters",
    "WORKERS": "2",
    "LOG_LEVEL": "INFO",
    "LOG_FORMAT": "console",
    "MESSAGE_FILTERS": "chat_app.filters.profanity",
    "MESSAGE_FILTER_FAILURE": "hold",
    "TRUSTED_PROXIES": "10.0.0.0/8,127.0.0.1",
    "ALLOWED_ORIGINS": "https://chat.example.com,https://chat.example.org",
    **MAIL_EXAMPLES,
    **PROVIDER_EXAMPLES,
    **{name.upper(): str(field.default) for name, field in LimitSettings.model_fields.items()},
}


class BadSettings(Exception):
    """A setting has a value that cannot be used; the text is one line for the operator."""


def _long(value: SecretStr) -> SecretStr:
    if value.get_secret_value() and len(value.get_secret_value()) < 32:
        raise ValueError("it is shorter than 32 characters")
    return value


def _commas(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _network(value: str) -> str:
    ip_network(value, strict=False)
    return value


Secret = Annotated[SecretStr, AfterValidator(_long)]
CommaSeparated = (NoDecode, BeforeValidator(_commas))


class Settings(MailSettings, ProviderSettings, LimitSettings):
    """All settings. Fields have the names of `docs` and `.env.example`, in lower case."""

    model_config = SettingsConfigDict(
        env_file=FILE, env_file_encoding=ENCODING, extra="ignore", env_ignore_empty=True, frozen=True
    )

    port: int = Field(3000, ge=1, le=65535)
    base_url: Annotated[str, AfterValidator(lambda value: value and origin(value))] = ""
    data_dir: Path = Path("data")
    database_url: Annotated[str, AfterValidator(database)] = Field("", repr=False)  # may hold a password
    redis_url: Annotated[str, AfterValidator(redis)] = Field("", repr=False)
    jwt_access_secret: Secret = SecretStr("")
    jwt_refresh_secret: Secret = SecretStr("")
    jwt_access_secret_previous: Secret = SecretStr("")
    jwt_refresh_secret_previous: Secret = SecretStr("")
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(str.upper)] = "INFO"
    log_format: Literal["json", "console"] = "console"
    trusted_proxies: Annotated[tuple[Annotated[str, AfterValidator(_network)], ...], *CommaSeparated] = ()
    allowed_origins: Annotated[tuple[Annotated[str, AfterValidator(origin)], ...], *CommaSeparated] = ()
    message_filters: Annotated[tuple[str, ...], *CommaSeparated] = ()
    message_filter_failure: Literal["pass", "hold"] = "pass"
    workers: int = Field(1, ge=1, le=64)

    @cached_property
    def url(self) -> str:
        """The server's address for people, without a slash at the end."""
        return self.base_url or f"http://localhost:{self.port}"

    @cached_property
    def database(self) -> str:
        """The SQLAlchemy URL: PostgreSQL if configured, else the embedded SQLite file."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'parley.db'}"

    @property
    def embedded(self) -> bool:
        """Whether the database is SQLite, which one process may serve at a time."""
        return self.database.startswith("sqlite")

    @property
    def secure(self) -> bool:
        """Whether people use https, so that cookies are `Secure`."""
        return self.url.startswith("https://")

    @property
    def local(self) -> bool:
        """Whether the address is this machine's, without a proxy: for https a proxy is needed."""
        return not self.secure and loopback(urlsplit(self.url).hostname)

    @cached_property
    def access_secret(self) -> str:
        """The key that signs access tokens."""
        return self.jwt_access_secret.get_secret_value() or self._stored_secret("access")

    @cached_property
    def refresh_secret(self) -> str:
        """The key that signs refresh tokens."""
        return self.jwt_refresh_secret.get_secret_value() or self._stored_secret("refresh")

    @property
    def access_secrets(self) -> tuple[str, ...]:
        """The keys that verify access tokens: the current and the previous key."""
        return (self.access_secret, *filter(None, [self.jwt_access_secret_previous.get_secret_value()]))

    @property
    def refresh_secrets(self) -> tuple[str, ...]:
        """The keys that verify refresh tokens: the current and the previous key."""
        return (self.refresh_secret, *filter(None, [self.jwt_refresh_secret_previous.get_secret_value()]))

    def _stored_secret(self, name: str) -> str:
        """Return a secret that is created once and stored in the data folder, readable by its owner only."""
        path = self.data_dir / f"{name}.secret"
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{secrets.token_hex(4)}")
        if not path.exists():
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(48))
            try:
                path.hardlink_to(draft)  # only the first of several processes wins
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text().strip()

    def check_processes(self) -> None:
        """Check that all parts are made for several processes, if there are several. Raises BadSettings."""
        if self.workers == 1:
            return
        missing = [
            name
            for name, ok in (
                ("DATABASE_URL (PostgreSQL)", not self.embedded),
                ("REDIS_URL", bool(self.redis_url)),
                ("JWT_ACCESS_SECRET", bool(self.jwt_access_secret.get_secret_value())),
                ("JWT_REFRESH_SECRET", bool(self.jwt_refresh_secret.get_secret_value())),
            )
            if not ok
        ]
        if missing:
            raise BadSettings(f"WORKERS={self.workers} needs {', '.join(missing)} as well.")


def load() -> Settings:
    """Read the environment. Raises BadSettings with one line that names the variable and shows an example."""
    try:
        settings = Settings()  # pyright: ignore[reportCallIssue]
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        why = first["msg"].removeprefix("Value error, ")
        name = str(first["loc"][0]).upper() if first["loc"] else why.partition(": ")[0]  # of several fields
        why = why.removeprefix(f"{name}: ")
        example = f" Example: {name}={EXAMPLES[name]}" if name in EXAMPLES else ""
        raise BadSettings(f"{name}: {why}.{example}") from None
    except (OSError, UnicodeError) as error:
        why = "is no text in UTF-8" if isinstance(error, UnicodeError) else f"cannot be read ({error.strerror})"
        raise BadSettings(f"{FILE} {why}.") from None
    settings.check_processes()
    return settings


def print_env_warnings() -> None:
    """Print warnings about unknown names in `.env` and renamed variables on standard error, once for each start."""
    if WARNED not in os.environ:
        os.environ[WARNED] = "1"
        for line in env_warnings(Path(FILE), {name.upper() for name in Settings.model_fields}):
            print(f"parley: {line}", file=sys.stderr, flush=True)
        for old, new in RENAMED.items():
            if old in os.environ:
                print(f"parley: {old} is not read any more: it is {new} now", file=sys.stderr, flush=True)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of this process, read once."""
    return load()
