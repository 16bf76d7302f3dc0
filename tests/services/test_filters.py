"""Message filters: each may change, refuse or flag what is posted; one that fails does no harm."""

from __future__ import annotations

import asyncio
import re
import uuid
from pathlib import Path
from typing import Any

import pytest

from chat_app.config import BadSettings
from chat_app.events import Event, RoomChanged
from chat_app.filters import Answer, Flag, Post, Refuse, message_filter
from chat_app.filters.profanity import profanity
from chat_app.models import AuditEntry, Message, User
from chat_app.services import flags, message_changes, moderation, posting, rooms
from chat_app.services.errors import Invalid, NotAllowed
from chat_app.services.filters import PATIENCE, UNCHECKED, Filters
from chat_app.services.parley import Parley
from chat_app.services.post_writer import PostWriter
from tests.cast import draft, rows, say

DOCS = Path(__file__).parents[2] / "docs" / "filters.md"


def of(text: str) -> Post:
    """A post of somebody's, somewhere."""
    return Post(text, uuid.uuid4(), uuid.uuid4())


def shout(post: Post) -> Answer:
    return post.text.upper()


def end(post: Post) -> Answer:
    return post.text + "!"


def no_secrets(post: Post) -> Answer:
    return Refuse("That looks like a secret.") if "secret" in post.text.lower() else None


def rivals(post: Post) -> Answer:
    return Flag("names a rival", post.text.replace("Rival", "R…")) if "Rival" in post.text else None


def broken(post: Post) -> Answer:
    raise ZeroDivisionError


async def absent(post: Post) -> Answer:
    """As one that asks a service on the network."""
    return f"{post.text} (checked)"


async def test_filters_see_what_those_before_them_have_made_of_it():
    assert (await Filters((shout, end)).check(of("hello"))).text == "HELLO!"
    assert (await Filters((end, no_secrets, absent)).check(of("hello"))).text == "hello! (checked)"


