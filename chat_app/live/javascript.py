"""Binds Python to the JavaScript modules of `chat_app/browser`: their functions as values, event handlers and effects.

A function gets its arguments in the order in which they are given here, then one object of those that are given by
name, then, if it handles an event, what the event brings. An argument is a state class (the entries that the browser
has in its store, to read), `setter(State)`, a Reflex event (a function of its arguments that sends it), a var, or a
plain value.
"""

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, is_dataclass
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

import reflex as rx
from reflex_base.event import EventChain, EventHandler, no_args_event_spec
from reflex_base.utils.format import format_state_name
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData

from chat_app.live.entries import Entry
from chat_app.live.store import name_of, wire_name

FOLDER = Path(__file__).parents[1] / "browser"
BUILT = Path("utils") / "browser"  # in Reflex's build folder
_SETTERS = VarData(
    imports={"$/utils/context-registry": ["DispatchContext"], "react": ["useContext"]},
    hooks={"const dispatchers = useContext(DispatchContext)": None},
)
NAVIGATE = rx.Var(  # the router's function that goes to a path of this app
    _js_expr="navigate",
    _var_data=VarData(imports={"react-router": ["useNavigate"]}, hooks={"const navigate = useNavigate()": None}),
)
T = TypeVar("T")
_EXPORTED = re.compile(r"^export (?:async )?(?:const|function) (\w+)", re.MULTILINE)


class Script:
    """One JavaScript module: `Script("drafts")` is `browser/drafts.js`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.exports = frozenset(_EXPORTED.findall((FOLDER / f"{name}.js").read_text(encoding="utf-8")))

    def value(self, function: str, of: type[T], /, *given: Any, **named: Any) -> rx.Var[T]:
        """Return a var of the type `of` that the browser computes, anew whenever a store it reads has changed."""
        call, data = self._call(function, given, named)
        return rx.Var(_js_expr=f"({call})", _var_type=of, _var_data=data).to(of)

    def value_for(self, function: str, of: type[T], /, *given: Any) -> Callable[..., rx.Var[T]]:
        """Return a function of the arguments that follow `given`, which returns such a var."""
        return partial(self.value, self._exported(function), of, *given)

    def handler(self, function: str, /, *given: Any, **named: Any) -> Any:
        """Return a function of the browser as an event handler, for `on_click`, `on_submit` and the like."""
        page = (named,) if named else ()
        call, data = self._call(function, (*given, *page, rx.Var("...event")))
        return rx.Var(_js_expr=f"((...event) => {call})", _var_data=data).to(rx.EventChain)

    def handler_for(self, function: str, /, *given: Any) -> Callable[..., Any]:
        """Return a function of the arguments that follow `given`, which returns such an event handler."""
        return partial(self.handler, self._exported(function), *given)

    def effect(self, hook: str, /, *given: Any, **named: Any) -> Callable[..., rx.Component]:
        """Return a function of the arguments that follow `given`, which returns a component that draws nothing and
        calls a React hook of the module."""
        return partial(self._effect, self._exported(hook), *given, **named)

    def _effect(self, hook: str, /, *given: Any, **named: Any) -> rx.Component:
        call, data = self._call(hook, given, named)
        return Effect.create(code=rx.Var(_js_expr=call, _var_type=str, _var_data=data))

    def _call(self, function: str, given: tuple[Any, ...], named: dict[str, Any] | None = None) -> tuple[str, Any]:
        alias = f"{self.name.replace('.', '_')}_{self._exported(function)}"
        module = VarData(imports={f"$/{(BUILT / self.name).as_posix()}": [ImportVar(tag=function, alias=alias)]})
        arguments = [_argument(each) for each in ((*given, named) if named else given)]
        data = VarData.merge(module, *(data for _, data in arguments))
        return f"{alias}({', '.join(code for code, _ in arguments)})", data

    def _exported(self, function: str) -> str:
        """Return the name of a function. Raises LookupError where the module does not export it."""
        if function not in self.exports:
            raise LookupError(f"browser/{self.name}.js exports no {function}")
        return function


class Computed(Generic[T]):
    """A class attribute of a state: a var that a function of a module computes from the entries of its store."""

    def __init__(self, module: str, function: str, of: type[T]) -> None:
        self.script, self.function, self.of = Script(module), function, of

    def __get__(self, _: object, state: type[rx.State]) -> rx.Var[T]:
        return self.script.value(self.function, self.of, state)


class Effect(rx.Fragment):
    """A call of a React hook as a component; see `Script.effect`."""

    code: rx.Var[str] = rx.Var.create("")

    def add_hooks(self) -> list[rx.Var[Any]]:
        """Return the call, with the hooks that fetch the stores it reads."""
        return [rx.Var(_js_expr=self.code._js_expr, _var_data=self.code._get_all_var_data())]

    def _exclude_props(self) -> list[str]:
        return ["code"]


def setter(state: type[rx.State]) -> rx.Var[Any]:
    """Return the function that merges entries into a state's store, in this tab only: `setComposer({mode: null})`."""
    return rx.Var(_js_expr=f"dispatchers[{state.get_full_name()!r}]", _var_data=_SETTERS)


def stores(*read: type[rx.State], sets: Iterable[type[rx.State]] = ()) -> dict[str, Any]:
    """Return arguments by name: the stores of states to `read` (`feed`), and the setters of others (`setFeed`)."""
    return {name_of(each): each for each in read} | {f"set{name_of(each).capitalize()}": setter(each) for each in sets}


def put(state: type[rx.State], **entries: Any) -> Any:
    """Return a handler that merges entries into a state's store, in this tab only; None ends one."""
    return Script("entries").handler("put", setter(state), **entries)


def entry(kind: Entry[Any], default: Any) -> Any:
    """Return an entry as a var; `default`, which is of its type, stands for it while it is missing."""
    name = wire_name(kind.store)
    plain = rx.Var.create(asdict(default) if is_dataclass(default) and not isinstance(default, type) else default)
    code = f"({format_state_name(name)}.{kind.key} ?? {plain!s})"
    return rx.Var(_js_expr=code, _var_type=type(default), _var_data=VarData.from_state(name)).to(type(default))


def _argument(value: Any) -> tuple[str, VarData | None]:
    if isinstance(value, dict):
        parts = [(name, *_argument(each)) for name, each in value.items()]
        code = ", ".join(f"{name}: {code}" for name, code, _ in parts)
        return f"{{{code}}}", VarData.merge(*(data for _, _, data in parts))
    if isinstance(value, EventHandler):
        return _sends(value)
    if isinstance(value, type) and issubclass(value, rx.State):
        return format_state_name(value.get_full_name()), VarData.from_state(value)
    var = rx.Var.create(value)
    return str(var), var._get_all_var_data()


def _sends(event: EventHandler) -> tuple[str, VarData | None]:
    names = list(inspect.signature(event.fn).parameters)[1:]
    spec = event(*(rx.Var(_js_expr=name) for name in names))
    chain = rx.Var.create(EventChain.create(spec, args_spec=no_args_event_spec))
    return f"(({', '.join(names)}) => {chain!s}())", chain._get_all_var_data()
