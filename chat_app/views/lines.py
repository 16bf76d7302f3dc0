"""What the browser computes from the stores: the lines of the feed, the rows of the sidebar, the open room."""

from typing import Any

import reflex as rx

from chat_app.components.status_badge import status_badge
from chat_app.live.browser import edges, place
from chat_app.live.browser.javascript import expression, shared, shared_file
from chat_app.live.browser.pending import Echo, echoes
from chat_app.live.browser.presence import LABEL, SAYS, STATUS
from chat_app.live.browser.telling import TELL
from chat_app.schemas import PersonOut
from chat_app.schemas.screen import View
from chat_app.states.composer import ComposerState, Mode, Size
from chat_app.states.feed import FeedState, Line
from chat_app.states.people import PeopleState, Says
from chat_app.states.presence import PresenceState
from chat_app.states.rooms import RoomsState, Row
from chat_app.states.session import SessionState

FEED, ROOMS, PEOPLE = FeedState.window, RoomsState.last_room, PeopleState.anchor
SESSION, COMPOSER, PRESENCE = SessionState.anchor, ComposerState.anchor, PresenceState.anchor

NOBODY = "{id: '', name: 'Someone', initials: '?', tint: 1, version: 0, picture: ''}"
shared_file("days.js", "dayName")

GROUP = 5 * 60 * 1000  # milliseconds between two messages of one group

view: rx.Var[View] = expression(
    "$feed.view ?? {room_id: '', status: 'loading', floor: 1, ceil: 0, focus: 0, read: 0, by: '', at: 0, pins: []}",
    View,
    feed=FEED,
)

inside: rx.Var[bool] = place.inside(FEED, ROOMS)

# Made once a message: a page of 500 is computed anew with every delta, and writing times is what costs. A line that
# says what it said before is the same object, so that React need not look at what it holds.
_TIME = """
((at) => ({at, day: at.toDateString(), iso: at.toISOString(),
  clock: at.toLocaleTimeString([], {hour: "numeric", minute: "2-digit"})}))(new Date(message.at))
""".strip()

lines: rx.Var[list[Line]] = expression(
    f"""
    ((shown) => {{
      {TELL}
      const times = (window.parleyTimes ??= new WeakMap()), kept = (window.parleyLines ??= new WeakMap());
      const settle = (line) => ((old) => old && Object.keys(line).every((name) => old[name] === line[name]) ? old
        : (kept.set(line.message, line), line))(kept.get(line.message));
      const time = (message) => times.get(message) ?? (times.set(message, {_TIME}), times.get(message));
      const marker = $feed.line?.room_id === $feed.view?.room_id ? $feed.line.seq : $feed.view?.read ?? 0;
      const next = shown.find((message) => message.seq > marker && message.kind === "post");
      const theirs = next && next.sender_id !== $session.me?.user_id;
      const unread = theirs && (marker > 0 || shown[0].seq === 1) ? next : null;
      const seen = {{}}, wrote = {{}};
      shown.forEach((message) => {{ wrote[message.sender_id] = message.seq; }});
      Object.entries($feed).filter(([key]) => key.startsWith("s_" + $feed.view?.room_id)).forEach(([, reader]) => {{
        const read = reader && Math.max(reader.read, wrote[reader.user_id] ?? 0);
        if (!reader || reader.left || reader.user_id === $session.me?.user_id
          || ($feed.view.ceil && read > $feed.view.ceil)) return;
        const last = shown.findLast((message) => message.seq <= read);
        if (last && last.sender_id !== reader.user_id) (seen[last.seq] ??= []).push(reader.user_id);
      }});
      return shown.map((message, index) => {{
        const before = shown[index - 1];
        const {{clock, iso, ...when}} = time(message);
        const day = !before || time(before).day !== when.day ? dayName(when.at) : "";
        return settle({{
          message,
          sender: $people["p_" + message.sender_id] ?? {NOBODY},
          quoted: message.reply_to_id ? $feed["m_" + message.reply_to_id] ?? null : null,
          quoted_author: message.reply_to_id
            ? $people["p_" + $feed["m_" + message.reply_to_id]?.sender_id]?.name ?? "Someone" : "",
          fresh: message === unread && (index > 0 || marker > 0),
          focused: message.seq === $feed.view.focus,
          told: message.kind === "system" ? tell(message) : "",
          mentioned: message.mentions.some((each) => each === $session.me?.user_id
            || ((each === "room" || each === "here") && message.sender_id !== $session.me?.user_id)),
          first: !!day || before.kind === "system" || before.sender_id !== message.sender_id
            || message.at - before.at > {GROUP},
          seen: seen[message.seq]?.sort().join(" ") ?? "",
          day,
          clock,
          iso,
        }});
      }});
    }})(Object.values($feed)
      .filter((message) => message?.id && !message.deleted && message.room_id === $feed.view?.room_id
        && message.seq >= $feed.view.floor && (!$feed.view.ceil || message.seq <= $feed.view.ceil))
      .sort((a, b) => a.seq - b.seq))
    """,
    list[Line],
    feed=FEED,
    people=PEOPLE,
    session=SESSION,
)
missed: rx.Var[int] = expression(
    """
    ((marker, last) => marker > 0 && marker + 1 < ($feed.view?.floor ?? 1) && last > marker ? marker + 1 : 0)
    ($feed.view?.read ?? 0, $rooms["r_" + $feed.view?.room_id]?.last_seq ?? 0)
    """,
    int,
    feed=FEED,
    rooms=ROOMS,
)
typing: rx.Var[str] = expression(
    """
    ((names) => names.length === 0 ? "" : names.length === 1 ? names[0] + " is typing…"
      : names.length === 2 ? names.join(" and ") + " are typing…"
      : names.length === 3 ? `${names[0]}, ${names[1]} and ${names[2]} are typing…`
      : `${names[0]}, ${names[1]} and ${names.length - 2} others are typing…`)
    (Object.entries($composer).filter(([key, entry]) => key.startsWith("t_") && entry
        && entry.room_id === $feed.view?.room_id && key !== "t_" + $session.me?.user_id)
      .map(([key, entry]) => isolated(entry.name.split(" ")[0])))
    """,
    str,
    feed=FEED,
    composer=COMPOSER,
    session=SESSION,
)

