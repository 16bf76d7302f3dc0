"""Echoes: what has been sent and not yet been answered, shown at once, kept through a reload, never lost.

They are entries `e_<client_msg_id>` of the composer's store, made in the browser, with their author (`by`); a copy is
kept in the tab's session storage, under the author's key. An echo goes when its message is in the feed or its answer is
`sent`. `outbox.js` says which leaves when. After every new connection whatever is unanswered is posted again under the
same id, which can never make a second message.
"""

from typing import Any

import reflex as rx

from chat_app.live.browser.javascript import effect, handler, shared_file

shared_file("own_storage.page.js", "ownKey", "belongsTo", "unsent", "clearOut", "onSignOut")
shared_file("outbox.js", "fate", "storedIn", "due")
shared_file("session_renewal.page.js", "isConnected")

READ = "JSON.parse(sessionStorage.getItem(ownKey('pending')) || '[]')"


def write(value: str) -> str:
    """JavaScript that keeps a list of echoes."""
    return f"sessionStorage.setItem(ownKey('pending'), JSON.stringify({value}))"


def retry(composer: Any, client_msg_id: rx.Var[str]) -> Any:
    """Send an echo again, under the same id."""
    return _act(
        "set$composer({['e_' + id]: {...echo, again: Date.now(), late: false}, ['a_' + id]: null});",
        composer,
        client_msg_id,
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


# After a reload, and after every new connection.
_RESTORE = f"""
useEffect(() => {{
  if (!own) return;
  posted.current.clear();
  const kept = {READ}.filter((echo) => echo.by === $session.me.user_id)
    .filter((echo) => !$composer["e_" + echo.client_msg_id]);
  if (kept.length) set$composer(Object.fromEntries(kept.map((echo) => ["e_" + echo.client_msg_id, echo])));
}}, [arrived, own]);
"""

_POST = """
useEffect(() => {
  if (!own || !arrived) return;
  let timer = 0;
  const work = () => {
    const {post, late, wait} = due($composer, $feed, posted.current, Date.now(), isConnected());
    for (const echo of post) @post(echo.room_id, echo.client_msg_id, echo.text, echo.reply, echo.by);
    const changed = Object.fromEntries([
      ...late.filter((echo) => !echo.late)
        .map((echo) => ["e_" + echo.client_msg_id, {...echo, late: true}]),
      ...post.map((echo) => "a_" + echo.client_msg_id).filter((key) => $composer[key])
        .map((key) => [key, null]),
    ]);
    if (Object.keys(changed).length) set$composer(changed);
    if (wait !== null) timer = setTimeout(work, wait);
  };
  work();
  return () => clearTimeout(timer);
}, [$composer, $feed, arrived, own]);
"""

_LET_GO = f"""
useEffect(() => {{
  const kept = {READ};
  if (!kept.length) return;
  const stored = storedIn($feed);
  const done = kept.filter((echo) => fate(echo, $composer["a_" + echo.client_msg_id], stored) === "sent");
  if (!done.length) return;
  {write("kept.filter((echo) => !done.includes(echo))")};
  set$composer(Object.fromEntries(done.map((echo) => ["e_" + echo.client_msg_id, null])));
}}, [$feed, $composer]);
"""


def keeper(post: Any, feed: Any, composer: Any, session: Any) -> rx.Component:
    """Restores echoes after a reload, posts what is due, drops the answered ones."""
    return effect(
        """
        const arrived = $session.arrived ?? "", own = belongsTo($session.me?.user_id), posted = useRef(new Map());
        """
        + _RESTORE
        + _POST
        + _LET_GO,
        {"post": post},
        feed=feed,
        composer=composer,
        session=session,
    )


def _act(javascript: str, composer: Any, client_msg_id: rx.Var[str]) -> Any:
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
        composer=composer,
    )
