"""What the browser computes of the open room beyond its feed: its details, its members, what is being asked of it."""

from dataclasses import dataclass

import reflex as rx

from chat_app.live.browser.javascript import expression
from chat_app.views.lines import FEED, NOBODY, PEOPLE, ROOMS, SESSION


@dataclass(frozen=True)
class Asking:
    """Which dialog about a room is open: `act` is `edit`, `add`, one of the questions, or empty."""

    act: str
    room_id: str
    user_id: str
    name: str


@dataclass(frozen=True)
class About:
    """What the details of the open room say; `created` is a sentence, empty until they are there. `fresh`: nothing of
    it has changed since it was fetched."""

    description: str
    created: str
    fresh: bool


@dataclass(frozen=True)
class Member:
    """One line of the member list. `manageable`: the reader may change what they are in the room."""

    id: str
    name: str
    initials: str
    tint: int
    picture: str
    role: str
    manageable: bool


my_role: rx.Var[str] = expression("$session.me?.role ?? ''", str, session=SESSION)
owner: rx.Var[bool] = expression("$rooms['u_' + $feed.view?.room_id]?.role === 'owner'", bool, feed=FEED, rooms=ROOMS)
insider: rx.Var[bool] = expression("['owner', 'admin', 'member'].includes($session.me?.role)", bool, session=SESSION)
remover: rx.Var[str] = expression("$people['p_' + $feed.view?.by]?.name ?? ''", str, people=PEOPLE, feed=FEED)
asking: rx.Var[Asking] = expression(
    "$rooms.asking ?? {act: '', room_id: '', user_id: '', name: ''}", Asking, rooms=ROOMS
)
refused: rx.Var[str] = expression("$rooms.refused?.text ?? ''", str, rooms=ROOMS)
pane_open: rx.Var[bool] = expression(
    "!!$rooms.pane && $rooms.pane === $feed.view?.room_id && $feed.view.status === 'open'", bool, rooms=ROOMS, feed=FEED
)
count: rx.Var[int] = expression("$rooms['r_' + $feed.view?.room_id]?.members ?? 0", int, rooms=ROOMS, feed=FEED)
about: rx.Var[About] = expression(
    """
    ((found) => !found ? {description: "", created: "", fresh: false} : {description: found.description,
      fresh: found.version >= ($rooms["r_" + found.room_id]?.about ?? 0),
      created: "Created " + new Date(found.created_at).toLocaleDateString([], {dateStyle: "long"})
        + (found.created_by ? " by " + ($people["p_" + found.created_by]?.name ?? "someone") : "")})
    ($rooms["i_" + $feed.view?.room_id])
    """,
    About,
    rooms=ROOMS,
    feed=FEED,
    people=PEOPLE,
)
members: rx.Var[list[Member]] = expression(
    f"""
    ((found, mine, me) => (found?.members ?? []).map((member) => ({{
      ...($people["p_" + member.id] ?? {NOBODY}), id: member.id, role: member.role,
      manageable: member.id !== me.user_id && $rooms["r_" + found.room_id]?.kind !== "direct"
        && (mine?.role === "owner" || ["owner", "admin"].includes(me.role)),
    }})))($rooms["i_" + $feed.view?.room_id], $rooms["u_" + $feed.view?.room_id], $session.me ?? {{}})
    """,
    list[Member],
    rooms=ROOMS,
    feed=FEED,
    people=PEOPLE,
    session=SESSION,
)
