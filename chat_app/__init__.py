"""Parley: a team chat that a small team hosts itself."""

import sys
from importlib.util import find_spec

__version__ = "0.1.0"

# A line instead of a trace, for who starts us by another Python than that of the virtual environment.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(f"parley: Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
if sys.argv[:1] == ["-m"] and find_spec("typer") is None:
    sys.exit(
        "parley: this Python lacks what Parley needs. `make run` installs it; then: .venv/bin/python -m chat_app …"
    )
