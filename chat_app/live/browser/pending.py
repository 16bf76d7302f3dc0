"""Echoes: what has been sent and not yet been answered, shown at once, kept through a reload, never lost.

They are entries `e_<client_msg_id>` of the composer's store, made in the browser; a copy is kept in the tab's session
storage. An echo goes when its message is in the feed or its answer is `sent`. After every new connection whatever is
unanswered is posted again under the same id, which can never make a second message.
"""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from chat_app.live.browser.javascript import effect, expression, handler

KEY = "parley_pending"
UNCONFIRMED_AFTER = 10_000  # milliseconds without an answer

READ = f"JSON.parse(sessionStorage.getItem('{KEY}') || '[]')"


def write(value: str) -> str:
    """JavaScript that keeps a list of echoes."""
    return f"sessionStorage.setItem('{KEY}', JSON.stringify({value}))"


@dataclass(frozen=True)
class Echo:
    """A message of one's own that is on its way. `state` is `pending`, `unconfirmed` or `refused`."""

    client_msg_id: str
    room_id: str
    text: str
    at: int
    state: str
    reason: str
    clock: str
    iso: str
    first: bool


def echoes(feed: Any, composer: Any) -> rx.Var[list[Echo]]:
    """The echoes of the open room, in the order in which they were sent."""
    return expression(
        """
        ((mine) => Object.entries($composer)
          .filter(([key, echo]) => key.startsWith("e_") && echo && echo.room_id === $feed.view?.room_id)
          .map(([key, echo]) => ({...echo, answer: $composer["a_" + echo.client_msg_id]}))
          .filter((echo) => echo.answer?.status !== "sent" && !mine.has(echo.client_msg_id))
          .sort((a, b) => a.order - b.order)
          .map((echo, index) => ({
            ...echo,
            first: index === 0,
            state: echo.answer?.status === "refused" ? "refused" : echo.late ? "unconfirmed" : "pending",
            reason: echo.answer?.reason ?? "",
            clock: new Date(echo.order).toLocaleTimeString([], {hour: "numeric", minute: "2-digit"}),
            iso: new Date(echo.order).toISOString(),
          }))
        )(new Set(Object.keys($composer).some((key) => key.startsWith("e_") && $composer[key])
            ? Object.values($feed).map((message) => message?.client_msg_id) : []))
        """,
        list[Echo],
        feed=feed,
        composer=composer,
    )


def retry(post: Any, composer: Any, client_msg_id: rx.Var[str]) -> Any:
    """Send an echo again, under the same id."""
    return _act(
        "const again = {...echo, at: Date.now(), late: false}; set$composer({['e_' + id]: again, ['a_' + id]: null}); "
        "@post(echo.room_id, id, echo.text, echo.reply);",
        composer,
        client_msg_id,
        {"post": post},
    )


def discard(composer: Any, client_msg_id: rx.Var[str]) -> Any:
    """Let a refused echo go."""
    return _act("drop();", composer, client_msg_id)


def edit(composer: Any, client_msg_id: rx.Var[str]) -> Any:
    """Put a refused echo back into the box, above whatever is there."""
    return _act(
        "const box = document.querySelector('[name=message]'); "
        "box.value = box.value ? echo.text + '\\n' + box.value : echo.text; "
        "drop(); box.focus(); box.dispatchEvent(new Event('input', {bubbles: true}));",
        composer,
        client_msg_id,
    )


def keeper(post: Any, feed: Any, composer: Any, session: Any) -> rx.Component:
    """Restores echoes after a reload, posts them again after a new connection, drops the answered ones."""
    return effect(
        f"""
        const arrived = $session.arrived ?? "";
        useEffect(() => {{
          const kept = {READ};
          set$composer(Object.fromEntries(kept.filter((echo) => !$composer["e_" + echo.client_msg_id])
            .map((echo) => ["e_" + echo.client_msg_id, echo])));
          if (arrived) kept.filter((echo) => $composer["a_" + echo.client_msg_id]?.status !== "refused")
            .forEach((echo) => @post(echo.room_id, echo.client_msg_id, echo.text, echo.reply));
        }}, [arrived]);
        useEffect(() => {{
          const kept = {READ};
          if (!kept.length) return;
          const stored = new Set(Object.values($feed).map((message) => message?.client_msg_id));
          const done = kept.filter((echo) => stored.has(echo.client_msg_id)
            || $composer["a_" + echo.client_msg_id]?.status === "sent");
          if (!done.length) return;
          {write("kept.filter((echo) => !done.includes(echo))")};
          set$composer(Object.fromEntries(done.map((echo) => ["e_" + echo.client_msg_id, null])));
        }}, [$feed, $composer]);
        useEffect(() => {{
          const clock = setInterval(() => {{
            const late = Object.values($composer).filter((echo) => echo?.order && !echo.late
              && Date.now() - echo.at > {UNCONFIRMED_AFTER});
            if (late.length) set$composer(Object.fromEntries(late.map((echo) =>
              ["e_" + echo.client_msg_id, {{...echo, late: true}}])));
          }}, 1000);
          return () => clearInterval(clock);
        }}, [$composer]);
        """,
        {"post": post},
        feed=feed,
        composer=composer,
        session=session,
    )


def _act(javascript: str, composer: Any, client_msg_id: rx.Var[str], events: Any = None) -> Any:
    return handler(
        f"""
        () => {{
          const id = {client_msg_id!s}, echo = $composer["e_" + id];
          if (!echo) return;
          const drop = () => {{
            {write(f"{READ}.filter((kept) => kept.client_msg_id !== id)")};
            set$composer({{["e_" + id]: null}});
          }};
          {javascript}
        }}
        """,
        events or {},
        composer=composer,
    )
