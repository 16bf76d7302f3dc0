"""A form that the browser itself sends, to a plain HTTP route. Reflex's own would swallow the submit."""

from typing import Any

import reflex as rx

from chat_app.live.javascript import Script
from chat_app.live.reflex_parts import BaseHTML


class PlainForm(BaseHTML):
    """`<form>` without Reflex's submit handler."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]
    enc_type: rx.Var[str]
    on_submit: rx.EventHandler[rx.event.no_args_event_spec]


def plain_form(*children: Any, action: str, **props: Any) -> rx.Component:
    """Return a form that is sent to `action` by POST and leads to another page."""
    renew = Script("session_renewal.page").handler("renewedSubmit")
    return PlainForm.create(*children, action=action, method="post", on_submit=renew, **props)
