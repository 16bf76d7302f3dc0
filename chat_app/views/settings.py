"""The sections of the settings page. A new one is a function here, and a line in `SECTIONS`."""

from typing import Any

import reflex as rx

from chat_app.browser import passkeys
from chat_app.browser.days import date, moment
from chat_app.components.button import button, look
from chat_app.components.confirm import asks
from chat_app.components.dialog import dialog, dialog_actions
from chat_app.components.field import text_field
from chat_app.components.link import document_link
from chat_app.components.settings import settings_row, settings_section
from chat_app.components.toast import toast
from chat_app.states.settings import Device, Door, SettingsState, Way
from chat_app.views.profile import profile as fields


def profile() -> rx.Component:
    """Who I am."""
    return settings_section("Profile", SettingsState.email, fields())


def devices() -> rx.Component:
    """Where I am signed in."""
    return settings_section(
        "Devices",
        "Every browser in which you are signed in. One that you do not know: sign it out.",
        rx.el.ul(rx.foreach(SettingsState.devices, _device), aria_label="Devices"),
        rx.cond(
            SettingsState.devices.length() > 1,
            rx.el.div(
                asks(
                    "Sign out all other devices",
                    "Sign out all other devices?",
                    "Whoever uses them has to sign in again.",
                    SettingsState.end_others,
                ),
                class_name="mt-4",
            ),
        ),
    )


def ways() -> rx.Component:
    """How I sign in."""
    return settings_section(
        "Sign-in methods",
        "A link by e-mail always works. These are quicker.",
        _passkeys(),
        rx.cond((SettingsState.linked.length() + SettingsState.doors.length()) > 0, _accounts()),
        rx.cond(SettingsState.passwords, _password()),
    )


SECTIONS = (profile, devices, ways)


def announcements() -> rx.Component:
    """What has just been done, or why not."""
    error = rx.cond(SettingsState.field == "", SettingsState.error, "")
    return toast(SettingsState.said, error, SettingsState.hush)


def _device(device: rx.Var[Device]) -> rx.Component:
    return settings_row(
        device.name,
        rx.cond(device.here, f"This device · {device.ip}", f"Last seen {moment(device.seen)} · {device.ip}"),
        rx.cond(
            device.here,
            rx.fragment(),
            asks(
                "Sign out",
                "Sign this device out?",
                "Whoever uses it has to sign in again.",
                SettingsState.end_device(device.id),
                label=f"Sign out {device.name}",
            ),
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
        _naming(),
    )


def _naming() -> rx.Component:
    chosen: Any = SettingsState.renaming
    return dialog(
        rx.el.form(
            rx.el.input(type="hidden", name="passkey_id", value=chosen.id, read_only=True),
            text_field(
                "Name",
                "name",
                id="passkey-name",
                default_value=chosen.name,
                error=rx.cond(SettingsState.field == "passkey", SettingsState.error, ""),
                hint="The browser or device that keeps it, for instance.",
                max_length=80,
            ),
            dialog_actions(
                button("Cancel", variant="ghost", on_click=SettingsState.ask_name("")),
                button("Rename", type="submit"),
            ),
            on_submit=SettingsState.rename_passkey,
        ),
        title="Rename this passkey",
        open=chosen.id != "",
        on_open_change=SettingsState.ask_name(""),
    )


def _passkey(passkey: rx.Var[Way]) -> rx.Component:
    why = "It signs you in no more. Your device may still offer it: delete it there, too."
    remove = SettingsState.remove_passkey(passkey.id)
    return _way(
        passkey,
        "lock",
        "Added",
        button(
            "Rename",
            variant="secondary",
            aria_label=f"Rename passkey {passkey.name}",
            on_click=SettingsState.ask_name(passkey.id),
        ),
        asks("Remove", "Remove this passkey?", why, remove, label=f"Remove passkey {passkey.name}"),
    )


def _accounts() -> rx.Component:
    return _group(
        "Linked accounts",
        rx.el.ul(rx.foreach(SettingsState.linked, _linked), aria_label="Linked accounts"),
        rx.el.div(rx.foreach(SettingsState.doors, _door), class_name="flex flex-wrap gap-2 mt-3 empty:hidden"),
    )


def _linked(way: rx.Var[Way]) -> rx.Component:
    why = "You cannot sign in with it any more, until you link it again."
    unlink = SettingsState.unlink(way.id)
    return _way(way, "link", "Linked", asks("Unlink", f"Unlink {way.name}?", why, unlink, label=f"Unlink {way.name}"))


def _way(way: rx.Var[Way], icon_name: str, since: str, *actions: rx.Component) -> rx.Component:
    return settings_row(way.name, f"{since} {date(way.since)}", *actions, icon_name=icon_name, key=way.id)


def _door(door: rx.Var[Door]) -> rx.Component:
    return document_link(f"Link {door.name}", href=f"/auth/{door.key}/link", class_name=look("secondary"), key=door.key)


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
        error=rx.cond(SettingsState.field == name, SettingsState.error, ""),
        **props,
    )


def _group(title: str, *children: Any) -> rx.Component:
    return rx.el.div(
        rx.el.h3(title, class_name="mb-2 text-xs font-semibold text-muted"),
        *children,
        class_name="mt-5 pt-5 border-t border-line first-of-type:mt-0 first-of-type:pt-0 first-of-type:border-0",
    )
