"""A page whose state Reflex has forgotten goes on where it was: what an event needs is in its arguments (rule R9).

These tabs are on the list of rooms: nothing has run that brings the page of the event up.
"""

from __future__ import annotations

import uuid
from typing import Any

from tests.live.chatter import MESSAGE, STATES
from tests.live.team import Team
from tests.stack.raw_tab import RawTab

AUDIT, SAVED = f"{STATES}workspace____audit_state", f"{STATES}saved____saved_state"
PEOPLE = f"{STATES}admin____admin_people_state"


def shown(tab: RawTab, state: str, name: str) -> Any:
    return tab.store.get(state, {}).get(f"{name}_rx_state_")


async def test_the_audit_log_goes_on_as_narrow_as_it_was(team: Team) -> None:
    async with await team.ada.tab(team.a.url).arrive() as first, await team.ada.tab(team.b.url).arrive() as tab:
        await first.send(f"{AUDIT}.open_log")
        await first.wait_for(lambda tab: bool(shown(tab, AUDIT, "ready")))
        action = shown(first, AUDIT, "actions")[-1]
        wanted = {"person": "", "action": action, "since": "", "until": ""}
        await tab.send(f"{AUDIT}.earlier", {"filters": wanted, "count": 0})
        await tab.wait_for(lambda tab: bool(shown(tab, AUDIT, "ready")))
        assert shown(tab, AUDIT, "filters") == wanted
        assert {entry["action"] for entry in shown(tab, AUDIT, "found")} == {action}


async def test_a_list_turns_to_the_page_of_the_search_that_it_shows(team: Team) -> None:
    async with await team.ada.tab(team.a.url).arrive() as tab:
        await tab.send(f"{PEOPLE}.turn", {"words": "lovelace", "page": 7})
        await tab.wait_for(lambda tab: bool(shown(tab, PEOPLE, "ready")))
        assert [line["person"]["name"] for line in shown(tab, PEOPLE, "found")] == ["Ada Lovelace"]
        assert (shown(tab, PEOPLE, "words"), shown(tab, PEOPLE, "last")) == ("lovelace", 0)


async def test_what_is_saved_stays_shown_when_a_line_is_removed(team: Team) -> None:
    async with await team.grace.tab(team.a.url, team.watercooler).arrive() as tab:
        texts = [uuid.uuid4().hex for _ in "abc"]
        for text in texts:
            assert await tab.post(team.watercooler, text) == "sent"
        await tab.wait_for(lambda _: set(texts) <= set(tab.texts()))
        ids = [message["id"] for message in tab.messages() if message["content"] in texts]
        for each in ids:
            await tab.send(f"{MESSAGE}.keep", {"message_id": each, "on": True})
        await tab.send(f"{SAVED}.forget", {"message_id": ids[0], "count": 3})
        await tab.wait_for(lambda tab: bool(shown(tab, SAVED, "loaded")))
        assert [line["text"] for line in shown(tab, SAVED, "found")] == [texts[2], texts[1]]
