"""Passkeys (WebAuthn): what a browser is asked, and whether its answer is right.

Credentials are discoverable, so that nobody types an address, and the device verifies its owner (a finger, a PIN).
"""

import json
from typing import Any
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

from chat_app.auth.errand import Errand
from chat_app.config import Settings
from chat_app.models import Passkey, User
from chat_app.services import passkeys
from chat_app.services.devices import describe
from chat_app.services.errors import NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.sessions import SignedIn

ASK, MAKE = "passkey", "new-passkey"  # kinds of errands
_MALFORMED = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError, RecursionError)
WRONG = "That passkey could not be checked. Please try again."


def question(settings: Settings, errand: Errand) -> str:
    """What `navigator.credentials.get` is asked, as JSON."""
    return webauthn.options_to_json(
        webauthn.generate_authentication_options(
            rp_id=_host(settings), challenge=_challenge(errand), user_verification=UserVerificationRequirement.REQUIRED
        )
    )


def offer(settings: Settings, errand: Errand, workspace: str, user: User, known: list[Passkey]) -> str:
    """What `navigator.credentials.create` is asked, as JSON. Devices that have one of the known passkeys say so."""
    return webauthn.options_to_json(
        webauthn.generate_registration_options(
            rp_id=_host(settings),
            rp_name=workspace,
            user_id=user.id.bytes,
            user_name=user.email or user.name,
            user_display_name=user.name,
            challenge=_challenge(errand),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
            exclude_credentials=[
                PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.credential_id)) for each in known
            ],
        )
    )


async def sign_in(parley: Parley, errand: Errand, answer: dict[str, Any]) -> User:
    """The person whom a passkey's answer signs in. Raises NotAllowed."""
    passkey = await passkeys.find(parley, str(answer.get("id", "")))
    try:
        proved = webauthn.verify_authentication_response(
            credential=_own(answer),
            expected_challenge=_challenge(errand),
            expected_rp_id=_host(parley.settings),
            expected_origin=_origins(parley.settings),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except _MALFORMED as error:
        raise NotAllowed(WRONG) from error
    return await passkeys.use(parley, passkey, sign_count=proved.new_sign_count, challenge=errand.nonce)


async def add(parley: Parley, errand: Errand, person: SignedIn, answer: dict[str, Any], device: str) -> None:
    """Keep a new passkey of somebody's whose session lives still. Raises NotAllowed."""
    try:
        proved = webauthn.verify_registration_response(
            credential=_own(answer),
            expected_challenge=_challenge(errand),
            expected_rp_id=_host(parley.settings),
            expected_origin=_origins(parley.settings),
            require_user_verification=True,
        )
    except _MALFORMED as error:
        raise NotAllowed(WRONG) from error
    await passkeys.add(
        parley,
        person.user_id,
        person.session_id,
        credential_id=bytes_to_base64url(proved.credential_id),
        public_key=proved.credential_public_key,
        sign_count=proved.sign_count,
        name=describe(device),
    )


def _host(settings: Settings) -> str:
    """Whom passkeys are for (the relying party's id): the host of BASE_URL, and no other."""
    return urlsplit(settings.url).hostname or "localhost"


def _origins(settings: Settings) -> list[str]:
    return [settings.url, *settings.allowed_origins]


def _challenge(errand: Errand) -> bytes:
    return base64url_to_bytes(errand.nonce)


def _own(answer: dict[str, Any]) -> str:
    """As the library wants it; what is no JSON raises TypeError or ValueError."""
    return json.dumps(answer)
