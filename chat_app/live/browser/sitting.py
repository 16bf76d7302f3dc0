"""The session of an open page: its tokens are renewed, and when it ends the page says so."""

from typing import Any

import reflex as rx

from chat_app.live.browser import forms as forms  # declares renewed and wayOut
from chat_app.live.browser import pending as pending  # declares belongsTo and unsent
from chat_app.live.browser.javascript import effect, expression, handler

RENEW = 10 * 60 * 1000  # milliseconds

FORM = "sign-out"


def leave(session: Any) -> Any:
    """*Sign out*: at once, or after a question when something is not sent. The entry `leaving` counts it."""
    return handler(
        f"""() => {{
          const left = unsent();
          if (left) return set$session({{leaving: left}});
          clearOut();
          document.getElementById("{FORM}").requestSubmit();
        }}""",
        session=session,
    )


def leave_all(session: Any) -> Any:
    """Sign out, and let go of what is not sent."""
    return handler(
        f"""() => {{
          set$session({{leaving: 0}});
          clearOut();
          document.getElementById("{FORM}").requestSubmit();
        }}""",
        session=session,
    )


def stay(session: Any) -> Any:
    """Close the question."""
    return handler("() => set$session({leaving: 0})", session=session)


def leaving(session: Any) -> rx.Var[int]:
    """How many texts would be lost by signing out, while that is asked."""
    return expression("$session.leaving ?? 0", int, session=session)


def keeper(session: Any) -> rx.Component:
    """Renews every ten minutes and on waking up; who is signed in no more goes to the sign-in page, or is told why."""
    return effect(
        f"""
        const last = useRef(Date.now());
        useEffect(() => {{
          const renew = () => {{
            if (document.visibilityState === "hidden" || Date.now() - last.current < {RENEW}) return;
            last.current = Date.now();
            renewed(true).then((done) => {{ if (!done) last.current = 0; }});
          }};
          const clock = setInterval(renew, 60000);
          document.addEventListener("visibilitychange", renew);
          return () => {{ clearInterval(clock); document.removeEventListener("visibilitychange", renew); }};
        }}, []);
        const me = $session.me?.user_id ?? "";
        useEffect(() => {{
          if (me && !belongsTo(me)) location.reload(); // another person has signed in
        }}, [me]);
        useEffect(() => {{
          const hear = (event) => onSignOut(event);
          window.addEventListener("storage", hear);
          return () => window.removeEventListener("storage", hear);
        }}, []);
        const lost = $session.ended && !$session.me;
        useEffect(() => {{
          if (!lost) return;
          localStorage.setItem("parley_wanted", location.pathname);
          window.location.replace(wayOut());
        }}, [lost]);
        """,
        session=session,
    )
