"""Whether anybody sits at this page, and what the browser knows of who is around."""

from typing import Any

import reflex as rx

from chat_app.live.browser.javascript import effect

IDLE_AFTER = 10 * 60 * 1000  # milliseconds without a touch of mouse, keyboard or screen
HIDDEN_AFTER = 5_000  # milliseconds out of sight: who looks at another tab for a moment is not away

# A person's status, given their id: what has been heard since the last snapshot counts before the snapshot; what they
# have chosen themselves (away, do not disturb) shows while they are there at all.
STATUS = """
((id) => {
  const here = $presence.here, heard = $presence["o_" + id], chosen = $people["p_" + id]?.availability;
  const status = heard && heard.board === here?.board && heard.tick > here.tick
    ? heard.status : here?.people?.[id] ?? "offline";
  return status === "offline" ? status : chosen || status;
})
"""
# What a person says they are up to, given the person; nothing once its time is over.
SAYS = """
((person) => person?.status_emoji && (!person.status_until || person.status_until > Date.now())
  ? {emoji: person.status_emoji, status: person.status_text} : {emoji: "", status: ""})
"""
# When somebody who is offline was here last: what the server has said, or this page has seen itself.
LAST_SEEN = """
(id, $people, $presence) => {
  if (statusOf(id, $people, $presence) !== "offline") return "";
  const heard = $presence["o_" + id], said = $presence["l_" + id]?.at ?? 0;
  const last = new Date(Math.max(said, heard?.status === "offline" ? heard.since : 0)), today = new Date();
  if (!last.getTime()) return "";
  const day = last.toDateString() === today.toDateString() ? {} : {day: "numeric", month: "short",
    ...(last.getFullYear() === today.getFullYear() ? {} : {year: "numeric"})};
  return "Last seen " + last.toLocaleString([], {...day, hour: "numeric", minute: "2-digit"});
}
"""
# How it reads: in titles, and for those who cannot see the dot.
LABEL = """
((status) => ({online: "Online", away: "Away", dnd: "Do not disturb", offline: "Offline"})[status] ?? "")
"""

# Active is who has touched anything lately; who hides the page has less time.
_IDLE = f"""
const hidden = () => document.visibilityState === "hidden";
const left = () => (hidden() ? {HIDDEN_AFTER} : {IDLE_AFTER}) - (Date.now() - touched.current);
let timer = 0, active = left() > 0;
const rest = () => {{
  clearTimeout(timer);
  active = left() > 0;
  if (active) timer = setTimeout(rest, left());
  say();
}};
const seen = () => {{ touched.current = Date.now(); rest(); }};
const touch = () => {{ if (!hidden() && (!active || Date.now() - touched.current >= 1000)) seen(); }};
"""


def zone_keeper(zone: Any, session: Any, people: Any) -> rx.Component:
    """Says the browser's time zone once for somebody who has none."""
    return effect(
        """
        const zoneless = $people["p_" + $session.me?.user_id]?.time_zone === "";
        useEffect(() => {
          const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
          if (zoneless && here) @zone(here);
        }, [zoneless]);
        """,
        {"zone": zone},
        session=session,
        people=people,
    )


def keeper(stir: Any, session: Any) -> rx.Component:
    """Says when the page falls idle and when it is in use again: only changes are sent. A new connection takes the
    page for active, but may first get what was said while there was none; so it is told how things are.
    """
    return effect(
        f"""
        const connected = $session.arrived ?? "", said = useRef({{to: "", active: true}}), touched = useRef(Date.now());
        useEffect(() => {{
          if (!connected) return;
          {_IDLE}
          const say = () => {{
            if (said.current.to === connected && said.current.active === active) return;
            said.current = {{to: connected, active}};
            @stir(active);
          }};
          if (!said.current.to) said.current = {{to: connected, active: true}};
          const kinds = ["pointermove", "pointerdown", "keydown", "wheel", "touchstart", "focus"];
          kinds.forEach((kind) => window.addEventListener(kind, touch, {{passive: true}}));
          document.addEventListener("visibilitychange", seen);
          rest();
          return () => {{
            clearTimeout(timer);
            kinds.forEach((kind) => window.removeEventListener(kind, touch));
            document.removeEventListener("visibilitychange", seen);
          }};
        }}, [connected]);
        """,
        {"stir": stir},
        session=session,
    )