sending: rx.Var[list[Echo]] = echoes(FEED, COMPOSER)
waiting: rx.Var[int] = edges.waiting(FEED, ROOMS)
away: rx.Var[bool] = edges.away(FEED)

_ALL = "$rooms, $feed, $people, $session, $presence"
shared("statusOf", STATUS.replace("(id) =>", "(id, $people, $presence) =>"))
shared("saysOf", SAYS)
shared_file("here.js", "unreadOf")
shared(
    "rowOf",
    f"""
    (room, mine, {_ALL}) => {{
      const others = room.member_ids.filter((id) => id !== $session.me?.user_id)
        .map((id) => $people["p_" + id] ?? {NOBODY});
      return {{
        id: room.id, kind: room.kind, href: "/rooms/" + room.id,
        name: room.kind === "direct" ? others.map((person) => person.name).join(", ") : room.name,
        unread: mine?.involvement === "everything" ? unreadOf(room, mine)
          : mine?.involvement === "mentions" ? mine.mentions : 0,
        mentions: mine?.involvement === "nothing" ? 0 : mine?.mentions ?? 0,
        active: room.id === $feed.view?.room_id,
        topic: room.topic, posts: room.posts,
        draft: !!$rooms["d_" + room.id]?.text && room.id !== $feed.view?.room_id,
        initials: others[0]?.initials ?? "", tint: others[0]?.tint ?? 1, picture: others[0]?.picture ?? "",
        presence: others.length === 1 ? statusOf(others[0].id, $people, $presence) : "",
        ...(others.length === 1 ? saysOf(others[0]) : {{emoji: "", status: ""}}),
        starred: !!mine?.starred, level: mine?.involvement ?? "everything", archived: room.archived,
      }};
    }}
    """,
)
shared(
    "rowsOf",
    f"""
    (wanted, {_ALL}) => Object.entries($rooms).filter(([key, mine]) => key.startsWith("u_") && mine && !mine.left)
      .map(([key, mine]) => {{
        const room = $rooms["r_" + mine.room_id];
        return room && rowOf(room, mine, {_ALL});
      }})
      .filter((row) => row && !row.archived && wanted(row))
      .sort((a, b) => a.name.localeCompare(b.name))
    """,
)
shared(
    "openRow",
    f"""
    ({_ALL}) => {{
      const room = $rooms["r_" + $feed.view?.room_id], mine = $rooms["u_" + $feed.view?.room_id];
      return room ? rowOf(room, mine, {_ALL}) : {{id: "", kind: "open", name: "", href: "", unread: 0, mentions: 0,
        active: true, topic: "", posts: 0, initials: "", tint: 1, picture: "", presence: "", emoji: "", status: "",
        starred: false, level: "everything", archived: false, draft: false}};
    }}
    """,
)
_STORES = {"rooms": ROOMS, "feed": FEED, "people": PEOPLE, "session": SESSION, "presence": PRESENCE}


