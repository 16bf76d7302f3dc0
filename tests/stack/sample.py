"""A sample of the values of a parameter for each change; with all of them the test runs in `make test-all`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest


def sample(values: Sequence[Any], kept: int) -> list[Any]:
    """The first `kept` as they are, the others marked as slow. A tuple is one set of arguments."""
    return [*values[:kept], *map(_slow, values[kept:])]


def _slow(value: Any) -> Any:
    if isinstance(value, type(pytest.param())):
        return pytest.param(*value.values, id=value.id, marks=[*value.marks, pytest.mark.slow])
    return pytest.param(*(value if isinstance(value, tuple) else (value,)), marks=pytest.mark.slow)
