"""OpenID Connect: the authorization code flow with PKCE, state and nonce, through Authlib.

Nothing is kept on the server between the two halves: the browser carries a signed errand in a cookie, so that the
answer may reach another process than the one that asked.
"""

# Authlib comes without types.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import hashlib
import secrets
import warnings
from dataclasses import dataclass
from typing import Any

import httpx
import structlog
from authlib.integrations.base_client import OAuthError
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError

from chat_app.auth import discovery, wire
from chat_app.auth.errand import Errand
from chat_app.config import Settings
from chat_app.schemas import addresses
from chat_app.services.errors import NotAllowed

with warnings.catch_warnings():  # it would rather have httpx's successor, and says so at every start
    warnings.simplefilter("ignore")
    from authlib.integrations.httpx_client import AsyncOAuth2Client

log = structlog.get_logger()
Client = Any  # Authlib's client comes without types

LEEWAY = 120  # seconds that its clock may be off
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]


@dataclass(frozen=True, slots=True)
class Claims:
    """What a provider says of a person. `subject` is theirs for good; an address may change hands."""

    subject: str
    email: str
    verified: bool
    name: str


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider as the settings name it; `name` is what people know it by."""

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    prompt: str = ""  # what it should ask though it knows the person

    @property
    def account(self) -> str:
        """What accounts there are filed under: another issuer's person of the same number is another person."""
        return f"{self.key}:{hashlib.sha256(self.issuer.encode()).hexdigest()[:16]}"

    def callback(self, settings: Settings) -> str:
        """Where it sends people back to; to be registered there."""
        return f"{settings.url}/auth/{self.key}/callback"


async def ask(settings: Settings, provider: Provider, errand: Errand) -> str:
    """The address at the provider that asks a person who they are. Raises NotAllowed when it cannot be reached."""
    async with _client(settings, provider) as client:
        described = await discovery.described(client, provider.name, provider.issuer)
        url, _ = client.create_authorization_url(
            described["authorization_endpoint"],
            state=errand.state,
            nonce=errand.nonce,
            code_verifier=errand.verifier,
            **({"prompt": provider.prompt} if provider.prompt else {}),
        )
    return url


async def answered(settings: Settings, provider: Provider, errand: Errand, query: dict[str, str]) -> Claims:
    """Who the person is, from what the provider sent back. Raises NotAllowed with what went wrong."""
    if error := query.get("error"):  # some leave the state out then; it lets nobody in
        raise NotAllowed(_explained(provider, error))
    if not secrets.compare_digest(query.get("state", "").encode(), errand.state.encode()):
        raise NotAllowed("That sign-in did not begin in this browser. Please try again.")
    async with _client(settings, provider) as client:
        described = await discovery.described(client, provider.name, provider.issuer)
        try:
            token: dict[str, Any] = await client.fetch_token(
                described["token_endpoint"], code=query.get("code", ""), code_verifier=errand.verifier
            )
            said = await _verified(client, provider, described, str(token["id_token"]), errand.nonce)
            if "email" not in said and "userinfo_endpoint" in described:
                said = {**await _userinfo(client, described, said["sub"]), **said}
        except (OAuthError, httpx.HTTPError, JoseError, KeyError, ValueError, TypeError) as error:
            log.warning("sign_in_refused", provider=provider.key, reason=repr(error)[:300])
            raise NotAllowed(f"{provider.name} did not confirm who you are. Please try again.") from error
    return Claims(
        subject=str(said["sub"]),
        email=addresses.vouched(str(said.get("email") or "")),
        verified=said.get("email_verified") in (True, "true"),
        name=str(said.get("name") or "").strip(),
    )


def _client(settings: Settings, provider: Provider) -> Client:
    return AsyncOAuth2Client(
        provider.client_id,
        provider.client_secret or None,
        scope="openid email profile",
        redirect_uri=provider.callback(settings),
        code_challenge_method="S256",
        timeout=wire.TIMEOUT,
        transport=wire.Wire(),
    )


async def _verified(
    client: Client, provider: Provider, described: dict[str, Any], id_token: str, nonce: str
) -> dict[str, Any]:
    """What an ID token says, after every check of OpenID Connect Core, section 3.1.3.7. Raises JoseError."""
    try:
        decoded = jwt.decode(id_token, await discovery.keys(client, described), algorithms=ALGORITHMS)
    except (InvalidKeyIdError, ValueError):  # the provider has changed its keys since they were read
        decoded = jwt.decode(id_token, await discovery.keys(client, described, anew=True), algorithms=ALGORITHMS)
    options = {"iss": {"value": described["issuer"]}, "aud": {"value": provider.client_id}}
    claims = CodeIDToken(decoded.claims, decoded.header, options, {"nonce": nonce, "client_id": provider.client_id})
    claims.validate(leeway=LEEWAY)
    return dict(claims)


async def _userinfo(client: Client, described: dict[str, Any], subject: str) -> dict[str, Any]:
    answer = await client.get(described["userinfo_endpoint"])
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    if found.get("sub") != subject:  # section 5.3.2: then it must not be used
        raise ValueError("userinfo is about somebody else")
    return found


def _explained(provider: Provider, error: str) -> str:
    """What its error codes mean (RFC 6749, section 4.1.2.1; OpenID Connect Core, section 3.1.2.6)."""
    if error == "access_denied":
        return f"You did not sign in with {provider.name}: it was cancelled there."
    if error in ("server_error", "temporarily_unavailable"):
        return f"{provider.name} has a problem at the moment. Please try again later, or use a link."
    log.error("provider_error", provider=provider.key, error=error[:60])
    return f"{provider.name} did not accept the request. The people who run this server find the reason in its log."
