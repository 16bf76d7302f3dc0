"""Whether somebody is here, and if not, since when: as words beside their name."""

import reflex as rx

from chat_app.live.browser.javascript import effect, expression, shared
from chat_app.live.browser.presence import LAST_SEEN
from chat_app.states.presence import PresenceState
from chat_app.views import lines

shared("lastSeen", LAST_SEEN)

_OTHER = """
(([one, ...more]) => one && !more.length ? one : "")
(($rooms["r_" + $feed.view?.room_id]?.member_ids ?? []).filter((id) => id !== $session.me?.user_id))
"""
_STORES = {"rooms": lines.ROOMS, "feed": lines.FEED, "session": lines.SESSION}

# The id of the person one talks to in a direct room of two; empty in other rooms.
other: rx.Var[str] = expression(_OTHER, str, **_STORES)


def last_seen(user_id: rx.Var[str]) -> rx.Var[str]:
    """`Last seen …` for somebody who is offline; empty for who is here, or was never seen."""
    seen = expression(f"lastSeen({user_id!s}, $people, $presence)", str, people=lines.PEOPLE, presence=lines.PRESENCE)
    return seen._replace(merge_var_data=user_id._get_all_var_data())


def here_or_last_seen(user_id: rx.Var[str]) -> rx.Var[str]:
    """The same, and otherwise how they are."""
    seen = last_seen(user_id)
    return rx.cond(seen != "", seen, lines.presence_label(lines.presence_of(user_id))).to(str)


def keeper() -> rx.Component:
    """Asks when the person of a direct room was last seen, if they are not here."""
    return effect(
        f"""
        const other = {_OTHER}, gone = other && statusOf(other, $people, $presence) === "offline" ? other : "";
        useEffect(() => {{ if (gone) @see(gone); }}, [gone, $session.arrived]);
        """,
        {"see": PresenceState.see},
        people=lines.PEOPLE,
        presence=lines.PRESENCE,
        **_STORES,
    )