async def test_a_refusal_says_why_and_nothing_is_stored(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    parley.filters = Filters((no_secrets,))
    with pytest.raises(NotAllowed, match="looks like a secret"):
        await posting.post(writer, ada.id, draft(watercooler, "my secret"))
    await posting.post(writer, ada.id, draft(watercooler, "my hat"))
    assert [row.content for row in await rows(parley, Message) if row.kind == "post"] == ["my hat"]


async def test_what_a_filter_changes_is_what_everybody_gets_on_edits_too(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    parley.filters = Filters((end,))
    (message,) = await say(writer, ada, watercooler, "hello **you**")
    assert message.content == "hello **you**!"
    assert "<strong>you</strong>!" in message.html
    edited = await message_changes.edit(parley, ada.id, uuid.UUID(message.id), "good bye")
    assert edited.content == "good bye!"
    parley.filters = Filters((no_secrets,))
    with pytest.raises(NotAllowed, match="looks like a secret"):
        await message_changes.edit(parley, ada.id, uuid.UUID(message.id), "a secret")


async def test_a_flag_is_kept_with_the_message_and_shown_to_admins_only(
    parley: Parley, writer: PostWriter, ada: User, grace: User, watercooler: uuid.UUID
):
    parley.filters = Filters((rivals,))
    (message,) = await say(writer, grace, watercooler, "Rival is cheaper")
    assert message.content == "R… is cheaper"
    (flag,) = await flags.listed(parley, ada.id)
    assert (flag.message_id, flag.sender, flag.reason, flag.text) == (
        message.id, "Grace Hopper", "names a rival", "R… is cheaper",
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        await flags.listed(parley, grace.id)
    with pytest.raises(NotAllowed):
        await moderation.dismiss(parley, grace.id, uuid.UUID(flag.id))
    with pytest.raises(NotAllowed):
        await moderation.remove(parley, grace.id, uuid.UUID(flag.id))
    assert (await flags.waiting(parley, ada.id), await flags.waiting(parley, grace.id)) == (1, 0)
    for _ in range(2):  # of two admins who do so at once, one did
        await moderation.dismiss(parley, ada.id, uuid.UUID(flag.id))
    assert await flags.listed(parley, ada.id) == []
    actions = [entry.action for entry in await rows(parley, AuditEntry)]
    assert [action for action in actions if "flag" in action] == ["message.flagged", "flag.dismissed"]


async def test_an_admin_removes_a_flagged_message_from_a_room_that_they_are_not_in(
    parley: Parley, writer: PostWriter, ada: User, grace: User, heard: list[Event]
):
    parley.filters = Filters((rivals, lambda post: Flag("twice")))
    room = await rooms.create(parley, grace.id, name="designers", kind="closed")
    message = await posting.post(writer, grace.id, draft(uuid.UUID(room.id), "Rival is cheaper"))
    first, second = await flags.listed(parley, ada.id)
    assert (first.here, first.room, second.message_id) == (False, "designers", message.id)
    heard.clear()
    await moderation.remove(parley, ada.id, uuid.UUID(first.id), ip="192.0.2.1")
    await moderation.remove(parley, ada.id, uuid.UUID(second.id))
    assert await flags.listed(parley, ada.id) == []
    (changed,) = (event for event in heard if isinstance(event, RoomChanged))
    assert (changed.messages[0].id, changed.messages[0].content) == (message.id, "")
    told = [entry for entry in await rows(parley, AuditEntry) if entry.action == "message.removed"]
    assert [(entry.actor_id, str(entry.subject_id), entry.ip) for entry in told] == [(ada.id, message.id, "192.0.2.1")]


async def test_an_edit_can_be_flagged_and_a_retry_is_flagged_once(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    parley.filters = Filters((rivals,))
    once = draft(watercooler, "Rival again")
    first = await posting.post(writer, ada.id, once)
    assert (await posting.post(writer, ada.id, once)).id == first.id
    assert len(await flags.listed(parley, ada.id)) == 1
    await message_changes.edit(parley, ada.id, uuid.UUID(first.id), "Rival, once more")
    assert len(await flags.listed(parley, ada.id)) == 2


async def test_a_stored_post_is_answered_as_stored_also_when_a_new_filter_would_refuse_it(
    parley: Parley, writer: PostWriter, ada: User, watercooler: uuid.UUID
):
    once = draft(watercooler, "a secret of old")
    first = await posting.post(writer, ada.id, once)
    parley.filters = Filters((no_secrets,))
    assert (await posting.post(writer, ada.id, once)).id == first.id


@pytest.mark.parametrize("wrong", [broken, lambda post: 7, lambda post: ["text"]])
async def test_a_filter_that_fails_is_passed_over_or_holds_the_message_by_setting(wrong: Any):
    assert (await Filters((wrong, end), "pass").check(of("hello"))).text == "hello!"
    with pytest.raises(NotAllowed, match=re.escape(UNCHECKED)):
        await Filters((wrong, end), "hold").check(of("hello"))


async def test_a_filter_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("chat_app.services.filters.PATIENCE", PATIENCE / 100)

    async def silent(post: Post) -> Answer:
        await asyncio.Event().wait()

    assert (await Filters((silent, end)).check(of("hello"))).text == "hello!"


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001, "\x00"])
async def test_a_filter_cannot_make_what_could_not_be_posted(text: str):
    with pytest.raises(Invalid):
        await Filters((lambda post: text,)).check(of("hello"))


def test_modules_are_loaded_in_order_and_a_wrong_one_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "house_rules.py").write_text(
        "from chat_app.filters import Post, message_filter\n"
        "@message_filter(order=200)\ndef last(post): return post.text + ' last'\n"
        "@message_filter\ndef first(post): return post.text + ' first'\n"
        "def no_filter(post): return 'never'\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    loaded = Filters.load(("house_rules", "chat_app.filters.profanity"), "pass")
    assert len(loaded._filters) == 3
    assert [getattr(each, "__name__", "") for each in loaded._filters] == ["first", "mask", "last"]
    for wrong in ("no_such_module", "chat_app.policy"):
        with pytest.raises(BadSettings, match=rf"^MESSAGE_FILTERS: .*{wrong}"):
            Filters.load((wrong,), "pass")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("What the fuck?", "What the f***?"),
        ("SHIT happens", "S*** happens"),
        ("sh1t, b!tches", "s***, b******"),
        ("Scunthorpe, shiitake and cocktails", None),
        ("hello", None),
    ],
)
def test_the_ready_made_filter_masks_swear_words_and_nothing_else(said: str, shown: str | None):
    assert profanity(of(said)) == shown


def test_no_filter_is_on_by_default(parley: Parley):
    assert not parley.filters


def test_the_examples_in_the_docs_run():
    for code in re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL):
        space: dict[str, Any] = {}
        exec(code, space)  # noqa: S102 (our own page)
        marked = [each for each in space.values() if callable(each) and hasattr(each, "_parley_filter_order")]
        assert marked
    assert message_filter
