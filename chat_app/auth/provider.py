"""OpenID Connect: the authorization code flow with PKCE, state and nonce, through Authlib.

The server keeps nothing between the redirect and the callback: the browser carries a signed PendingSignIn in a cookie,
so that the callback may reach another process than the redirect.
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

from chat_app.auth import discovery, provider_connections
from chat_app.auth.pending_sign_in import PendingSignIn
from chat_app.config import Settings
from chat_app.schemas import addresses
from chat_app.services.errors import NotAllowed

with warnings.catch_warnings():  # Authlib recommends httpx's successor at every start
    warnings.simplefilter("ignore")
    from authlib.integrations.httpx_client import AsyncOAuth2Client

log = structlog.get_logger()
Client = Any  # Authlib's client comes without types

LEEWAY = 120  # seconds that the provider's clock may differ
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]


@dataclass(frozen=True, slots=True)
class Claims:
    """A provider's claims about a person. `subject` never changes; an address may pass to another person."""

    subject: str
    email: str
    verified: bool
    name: str


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider as the settings describe it; `name` is shown to people."""

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    prompt: str = ""  # OpenID Connect's `prompt`: what to ask a person who is signed in there

    @property
    def account(self) -> str:
        """Key of this issuer's accounts: an equal subject of another issuer is another person."""
        return f"{self.key}:{hashlib.sha256(self.issuer.encode()).hexdigest()[:16]}"

    def callback(self, settings: Settings) -> str:
        """Return the redirect URI, which has to be registered at the provider."""
        return f"{settings.url}/auth/{self.key}/callback"


async def authorization_url(settings: Settings, provider: Provider, pending: PendingSignIn) -> str:
    """Return the provider's address to redirect a person to. Raises NotAllowed when it cannot be reached."""
    async with _client(settings, provider) as client:
        metadata = await discovery.metadata(client, provider.name, provider.issuer)
        url, _ = client.create_authorization_url(
            metadata["authorization_endpoint"],
            state=pending.state,
            nonce=pending.nonce,
            code_verifier=pending.verifier,
            **({"prompt": provider.prompt} if provider.prompt else {}),
        )
    return url


async def read_callback(
    settings: Settings, provider: Provider, pending: PendingSignIn, query: dict[str, str]
) -> Claims:
    """Return the person's claims from the query of a callback. Raises NotAllowed with what went wrong."""
    if error := query.get("error"):  # some providers leave the state out then
        raise NotAllowed(_explained(provider, error))
    if not secrets.compare_digest(query.get("state", "").encode(), pending.state.encode()):
        raise NotAllowed("That sign-in did not begin in this browser. Please try again.")
    async with _client(settings, provider) as client:
        metadata = await discovery.metadata(client, provider.name, provider.issuer)
        try:
            token: dict[str, Any] = await client.fetch_token(
                metadata["token_endpoint"], code=query.get("code", ""), code_verifier=pending.verifier
            )
            said = await _verified(client, provider, metadata, str(token["id_token"]), pending.nonce)
            if "email" not in said and "userinfo_endpoint" in metadata:
                said = {**await _userinfo(client, metadata, said["sub"]), **said}
        except (OAuthError, httpx.HTTPError, JoseError, KeyError, ValueError, TypeError) as error:
            log.warning("sign_in_refused", provider=provider.key, reason=repr(error)[:300])
            raise NotAllowed(f"{provider.name} did not confirm who you are. Please try again.") from error
    return Claims(
        subject=str(said["sub"]),
        email=addresses.from_provider(str(said.get("email") or "")),
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
        timeout=provider_connections.TIMEOUT,
        transport=provider_connections.SharedTransport(),
    )


async def _verified(
    client: Client, provider: Provider, metadata: dict[str, Any], id_token: str, nonce: str
) -> dict[str, Any]:
    """Return an ID token's claims, after every check of OpenID Connect Core, section 3.1.3.7. Raises JoseError."""
    try:
        decoded = jwt.decode(id_token, await discovery.signing_keys(client, metadata), algorithms=ALGORITHMS)
    except (InvalidKeyIdError, ValueError):  # the provider has changed its keys since they were read
        decoded = jwt.decode(
            id_token, await discovery.signing_keys(client, metadata, fresh=True), algorithms=ALGORITHMS
        )
    options = {"iss": {"value": metadata["issuer"]}, "aud": {"value": provider.client_id}}
    claims = CodeIDToken(decoded.claims, decoded.header, options, {"nonce": nonce, "client_id": provider.client_id})
    claims.validate(leeway=LEEWAY)
    return dict(claims)


async def _userinfo(client: Client, metadata: dict[str, Any], subject: str) -> dict[str, Any]:
    answer = await client.get(metadata["userinfo_endpoint"])
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    if found.get("sub") != subject:  # section 5.3.2: such userinfo must not be used
        raise ValueError("userinfo is about somebody else")
    return found


def _explained(provider: Provider, error: str) -> str:
    """Return a sentence for an error code (RFC 6749, section 4.1.2.1; OpenID Connect Core, section 3.1.2.6)."""
    if error == "access_denied":
        return f"You did not sign in with {provider.name}: it was cancelled there."
    if error in ("server_error", "temporarily_unavailable"):
        return f"{provider.name} has a problem at the moment. Please try again later, or use a link."
    log.error("provider_error", provider=provider.key, error=error[:60])
    return f"{provider.name} did not accept the request. The people who run this server find the reason in its log."
