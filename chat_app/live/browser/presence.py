"""Whether anybody sits at this page, and what the browser knows of who is around."""

from typing import Any

import reflex as rx

from chat_app.live.browser.javascript import effect

IDLE_AFTER = 10 * 60 * 1000  # milliseconds without a touch of mouse, keyboard or screen
HIDDEN_AFTER = 5_000  # milliseconds out of sight: who looks at another tab for a moment is not away

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
