"""Being taken out of a room that one is not looking at: said until one has read it, also to a tab that was away.

`told` of the rooms' store is made in this tab: the version of each such end that its person knows of.
"""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from chat_app.live.browser.javascript import effect, expression, handler


@dataclass(frozen=True)
class Removal:
    """From which room, by whom; the room's id is empty for nothing to say."""

    room_id: str
    room: str
    by: str


def news(rooms: Any, feed: Any, people: Any) -> rx.Var[Removal]:
    """The one to be told of. The room that is open says it itself; one that this page never knew is not named."""
    return expression(
        """
        ((gone) => ({room_id: gone?.room_id ?? "", room: isolated($rooms["r_" + gone?.room_id]?.name ?? ""),
          by: isolated($people["p_" + gone?.removed_by]?.name ?? "Somebody")}))
        (Object.entries($rooms).find(([key, mine]) => key.startsWith("u_") && mine?.left && mine.removed_by
          && $rooms["r_" + mine.room_id] && mine.room_id !== $feed.view?.room_id
          && mine.version > ($rooms.told?.[mine.room_id] ?? 0))?.[1])
        """,
        Removal,
        rooms=rooms,
        feed=feed,
        people=people,
    )


def dismiss(rooms: Any) -> Any:
    """It has been read: what a button does whose `data-room` is the room's id."""
    return handler(
        """
        (event) => {
          const room = event.currentTarget.dataset.room;
          set$rooms({told: {...$rooms.told, [room]: $rooms["u_" + room].version}});
        }
        """,
        rooms=rooms,
    )


def keeper(rooms: Any, feed: Any) -> rx.Component:
    """Whoever has such a room open has been told."""
    return effect(
        """
        const here = $feed.view?.room_id, ended = $rooms["u_" + here]?.left ? $rooms["u_" + here].version : 0;
        useEffect(() => { if (ended) set$rooms({told: {...$rooms.told, [here]: ended}}); }, [here, ended]);
        """,
        rooms=rooms,
        feed=feed,
    )
