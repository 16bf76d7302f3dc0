"""The session of an open page: its tokens are renewed, and when it ends the page says so."""

from typing import Any

import reflex as rx

from chat_app.auth.form_token import HEADER
from chat_app.live.browser import forms as forms  # declares formToken
from chat_app.live.browser.javascript import effect

RENEW = 10 * 60 * 1000  # milliseconds


def keeper(session: Any) -> rx.Component:
    """Renews every ten minutes and on waking up; a visitor who was never signed in goes to the sign-in page."""
    return effect(
        f"""
        const renewed = useRef(Date.now());
        useEffect(() => {{
          const renew = () => {{
            if (document.visibilityState === "hidden" || Date.now() - renewed.current < {RENEW}) return;
            renewed.current = Date.now();
            fetch("/auth/refresh", {{method: "POST", headers: {{"{HEADER}": formToken()}}}})
              .catch(() => {{ renewed.current = 0; }});
          }};
          const clock = setInterval(renew, 60000);
          document.addEventListener("visibilitychange", renew);
          return () => {{ clearInterval(clock); document.removeEventListener("visibilitychange", renew); }};
        }}, []);
        const lost = $session.ended && !$session.me;
        useEffect(() => {{
          if (!lost) return;
          localStorage.setItem("parley_wanted", location.pathname);
          window.location.replace("/login");
        }}, [lost]);
        """,
        session=session,
    )
