"""The sections of the settings page."""

from typing import Any

import reflex as rx

from chat_app.browser import page, passkeys
from chat_app.browser.days import date, moment
from chat_app.components.button import button, look
from chat_app.components.dialog import dialog_actions
from chat_app.components.field import text_field
from chat_app.components.link import document_link
from chat_app.components.settings import settings_row, settings_section
from chat_app.states.settings import Device, ProviderChoice, SettingsState, SignInMethod
from chat_app.views.dialog import cancel_button, dialog, question
from chat_app.views.profile import profile


def sections() -> rx.Component:
    """Return all sections."""
    return rx.fragment(settings_section("Profile", SettingsState.email, profile()), _devices(), _sign_in_methods())


def _devices() -> rx.Component:
    return settings_section(
        "Devices",
        "Every browser in which you are signed in. One that you do not know: sign it out.",
        rx.el.ul(rx.foreach(SettingsState.devices, _device), aria_label="Devices"),
        rx.cond(
            SettingsState.devices.length() > 1,
            rx.el.div(_asks("Sign out all other devices", page.opens("end_others")), class_name="mt-4"),
        ),
    )


def _sign_in_methods() -> rx.Component:
    return settings_section(
        "Sign-in methods",
        "A link by e-mail always works. These are quicker.",
        _passkeys(),
        rx.cond((SettingsState.linked.length() + SettingsState.unlinked.length()) > 0, _accounts()),
        rx.cond(SettingsState.passwords, _password()),
    )


def dialogs() -> rx.Component:
    """Return all dialogs of the settings page."""
    chosen, again = page.dialog.id, "Whoever uses {} has to sign in again."
    questions: tuple[tuple[page.Kind, Any, str, str, Any], ...] = (
        (
            "end_others", "Sign out all other devices?", again.format("them"),
            "Sign out all other devices", SettingsState.end_others,
        ),
        (
            "end_device", "Sign this device out?", again.format("it"),
            "Sign out", SettingsState.end_device(chosen),
        ),
        (
            "remove_passkey", "Remove this passkey?",
            "It signs you in no more. Your device may still offer it: delete it there, too.",
            "Remove", SettingsState.remove_passkey(chosen),
        ),
        (
            "unlink", f"Unlink {page.dialog.name}?", "You cannot sign in with it any more, until you link it again.",
            "Unlink", SettingsState.unlink(chosen),
        ),
    )  # fmt: skip
    return rx.fragment(
        _rename_dialog(),
        *(
            question(kind, title, consequence, button(confirm, variant="danger", on_click=act))
            for kind, title, consequence, confirm, act in questions
        ),
    )


def _device(device: rx.Var[Device]) -> rx.Component:
    return settings_row(
        device.name,
        rx.cond(device.here, f"This device · {device.ip}", f"Last seen {moment(device.seen)} · {device.ip}"),
        rx.cond(
            device.here,
            rx.fragment(),
            _asks("Sign out", page.opens("end_device", device.id), f"Sign out {device.name}"),
        ),
        icon_name="panel",
        key=device.id,
    )


def _passkeys() -> rx.Component:
    return _group(
        "Passkeys",
        rx.el.ul(rx.foreach(SettingsState.passkeys, _passkey), aria_label="Passkeys"),
        rx.cond(
            SettingsState.passkeys.length() == 0,
            rx.el.p("Sign in with your finger, your face or your device's PIN.", class_name="text-sm text-muted"),
        ),
        rx.el.div(
            button("Add a passkey", variant="secondary", on_click=passkeys.add),
            class_name="mt-3",
        ),
        rx.el.p(id=passkeys.SAID, role="alert", class_name="mt-2 text-sm text-bad empty:hidden"),
    )


def _rename_dialog() -> rx.Component:
    return dialog(
        "rename_passkey",
        rx.el.form(
            rx.el.input(type="hidden", name="passkey_id", value=page.dialog.id, read_only=True),
            text_field(
                "Name",
                "name",
                id="passkey-name",
                default_value=page.dialog.name,
                error=page.refusal,
                hint="The browser or device that keeps it, for instance.",
                max_length=80,
            ),
            dialog_actions(cancel_button(), button("Rename", type="submit")),
            on_submit=SettingsState.rename_passkey,
        ),
        title="Rename this passkey",
    )


def _passkey(passkey: rx.Var[SignInMethod]) -> rx.Component:
    return _method(
        passkey,
        "lock",
        "Added",
        _asks("Rename", page.opens("rename_passkey", passkey.id, name=passkey.name), f"Rename passkey {passkey.name}"),
        _asks("Remove", page.opens("remove_passkey", passkey.id), f"Remove passkey {passkey.name}"),
    )


def _asks(text: str, opens: Any, label: Any = None) -> rx.Component:
    """Return a button that opens a dialog."""
    named = {} if label is None else {"aria_label": label}
    return button(text, variant="secondary", aria_haspopup="dialog", on_click=opens, **named)


def _accounts() -> rx.Component:
    return _group(
        "Linked accounts",
        rx.el.ul(rx.foreach(SettingsState.linked, _linked), aria_label="Linked accounts"),
        rx.el.div(rx.foreach(SettingsState.unlinked, _provider), class_name="flex flex-wrap gap-2 mt-3 empty:hidden"),
    )


def _linked(account: rx.Var[SignInMethod]) -> rx.Component:
    unlink = page.opens("unlink", account.id, name=account.name)
    return _method(account, "link", "Linked", _asks("Unlink", unlink, f"Unlink {account.name}"))


def _method(method: rx.Var[SignInMethod], icon_name: str, since: str, *actions: rx.Component) -> rx.Component:
    return settings_row(method.name, f"{since} {date(method.since)}", *actions, icon_name=icon_name, key=method.id)


def _provider(provider: rx.Var[ProviderChoice]) -> rx.Component:
    href = f"/auth/{provider.key}/link"
    return document_link(f"Link {provider.name}", href=href, class_name=look("secondary"), key=provider.key)


def _password() -> rx.Component:
    return _group(
        "Password",
        rx.el.form(
            rx.cond(
                SettingsState.password,
                _secret("Current password", "current", "current-password"),
            ),
            _secret("New password", "new", "new-password", hint="At least 10 characters."),
            rx.el.div(
                button(
                    rx.cond(SettingsState.password, "Change password", "Set password"),
                    type="submit",
                    variant="secondary",
                ),
            ),
            on_submit=SettingsState.choose_password,
        ),
        rx.cond(
            SettingsState.password,
            rx.el.details(
                rx.el.summary("Do without a password", class_name="mt-4 text-sm text-muted cursor-pointer"),
                rx.el.form(
                    _secret("Password to remove", "current", "current-password", id="field-removed"),
                    button("Remove password", type="submit", variant="danger"),
                    on_submit=SettingsState.remove_password,
                    class_name="mt-3",
                ),
            ),
        ),
    )


def _secret(label: str, name: str, auto_complete: str, **props: Any) -> rx.Component:
    return text_field(
        label,
        name,
        type="password",
        auto_complete=auto_complete,
        required=True,
        max_length=200,
        error=page.error_of(name),
        **props,
    )


def _group(title: str, *children: Any) -> rx.Component:
    return rx.el.div(
        rx.el.h3(title, class_name="mb-2 text-xs font-semibold text-muted"),
        *children,
        class_name="mt-5 pt-5 border-t border-line first-of-type:mt-0 first-of-type:pt-0 first-of-type:border-0",
    )
