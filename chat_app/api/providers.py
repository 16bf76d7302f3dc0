"""Sign-in with Google and other providers: there, and back."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from chat_app.api import entering, forms
from chat_app.api.origin import from_our_page
from chat_app.auth import errand, provider, registry
from chat_app.auth.errand import Errand
from chat_app.auth.provider import Claims, Provider
from chat_app.services import identities, limits
from chat_app.services.errors import NotAllowed, Refused, TooOften
from chat_app.services.identities import Stranger
from chat_app.services.parley import current

UNKNOWN = NotAllowed("That way to sign in is not set up here.")
LOST = NotAllowed("That sign-in took too long, or began in another browser. Please try again.")


async def leave(request: Request) -> Response:
    """Off to the provider, with an errand in a cookie."""
    known = _asked_for(request)
    invite = request.query_params.get("invite", "")[:43]
    if known is None:
        return forms.back("/login", UNKNOWN)
    return await _leave(request, known, Errand(known.key, invite=invite))


async def leave_to_link(request: Request) -> Response:
    """The same for somebody who is signed in, and wants to sign in with that account from now on.

    Only from our own page: otherwise another site could link an account of an attacker's. (A form would be no better:
    where forms may lead is limited to this server, and this leads elsewhere.)
    """
    known = _asked_for(request)
    if not from_our_page(current().settings, request.headers):
        raise forms.ForeignError
    person = await entering.signed_in(request)
    if known is None or person is None:
        return forms.back("/login", UNKNOWN)
    return await _leave(request, known, Errand(known.key, user_id=str(person.user_id)))


async def come_back(request: Request) -> Response:
    """The provider sends the person back, with a code or with the reason why not."""
    settings = current().settings
    known = _asked_for(request)
    if known is None:
        return forms.back("/login", UNKNOWN)
    carried = errand.take(settings, request.headers.get("cookie", ""), known.key)
    try:
        # Before the provider is asked: an errand is run once, and only one that began here is run at all.
        if carried is None or not await limits.once(current(), "errand", carried.state, errand.SECONDS):
            raise LOST
        claims = await provider.answered(settings, known, carried, dict(request.query_params))
        response = await _arrived(request, known, carried, claims)
    except Refused as refusal:
        response = _back(carried, await _noted(request, known, refusal))
    errand.drop(response, settings)
    return response


async def _noted(request: Request, known: Provider, refusal: Refused) -> Refused:
    """What did not lead to a sign-in counts as an attempt, as to leave did: anybody may send it at will."""
    try:
        await limits.sign_in(current(), entering.ip(request))
    except TooOften as too_often:
        return too_often
    await entering.note(request, known.key, refusal)
    return refusal


async def _leave(request: Request, known: Provider, carried: Errand) -> Response:
    settings = current().settings
    try:
        await limits.sign_in(current(), entering.ip(request))
        response = RedirectResponse(await provider.ask(settings, known, carried), status_code=303)
    except Refused as refusal:
        return _back(carried, refusal)
    errand.put(response, settings, carried)
    return response


async def _arrived(request: Request, known: Provider, carried: Errand, claims: Claims) -> Response:
    parley = current()
    stranger = Stranger(known.account, known.name, claims.subject, claims.email, claims.verified, claims.name)
    if not carried.user_id:
        return await entering.enter(request, await identities.sign_in(parley, stranger, carried.invite), known.key)
    person = await entering.signed_in(request)
    if person is None or str(person.user_id) != carried.user_id:
        raise NotAllowed("You are not signed in as you were when this began. Please try again.")
    await identities.link(parley, person.user_id, stranger, session_id=person.session_id)
    return RedirectResponse("/settings", status_code=303)


def _asked_for(request: Request) -> Provider | None:
    return registry.providers(current().settings).get(request.url.path.split("/")[2])


def _back(carried: Errand | None, refusal: Refused) -> Response:
    """To the page that it began on, with the reason."""
    if carried is not None and carried.user_id:
        return forms.back("/settings", refusal)
    invite = carried.invite if carried is not None else ""
    return forms.back(f"/join/{invite}" if invite and invite.isascii() else "/login", refusal)


routes = [
    route
    for key in registry.KEYS
    for route in (
        Route(f"/auth/{key}", leave, methods=["GET"]),
        Route(f"/auth/{key}/callback", come_back, methods=["GET"]),
        Route(f"/auth/{key}/link", leave_to_link, methods=["GET"]),
    )
]
