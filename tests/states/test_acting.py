"""Acting handlers: which arguments reach them, who acts, and the reply to what they did."""

import inspect
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
import reflex as rx
from reflex.istate.data import RouterData
from typing_extensions import TypedDict

from chat_app.adapters.outages import Unavailable
from chat_app.live import process
from chat_app.live.connections import Tab
from chat_app.live.process import Process
from chat_app.schemas.screen import Reply
from chat_app.services.errors import LATER, Invalid, NotAllowed
from chat_app.services.parley import Parley
from chat_app.services.sessions import SignedIn
from chat_app.states import page as page  # declares the store of replies
from chat_app.states.acting import Actor, Number, OptionalId, acting, ticked
from tests.cast import settings_for
from tests.live.frames import Frames

ADA = SignedIn(uuid.uuid4(), uuid.uuid4(), "Ada Lovelace", "owner")
ID, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)  # the same for all workers: they name the tests
HUGE = "9" * 100_000
BROKEN: list[Any] = [None, 1.5, [], {}, [["deep"]], {"a": None}]  # what no annotation below takes

refusals: list[Exception] = []


class Form(TypedDict):
    """A form with a list of people in it."""

    name: str
    ticked: list[uuid.UUID]


class DeskState(rx.State):
    """A handler of each kind of argument; what reaches one is in `got`."""

    got: str = ""

    @acting
    async def take_id(self, actor: Actor, given: uuid.UUID) -> None:
        self.got = repr(given)

    @acting
    async def take_optional_id(self, actor: Actor, given: OptionalId = None) -> None:
        self.got = repr(given)

    @acting
    async def take_number(self, actor: Actor, given: Number) -> None:
        self.got = repr(given)

    @acting
    async def take_text(self, actor: Actor, given: str) -> None:
        self.got = repr(given)

    @acting
    async def take_flag(self, actor: Actor, given: bool) -> None:
        self.got = repr(given)

    @acting
    async def take_day(self, actor: Actor, given: date) -> None:
        self.got = repr(given)

    @acting
    async def take_choice(self, actor: Actor, given: Literal["on", "off"]) -> None:
        self.got = repr(given)

    @acting
    async def take_form(self, actor: Actor, given: Annotated[Form, ticked("person")]) -> None:
        self.got = repr(given)

    @acting
    async def act(self, actor: Actor, reply: str = "") -> Any:
        for refusal in refusals:
            raise refusal
        return reply or rx.redirect("/")

    @acting(closes=True)
    async def save(self, actor: Actor) -> Reply:
        for refusal in refusals:
            raise refusal
        return Reply("Saved.", field="profile")

    @acting(silent=True)
    async def pass_by(self, actor: Actor) -> None:
        for refusal in refusals:
            raise refusal


@pytest.fixture
def tab(tmp_path: Path) -> Iterator[Tab]:
    """Ada's tab, which is up, in a process whose adapters are not opened."""
    running = Process.of(Parley.from_settings(settings_for("", tmp_path)))
    before = list(process._current)
    process.use(running)

    async def close() -> None:
        pass

    tab = Tab("a tab", Frames(), close, ADA)
    tab.started = True
    running.relay.connections.tabs[tab.sid] = tab
    yield tab
    process._current[:] = before
    refusals.clear()


def fresh(kind: type[Any]) -> Any:
    """A state as it is when Reflex has forgotten what there was, for an event of that tab."""
    root = rx.State(_reflex_internal_init=True)  # pyright: ignore[reportCallIssue]
    root.router = RouterData.from_router_data({"sid": "a tab"})
    return root.get_substate([kind.get_name()])


async def taken(name: str, *given: Any) -> str:
    """What reaches a handler; nothing if it was not called."""
    state = fresh(DeskState)
    await getattr(state, name)(**({"given": given[0]} if given else {}))
    return state.got


@pytest.mark.parametrize(
    ("name", "given", "got"),
    [
        ("id", str(ID), repr(ID)), ("id", ID.hex, repr(ID)), ("optional_id", str(ID), repr(ID)),
        ("optional_id", "", "None"), ("optional_id", None, "None"), ("number", 0, "0"),
        ("number", (1 << 31) - 1, str((1 << 31) - 1)), ("text", "", "''"), ("text", HUGE, repr(HUGE)),
        ("flag", True, "True"), ("flag", False, "False"), ("day", "2026-11-22", "datetime.date(2026, 11, 22)"),
        ("choice", "on", "'on'"),
        ("form", {"name": "x", "more": 1, f"person:{ID}": "on"}, repr({"name": "x", "ticked": [ID]})),
        ("form", {"name": "x", "ticked": [str(OTHER)]}, repr({"name": "x", "ticked": []})),
    ],
)  # fmt: skip
async def test_an_argument_comes_as_its_annotation_says(tab: Tab, name: str, given: Any, got: str):
    assert await taken(f"take_{name}", given) == got


