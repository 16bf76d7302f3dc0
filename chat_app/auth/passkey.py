"""Passkeys (WebAuthn): options for the browser, and the verification of its answer.

Credentials are discoverable, so that no address is typed, and the device verifies its owner (a finger, a PIN).
"""

import json
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)  # fmt: skip

from chat_app.auth.pending_sign_in import PendingSignIn
from chat_app.config import Settings
from chat_app.models import Passkey, User
from chat_app.services import passkeys
from chat_app.services.devices import describe
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.sessions import SignedIn

SIGN_IN, REGISTER = "passkey", "new-passkey"  # kinds of a PendingSignIn
_MALFORMED = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError, RecursionError)
WRONG = "That passkey could not be checked. Please try again."
Proof = TypeVar("Proof")


def request_options(settings: Settings, pending: PendingSignIn) -> str:
    """Return the options of `navigator.credentials.get`, as JSON."""
    return webauthn.options_to_json(
        webauthn.generate_authentication_options(
            rp_id=_rp_id(settings),
            challenge=base64url_to_bytes(pending.nonce),
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def creation_options(
    settings: Settings, pending: PendingSignIn, workspace: str, user: User, known: list[Passkey]
) -> str:
    """Return the options of `navigator.credentials.create`, as JSON. Devices that hold a known passkey refuse."""
    return webauthn.options_to_json(
        webauthn.generate_registration_options(
            rp_id=_rp_id(settings),
            rp_name=workspace,
            user_id=user.id.bytes,
            user_name=user.email or user.name,
            user_display_name=user.name,
            challenge=base64url_to_bytes(pending.nonce),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
            exclude_credentials=[
                PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.credential_id)) for each in known
            ],
        )
    )


async def sign_in(parley: Parley, pending: PendingSignIn, answer: dict[str, Any]) -> User:
    """Return the person whom a passkey's answer signs in. Raises NotAllowed."""
    passkey = await passkeys.find(parley, str(answer.get("id", "")))
    known = {"credential_public_key": passkey.public_key, "credential_current_sign_count": passkey.sign_count}
    proved = _verified(webauthn.verify_authentication_response, parley.settings, pending, answer, **known)
    return await passkeys.use(parley, passkey, sign_count=proved.new_sign_count, challenge=pending.nonce)


async def add(parley: Parley, pending: PendingSignIn, person: SignedIn, answer: dict[str, Any], device: str) -> None:
    """Store a new passkey of the signed-in person. Raises NotAllowed, also when their session has ended."""
    proved = _verified(webauthn.verify_registration_response, parley.settings, pending, answer)
    await passkeys.add(
        parley,
        person.user_id,
        person.session_id,
        credential_id=bytes_to_base64url(proved.credential_id),
        public_key=proved.credential_public_key,
        sign_count=proved.sign_count,
        name=describe(device),
    )


def _rp_id(settings: Settings) -> str:
    """Return the relying party's id: the host of BASE_URL, and no other."""
    return urlsplit(settings.url).hostname or "localhost"


def _verified(
    verify: Callable[..., Proof], settings: Settings, pending: PendingSignIn, answer: dict[str, Any], **known: Any
) -> Proof:
    """Return what the library's `verify` has proved. Raises NotAllowed."""
    try:
        return verify(
            credential=json.dumps(answer),
            expected_challenge=base64url_to_bytes(pending.nonce),
            expected_rp_id=_rp_id(settings),
            expected_origin=[settings.url, *settings.allowed_origins],
            require_user_verification=True,
            **known,
        )
    except _MALFORMED as error:
        raise NotAllowed(WRONG) from error
