"""The table of entries: no two kinds share a key, and whatever reaches a tab is of a kind that the table knows."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from chat_app.live.entries import ALL, Entries, Entry
from tests.live.team import Team
from tests.stack import entry_types


def kind_of(store: str, key: str) -> Entries[Any] | Entry[Any] | None:
    """What the table says of a key in a store."""
    known = [each for each in ALL if each.store == store]
    single = [each for each in known if isinstance(each, Entry) and each.key == key]
    return next(
        iter(single + [each for each in known if isinstance(each, Entries) and key.startswith(each.key(""))]), None
    )


def test_no_two_kinds_share_a_key() -> None:
    keys = [(row["store"], row["key"]) for row in entry_types.table()]
    assert len(keys) == len(set(keys)) > 40


def test_every_schema_and_store_has_an_interface_of_its_own() -> None:
    written = entry_types.declarations().split("interface ")[1:]
    names = {each.partition(" ")[0] for each in written}
    assert len(names) == len(written)
    assert {f"{each.store.capitalize()}Store" for each in ALL} < names
    assert {each.schema.__name__ for each in ALL if is_dataclass(each.schema)} < names


async def test_what_reaches_a_tab_is_in_the_table_with_all_its_fields(team: Team) -> None:
    async with team.tabs((team.ada, team.a, team.watercooler), (team.grace, team.b, team.watercooler)) as (ada, grace):
        assert await grace.post(team.watercooler, "to whom it may concern") == "sent"
        await ada.wait_for(lambda _: "to whom it may concern" in ada.texts())
        for store in {each.store for each in ALL}:
            for key, entry in ada.state(f"{store}_state").items():
                kind = None if key.endswith("_rx_state_") else kind_of(store, key)
                assert kind or key.endswith("_rx_state_"), (store, key)
                if kind and is_dataclass(kind.schema) and entry:
                    assert [*entry] == [field.name for field in fields(kind.schema)], key