def _rows(wanted: str) -> rx.Var[list[Row]]:
    return expression(f"rowsOf((row) => {wanted}, {_ALL})", list[Row], **_STORES)


starred_rows = _rows("row.starred")
room_rows = _rows("!row.starred && row.kind !== 'direct'")
direct_rows = _rows("!row.starred && row.kind === 'direct'")
unread: rx.Var[int] = expression(
    """
    Object.entries($rooms).filter(([key, mine]) => key.startsWith("u_") && mine && !mine.left
        && mine.involvement === "everything" && !$rooms["r_" + mine.room_id]?.archived)
      .reduce((sum, [key, mine]) => sum + unreadOf($rooms["r_" + mine.room_id], mine), 0)
    """,
    int,
    rooms=ROOMS,
)
any_unread: rx.Var[bool] = unread.to(int).bool()
ready: rx.Var[bool] = expression("!!$rooms.ready", bool, rooms=ROOMS)

open_row: rx.Var[Row] = expression(f"openRow({_ALL})", Row, **_STORES)

me_id: rx.Var[str] = expression("$session.me?.user_id ?? ''", str, session=SESSION)
moderator: rx.Var[bool] = expression(
    "['owner', 'admin'].includes($session.me?.role)"
    " || ($session.me?.role !== 'guest' && $rooms['u_' + $feed.view?.room_id]?.role === 'owner')",
    bool, feed=FEED, rooms=ROOMS, session=SESSION,
)  # fmt: skip
composing: rx.Var[Mode] = expression(
    "$composer.mode ?? {kind: '', message_id: '', author: '', text: ''}", Mode, composer=COMPOSER
)
size: rx.Var[Size] = expression(
    """({count: 0, parts: 1, ...$composer.size, shown: ($composer.size?.count ?? 0).toLocaleString("en")})""",
    Size,
    composer=COMPOSER,
)
said: rx.Var[str] = expression("$composer.said?.text ?? ''", str, composer=COMPOSER)
said_fine: rx.Var[bool] = expression("!!$composer.said?.fine", bool, composer=COMPOSER)
deleted: rx.Var[str] = expression("$composer.deleted?.id ?? ''", str, composer=COMPOSER)
picking: rx.Var[str] = expression("$composer.picking ?? ''", str, composer=COMPOSER)
myself: rx.Var[PersonOut] = expression(
    f"$people['p_' + $session.me?.user_id] ?? {NOBODY}", PersonOut, people=PEOPLE, session=SESSION
)


def presence_of(user_id: Any) -> rx.Var[str]:
    """Somebody's status: `online`, `away`, `dnd` or `offline`."""
    return expression(f"statusOf({user_id!s}, $people, $presence)", str, people=PEOPLE, presence=PRESENCE)


def newest(person: Any) -> rx.Var[PersonOut]:
    """Somebody as this tab knows them now, rather than as they were when a list was made."""
    return expression(f"$people['p_' + {person!s}.id] ?? {person!s}", PersonOut, people=PEOPLE)


def badge(person: Any) -> rx.Component:
    """The emoji of what somebody is up to, with the words as its title; nothing for who says nothing."""
    says = expression(f"saysOf({person!s})", Says)
    return status_badge(says.emoji, says.status)


def presence_label(status: Any) -> rx.Var[str]:
    """A status as it reads."""
    return expression(f"{LABEL.strip()}({status!s})", str)


my_status: rx.Var[Says] = expression(
    "saysOf($people['p_' + $session.me?.user_id])", Says, people=PEOPLE, session=SESSION
)
availability: rx.Var[str] = expression(
    "$people['p_' + $session.me?.user_id]?.availability ?? ''", str, people=PEOPLE, session=SESSION
)
