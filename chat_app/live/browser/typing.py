"""Who is typing: said at most every two seconds, forgotten after five."""

from typing import Any

import reflex as rx

from chat_app.live.browser.javascript import effect

# Who has stopped, or whose message has come, types no more.
_FORGET = """
const last = useRef({});
useEffect(() => {
  for (const [key, entry] of Object.entries($composer)) {
    if (!key.startsWith("t_") || !entry || last.current[key]?.at === entry.at) continue;
    clearTimeout(last.current[key]?.timer);
    last.current[key] = {at: entry.at, timer: setTimeout(() => set$composer({[key]: null}), 5000)};
  }
}, [$composer]);
const newest = useRef(0);
useEffect(() => {
  const fresh = Object.values($feed).filter((message) => message?.seq && message.at > newest.current);
  if (!fresh.length) return;
  newest.current = Math.max(...fresh.map((message) => message.at));
  const stopped = fresh.map((message) => "t_" + message.sender_id).filter((key) => $composer[key]);
  if (stopped.length) set$composer(Object.fromEntries(stopped.map((key) => [key, null])));
}, [$feed]);
"""


def keeper(typing: Any, feed: Any, rooms: Any, composer: Any) -> rx.Component:
    """Says that one is typing, and lets go of those who have stopped or whose message has come."""
    return effect(
        """
        const here = isInside($feed.view, $rooms) ? $feed.view.room_id : "", spoke = useRef(0), typed = useRef(null);
        const open = $feed.view?.status === "open";
        useEffect(() => {
          if (!here) return;
          const say = (event) => {
            if (event && event.target.name !== "message") return;
            if (event?.isTrusted && event.target.value) typed.current = {here, at: Date.now()};
            if (!open || typed.current?.here !== here || Date.now() - typed.current.at > 2000) return;
            if (Date.now() - spoke.current < 2000) return;
            spoke.current = Date.now();
            @typing(here);
          };
          say();  // what was typed while the room was being opened
          const rest = (event) => {
            if (event.target.elements?.message) { spoke.current = 0; typed.current = null; }
          };
          document.addEventListener("input", say);
          document.addEventListener("submit", rest);
          return () => { document.removeEventListener("input", say); document.removeEventListener("submit", rest); };
        }, [here, open]);
        """
        + _FORGET,
        {"typing": typing},
        feed=feed,
        rooms=rooms,
        composer=composer,
    )
