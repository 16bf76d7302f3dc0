"""Parts of Reflex that it does not promise to keep, for components: each stands in docs/reflex.md."""

from collections.abc import Callable
from typing import TypeVar

import reflex as rx
from reflex_base.constants.compiler import MemoizationMode
from reflex_components_core.base.error_boundary import error_boundary as error_boundary
from reflex_components_core.core.banner import has_connection_errors as has_connection_errors
from reflex_components_core.el.elements.base import BaseHTML as BaseHTML
from reflex_components_core.react_router.dom import ReactRouterLink as ReactRouterLink
from reflex_components_radix.primitives.base import RadixPrimitiveComponent as RadixPrimitiveComponent
from reflex_components_radix.primitives.dialog import dialog as dialog

Part = TypeVar("Part", bound=type[rx.Component])


def with_its_child(part: Part) -> Part:
    """Have a component drawn together with its child, which must receive its props. For use as a decorator."""
    part._memoization_mode = MemoizationMode(recursive=False)
    return part


def surround(app: rx.App, boundary: Callable[[], rx.Component]) -> None:
    """Draw every page within `boundary` instead of Reflex's own, and without Reflex's banner."""
    app.app_wraps.pop((5, "Overlay"))
    app.app_wraps[55, "ErrorBoundary"] = lambda stateful: boundary()
