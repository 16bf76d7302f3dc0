"""Which groups of the room list are folded away: remembered by the browser, for each person."""

from typing import Any

import reflex as rx

from chat_app.live.browser import pending as pending  # declares ownKey and belongsTo
from chat_app.live.browser.javascript import effect, expression, handler

KEY = 'ownKey("folded")'


def keeper(rooms: Any, session: Any) -> rx.Component:
    """Fetches what was remembered, once it is known who one is."""
    return effect(
        f"""
        const whose = belongsTo($session.me?.user_id) ? {KEY} : "";
        useEffect(() => {{
          if (!whose) return;
          let folded = {{}};
          try {{ folded = JSON.parse(localStorage.getItem(whose)) ?? {{}}; }} catch {{ /* all unfolded */ }}
          set$rooms({{folded}});
        }}, [whose]);
        """,
        rooms=rooms,
        session=session,
    )


def folded(group: str, rooms: Any) -> rx.Var[bool]:
    """Whether a group is folded away."""
    return expression(f"!!$rooms.folded?.{group}", bool, rooms=rooms)


def toggle(group: str, rooms: Any, session: Any) -> Any:
    """Fold a group away, or unfold it."""
    return handler(
        f"""() => {{
          const folded = {{...$rooms.folded, {group}: !$rooms.folded?.{group}}};
          set$rooms({{folded}});
          localStorage.setItem({KEY}, JSON.stringify(folded));
        }}""",
        rooms=rooms,
        session=session,
    )
