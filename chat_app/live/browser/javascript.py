"""How Python puts JavaScript together: stores by name, events as calls, functions as handlers, effects as components.

In a piece of JavaScript, `$feed` is the object of the store `feed` as it is at the time of rendering, `@post(a, b)`
calls a Reflex event, and `set$feed({…})` merges entries into the store in this tab only.
"""

import inspect
import re
from collections.abc import Mapping
from typing import Any

import reflex as rx
from reflex_base.event import EventChain, EventHandler, no_args_event_spec
from reflex_base.vars import VarData

_DISPATCH = VarData(
    imports={"$/utils/context-registry": ["DispatchContext"], "react": ["useContext"]},
    hooks={"const dispatchers = useContext(DispatchContext)": None},
)

MODULE = "parley"  # in Reflex's folder of its own scripts
_shared: dict[str, str] = {}
_files: dict[str, str] = {}  # functions of `chat_app/browser`, and their module

Stores = dict[str, Any]
Events = Mapping[str, Any]


def shared(name: str, javascript: str) -> None:
    """A function that the browser has once, and that any piece of JavaScript may call: what is written out in each
    expression that needs it makes the page heavy."""
    _shared[name] = inspect.cleandoc(javascript)


def shared_file(file: str, *names: str) -> None:
    """The same for functions that a module of `chat_app/browser` exports."""
    _files.update(dict.fromkeys(names, file))


def module() -> str:
    """All shared functions, as the module that the build gets (`front_end.SharedFunctions`)."""
    written = "".join(f"export const {name} = {code};\n" for name, code in _shared.items())
    taken = "".join(f'import {{{name}}} from "./browser/{file}"; export {{{name}}};\n' for name, file in _files.items())
    return taken + written


# Until their last users are modules themselves.
shared_file("bidi.js", "isolated")
shared_file("fold.js", "foldText")
shared_file("keys.js", "withControl")
shared_file("own_storage.page.js", "ownKey", "belongsTo", "unsent", "clearOut", "onSignOut")
shared_file("session_renewal.page.js", "isConnected", "renewed", "wayOut")


def expression(javascript: str, of: Any, /, **stores: Any) -> rx.Var[Any]:
    """A var that the browser computes from stores. Each store is given by any var of its state."""
    code, data = _weave(javascript, stores, {})
    return rx.Var(_js_expr=f"({code})", _var_type=of, _var_data=data).to(of)


def handler(javascript: str, events: Events | None = None, /, **stores: Any) -> Any:
    """A browser function as an event handler, for `on_click`, `on_submit` and the like."""
    code, data = _weave(javascript, stores, events or {})
    return rx.Var(_js_expr=f"({code})", _var_data=data).to(rx.EventChain)


class Effect(rx.Fragment):
    """Code that runs in the browser beside the page: it draws nothing."""

    code: rx.Var[str] = rx.Var.create("")
    _exclude = ("code",)

    @classmethod
    def create(cls, *children: Any, **props: Any) -> "Effect":
        """See `effect`."""
        return super().create(*children, **props)  # type: ignore[return-value]

    def add_imports(self) -> dict[str, list[str]]:
        """React's hooks, and its router's."""
        return {"react": ["useEffect", "useLayoutEffect", "useRef"], "react-router": ["useLocation"]}

    def add_hooks(self) -> list[rx.Var[Any]]:
        """The code itself, with the hooks that fetch its stores."""
        return [rx.Var(_js_expr=self.code._js_expr, _var_data=self.code._get_all_var_data())]

    def _exclude_props(self) -> list[str]:
        return ["code"]


def effect(
    javascript: str, events: Events | None = None, uses: rx.Var[Any] | None = None, /, **stores: Any
) -> rx.Component:
    """A component that runs hooks: `useEffect(() => …, […])`. `uses` is a var of no store that stands in the code."""
    code, data = _weave(javascript, stores, events or {})
    if uses is not None:
        data = VarData.merge(data, uses._get_all_var_data())
    return Effect.create(code=rx.Var(_js_expr=code, _var_type=str, _var_data=data))


def _weave(javascript: str, stores: Stores, events: Events) -> tuple[str, VarData | None]:
    code = inspect.cleandoc(javascript)
    parts: list[VarData | None] = []
    for name, var in stores.items():
        place, wire = _store(var)
        if f"set${name}(" in code:
            parts.append(_DISPATCH)
            code = code.replace(f"set${name}(", f"dispatchers[{wire!r}](")
        code, uses = re.subn(rf"\${name}\b", place, code)
        if uses:  # who only writes to a store is not drawn again when it changes
            parts.append(var._get_all_var_data())
    for name, event in events.items():
        call, data = _call(event)
        code = code.replace(f"@{name}(", f"{call}(")
        parts.append(data)
    called = [name for name in (*_shared, *_files) if re.search(rf"\b{name}\(", code)]
    if called:
        parts.append(VarData(imports={f"$/utils/{MODULE}": called}))
    return code, VarData.merge(*parts)


def _store(var: rx.Var[Any]) -> tuple[str, str]:
    """A store's object in the browser, and the name that deltas call it by."""
    data = var._get_all_var_data()
    assert data is not None, var
    return str(var).rsplit(".", 1)[0], data.state or _state_name(data)


def _state_name(data: VarData) -> str:
    for hook in data.hooks:
        if (found := re.search(r'useStateContext\("([^"]+)"\)', hook)) is not None:
            return found[1]
    raise LookupError("this var belongs to no state")


def _call(event: EventHandler) -> tuple[str, VarData | None]:
    """A function of the event's arguments that sends the event."""
    names = list(inspect.signature(event.fn).parameters)[1:]
    spec = event(*(rx.Var(_js_expr=name) for name in names))
    chain = rx.Var.create(EventChain.create(spec, args_spec=no_args_event_spec))
    return f"(({', '.join(names)}) => {chain!s}())", chain._get_all_var_data()
