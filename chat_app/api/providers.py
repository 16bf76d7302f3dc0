"""Sign-in with Google and other providers: the redirect to a provider, and its callback."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from chat_app.api import entering, forms
from chat_app.api.origin import from_own_page
from chat_app.auth import pending_sign_in, provider, registry
from chat_app.auth.pending_sign_in import PendingSignIn
from chat_app.auth.provider import Claims, Provider
from chat_app.services import identities, limits
from chat_app.services.errors import NotAllowed, Refused, TooOften
from chat_app.services.identities import Stranger
from chat_app.services.parley import current

UNKNOWN = NotAllowed("That way to sign in is not set up here.")
LOST = NotAllowed("That sign-in took too long, or began in another browser. Please try again.")


async def begin(request: Request) -> Response:
    """Redirect to the provider, with the pending sign-in in a cookie."""
    known = _provider(request)
    invite = request.query_params.get("invite", "")[:43]
    if known is None:
        return forms.back("/login", UNKNOWN)
    return await _redirect(request, known, PendingSignIn(known.key, invite=invite))


async def begin_link(request: Request) -> Response:
    """Redirect a signed-in person to the provider, whose account they want to sign in with from now on.

    Only from a page of this server: otherwise another site could link an attacker's account. (A form would be no
    better: `form-action` limits forms to this server, and this redirects elsewhere.)
    """
    known = _provider(request)
    if not from_own_page(current().settings, request.headers):
        raise forms.ForeignError
    person = await entering.signed_in(request)
    if known is None or person is None:
        return forms.back("/login", UNKNOWN)
    return await _redirect(request, known, PendingSignIn(known.key, user_id=str(person.user_id)))


async def callback(request: Request) -> Response:
    """Sign in or link, by what the provider's redirect back carries: a code, or the reason why not."""
    settings = current().settings
    known = _provider(request)
    if known is None:
        return forms.back("/login", UNKNOWN)
    pending = pending_sign_in.read(settings, request.headers.get("cookie", ""), known.key)
    try:
        # Before the provider is asked: each sign-in ends once, and only if it began here.
        if pending is None or not await limits.once(current(), "sign_in", pending.state, pending_sign_in.SECONDS):
            raise LOST
        claims = await provider.read_callback(settings, known, pending, dict(request.query_params))
        response = await _enter_or_link(request, known, pending, claims)
    except Refused as refusal:
        response = _back(pending, await _counted(request, known, refusal))
    pending_sign_in.drop(response, settings)
    return response


async def _counted(request: Request, known: Provider, refusal: Refused) -> Refused:
    """Count a refused callback as an attempt, since any visitor can send one. Returns the refusal to show."""
    try:
        await limits.sign_in(current(), entering.ip(request))
    except TooOften as too_often:
        return too_often
    await entering.note(request, known.key, refusal)
    return refusal


async def _redirect(request: Request, known: Provider, pending: PendingSignIn) -> Response:
    settings = current().settings
    try:
        await limits.sign_in(current(), entering.ip(request))
        response = RedirectResponse(await provider.authorization_url(settings, known, pending), status_code=303)
    except Refused as refusal:
        return _back(pending, refusal)
    pending_sign_in.put(response, settings, pending)
    return response


async def _enter_or_link(request: Request, known: Provider, pending: PendingSignIn, claims: Claims) -> Response:
    parley = current()
    stranger = Stranger(known.account, known.name, claims.subject, claims.email, claims.verified, claims.name)
    if not pending.user_id:
        return await entering.enter(request, await identities.sign_in(parley, stranger, pending.invite), known.key)
    person = await entering.signed_in(request)
    if person is None or str(person.user_id) != pending.user_id:
        raise NotAllowed("You are not signed in as you were when this began. Please try again.")
    await identities.link(parley, person.user_id, stranger, session_id=person.session_id)
    return RedirectResponse("/settings", status_code=303)


def _provider(request: Request) -> Provider | None:
    return registry.providers(current().settings).get(request.url.path.split("/")[2])


def _back(pending: PendingSignIn | None, refusal: Refused) -> Response:
    """Redirect to the page on which the sign-in began, with the reason."""
    if pending is not None and pending.user_id:
        return forms.back("/settings", refusal)
    invite = pending.invite if pending is not None else ""
    return forms.back(f"/join/{invite}" if invite and invite.isascii() else "/login", refusal)


routes = [
    route
    for key in registry.KEYS
    for route in (
        Route(f"/auth/{key}", begin, methods=["GET"]),
        Route(f"/auth/{key}/callback", callback, methods=["GET"]),
        Route(f"/auth/{key}/link", begin_link, methods=["GET"]),
    )
]
