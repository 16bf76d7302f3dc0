"""A form that the browser itself sends, to a plain HTTP route. Reflex's own would swallow the submit."""

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from chat_app.auth.form_token import FIELD
from chat_app.live.browser.forms import stamp


class PlainForm(BaseHTML):
    """`<form>` without Reflex's submit handler."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]
    enc_type: rx.Var[str]
    on_submit: rx.EventHandler[rx.event.no_args_event_spec]


def plain_form(*children: Any, action: str, **props: Any) -> rx.Component:
    """Return a form that is sent to `action` by POST, with the token that proves where it comes from, and leads to
    another page. To send it from a script, call `requestSubmit`: `submit` would leave the token out."""
    token = rx.el.input(type="hidden", name=FIELD)
    return PlainForm.create(token, *children, action=action, method="post", on_submit=stamp(), **props)
