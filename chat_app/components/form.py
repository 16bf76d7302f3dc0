"""A form that the browser itself sends, to a plain HTTP route. Reflex's own would swallow the submit."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML


class PlainForm(BaseHTML):
    """`<form>` without Reflex's submit handler."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]
    enc_type: rx.Var[str]


def plain_form(*children: Any, action: str, **props: Any) -> rx.Component:
    """Return a form that is sent to `action` by POST and leads to another page."""
    return PlainForm.create(*children, action=action, method="post", **props)