@pytest.mark.parametrize(
    ("name", "hostile"),
    [
        ("id", ["", "x", f"{ID}0", HUGE, 1, True, *BROKEN]),
        ("optional_id", ["x", HUGE, 1, [str(ID)], {"a": None}]),
        ("number", [-1, 1 << 31, 1 << 63, 10**400, "", "x", HUGE, float("inf"), float("nan"), *BROKEN]),
        ("text", [1, True, *BROKEN]),
        ("flag", [2, "", "x", HUGE, *BROKEN]),
        ("day", ["", "x", "2026-13-01", "22.11.2026", HUGE, 1.5, [], {}]),
        ("choice", ["", "ON", "owner", HUGE, 1, True, *BROKEN]),
        ("form", ["", "x", 1, *BROKEN, {"name": 1}, {f"person:{ID}": "on"}, {"name": "x", "person:x": "on"}]),
    ],
)  # fmt: skip
async def test_a_hostile_argument_gets_nothing_and_no_answer(tab: Tab, name: str, hostile: list[Any]):
    assert [each for each in hostile if await taken(f"take_{name}", each)] == []
    assert await taken(f"take_{name}") == ("None" if name == "optional_id" else "")


async def test_the_actor_is_whoever_is_behind_the_tab_and_no_argument_says_otherwise(tab: Tab):
    tab.ip = "192.0.2.7"
    actor = Actor.of(fresh(DeskState))
    assert (actor.user_id, actor.who, actor.tab, actor.ip) == (ADA.user_id, ADA, tab, "192.0.2.7")
    assert list(inspect.signature(DeskState.event_handlers["take_id"].fn).parameters) == ["self", "given"]


async def test_a_visitor_and_a_tab_that_has_gone_do_nothing(tab: Tab):
    tab.signed_in = None
    assert await taken("take_text", "hello") == ""
    process.current().relay.connections.tabs.clear()
    assert await taken("take_text", "hello") == ""


def pushed(tab: Tab) -> list[dict[str, Any]]:
    """What each frame to the tab has brought into the store of the page; of replies without their ids."""
    stores: list[dict[str, Any]] = []
    assert isinstance(tab._transport, Frames)
    for content in tab._transport.taken():
        (delta,) = content["delta"].values()
        stores.append({key: {**entry, "id": ""} if entry else entry for key, entry in delta.items()})
    return stores


def reply(text: str, tone: str = "done", field: str = "") -> dict[str, Any]:
    return {"reply": {"text": text, "tone": tone, "field": field, "id": ""}}


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [
        (NotAllowed("No."), reply("No.", "refused")),
        (Invalid("Too long.", "name"), reply("Too long.", "refused", "name")),
        (Unavailable("connection refused"), reply(LATER, "refused")),
    ],
)
async def test_a_refusal_is_the_reply_until_the_next_act_and_leaves_the_dialog_open(
    tab: Tab, refusal: Exception, expected: dict[str, Any]
):
    state = fresh(DeskState)
    refusals.append(refusal)
    await state.save()
    assert pushed(tab) == [expected]
    refusals.clear()
    assert await state.act()
    assert pushed(tab) == [{"reply": None}]


async def test_a_sentence_that_a_handler_returns_is_the_reply_and_closes_its_dialog(tab: Tab):
    state = fresh(DeskState)
    assert await state.act(reply="Done.") is None
    assert await state.save() is None
    assert pushed(tab) == [reply("Done."), {**reply("Saved.", field="profile"), "dialog": None}]


async def test_what_a_page_does_by_itself_has_no_reply_and_leaves_the_one_before(tab: Tab):
    refusals.append(NotAllowed())
    await fresh(DeskState).pass_by()
    refusals.clear()
    await fresh(DeskState).pass_by()
    assert pushed(tab) == []


@pytest.mark.parametrize(("settled", "act"), [(False, "act"), (True, "pass_by")])
async def test_a_page_that_cannot_be_brought_up_fails_so_that_it_comes_anew(tab: Tab, settled: bool, act: str):
    tab.started = settled
    refusals.append(Unavailable("connection refused"))
    with pytest.raises(Unavailable):
        await getattr(fresh(DeskState), act)()


def test_reflex_is_told_of_no_types_that_it_would_convert_or_log():
    hints: Callable[[Any], Any] = lambda handler: handler._get_type_hints()  # noqa: E731
    acts = [handler for name, handler in DeskState.event_handlers.items() if name not in rx.State.event_handlers]
    assert acts
    assert not any(hints(handler) for handler in acts if handler.fn.__module__ == __name__)
