"""Event handlers that act for the person behind a tab: arguments validated, the actor handed in, refusals said."""

import inspect
import uuid
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial, wraps
from typing import Annotated, Any, Concatenate, ParamSpec, TypeVar, get_type_hints

import reflex as rx
from pydantic import BeforeValidator, Field, ValidationError, create_model
from typing_extensions import is_typeddict

from chat_app.adapters.outages import Unavailable
from chat_app.live.broadcast import push
from chat_app.live.connections import Tab
from chat_app.live.entries import DIALOG, DIALOG_CONTENT, REPLY
from chat_app.live.process import Process, current, tab_of
from chat_app.live.relay import Relay
from chat_app.live.store import Delta
from chat_app.schemas.screen import DialogContent, Reply
from chat_app.services.errors import LATER, Invalid, NotAllowed, Refused
from chat_app.services.parley import Parley
from chat_app.services.sessions import SignedIn

# Annotations of arguments, besides the plain ones.
Number = Annotated[int, Field(ge=0, lt=1 << 31)]  # as columns hold it
OptionalId = Annotated[uuid.UUID | None, BeforeValidator(lambda value: value or None)]  # a browser says "" for none

State = TypeVar("State", bound=rx.State)
Sent = ParamSpec("Sent")


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind the tab whose event is handled, as the session of its cookie says (rule R9)."""

    process: Process
    tab: Tab
    who: SignedIn

    @classmethod
    def of(cls, state: rx.State) -> "Actor":
        """Return who sent the event that a state handles. Raises NotAllowed for a visitor and for a closed tab."""
        tab = tab_of(state)
        if tab.signed_in is None:
            raise NotAllowed
        return cls(current(), tab, tab.signed_in)

    @property
    def parley(self) -> Parley:
        """The application, as services take it."""
        return self.process.parley

    @property
    def relay(self) -> Relay:
        """The relay of this process, which keeps its tabs up to date."""
        return self.process.relay

    @property
    def user_id(self) -> uuid.UUID:
        """The id of the person, as services take it."""
        return self.who.user_id

    @property
    def ip(self) -> str:
        """The address of the browser, for the audit log."""
        return self.tab.ip

    def push(self, *deltas: Delta) -> None:
        """Send entries of stores to this tab alone."""
        push([self.tab], *deltas)

    def fill(self, kind: str, id: object = "", **content: Any) -> None:
        """Send to this tab what its open dialog shows; the fields of `content` are those of DialogContent."""
        self.push(DIALOG_CONTENT.of(DialogContent(kind, str(id), **content)))

    def refuse(self, sentence: str, field: str = "") -> None:
        """Say on the page why something was not done, beside a field of its form if there is one."""
        self.push(REPLY.of(Reply(sentence, "refused", field)))


Handler = Callable[Concatenate[State, Actor, Sent], Coroutine[Any, Any, Any]]


def acting(handler: Handler[State, Sent] | None = None, *, silent: bool = False, closes: bool = False) -> Any:
    """Decorate, instead of `@rx.event`, a handler whose second parameter is the `Actor`; the browser sends the others.

    Each of those is validated by its annotation, as pydantic does. An event with arguments that do not fit, or from a
    visitor, does nothing. The page shows the reply: why a service has refused, else the sentence (or `Reply`) that the
    handler returns; without one, the reply to the act before goes. A `silent` handler, which a page starts by itself,
    has no reply. When a handler that `closes` has succeeded, the open dialog is closed.
    """
    if handler is None:
        return partial(acting, silent=silent, closes=closes)
    act: Any = handler
    arguments = _arguments(handler)

    @wraps(handler)
    async def handle(state: State, **sent: Any) -> Any:
        try:
            actor, given = Actor.of(state), dict(arguments.model_validate(sent))
        except (NotAllowed, ValidationError):
            return None
        try:
            done = await act(state, actor, **given)
        except Refused as refusal:
            return None if silent else actor.refuse(str(refusal), refusal.field if isinstance(refusal, Invalid) else "")
        except Unavailable:
            if silent or not actor.tab.started:
                raise  # a page that cannot be brought up comes anew
            return actor.refuse(LATER)
        if silent:
            return done
        reply = Reply(done) if isinstance(done, str) else done if isinstance(done, Reply) else None
        actor.push(REPLY.of(reply), DIALOG.of(None) if closes else {})
        return done if reply is None else None

    # Reflex reads the signature to know what the browser sends; by annotations it would convert that itself.
    handle.__signature__ = _signature(handler)  # pyright: ignore[reportAttributeAccessIssue]
    handle.__annotations__ = {}
    return handle


def ticked(kind: str) -> BeforeValidator:
    """Annotate a form: its field `ticked` becomes the ids of the boxes called `<kind>:<id>` that are ticked in it."""
    mark = f"{kind}:"

    def gather(form: Any) -> Any:
        if not isinstance(form, dict):
            return form
        return {**form, "ticked": [name.removeprefix(mark) for name in form if name.startswith(mark)]}

    return BeforeValidator(gather)


def _arguments(handler: Callable[..., Any]) -> Any:
    """Return the pydantic model of what the browser sends to a handler; `live.event_checks` lets nothing else in."""
    hints = get_type_hints(handler, include_extras=True)
    sent = list(inspect.signature(handler).parameters.values())[2:]
    fields: Any = {each.name: (hints[each.name], ... if each.default is each.empty else each.default) for each in sent}
    return create_model(handler.__name__, **fields)


def _signature(handler: Callable[..., Any]) -> inspect.Signature:
    """Return a handler's signature without the actor, with the types that come over the wire."""
    hints, (me, _, *sent) = get_type_hints(handler), inspect.signature(handler).parameters.values()
    return inspect.Signature([me, *(each.replace(annotation=_on_the_wire(hints[each.name])) for each in sent)])


def _on_the_wire(hint: Any) -> Any:
    return str if hint is uuid.UUID else dict if is_typeddict(hint) else hint
