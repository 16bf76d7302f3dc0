"""The identity providers: each module of this folder that has a `KEY` and a `provider` is one.

Other methods: passkeys are in `passkey.py`; mailed links and passwords need nothing but the database and are in
`services/login_links.py` and `services/passwords.py`.
"""

import pkgutil
from importlib import import_module
from pathlib import Path
from typing import Any

from chat_app.auth.provider import Provider
from chat_app.config import Settings

_MODULES: list[Any] = [
    import_module(f"chat_app.auth.{each.name}")
    for each in pkgutil.iter_modules([str(Path(__file__).parent)])
    if each.name != "registry"
]
_METHODS = [each for each in _MODULES if hasattr(each, "KEY") and hasattr(each, "provider")]
KEYS = tuple(str(each.KEY) for each in _METHODS)


def providers(settings: Settings) -> dict[str, Provider]:
    """Return the configured providers by key, in the order of the sign-in page: that of the modules' names."""
    found = (each.provider(settings) for each in _METHODS)
    return {each.key: each for each in found if each is not None}
