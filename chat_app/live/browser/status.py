"""Saying what one is up to: how long it holds is counted in the person's own days."""

from typing import Any

from chat_app.live.browser.javascript import handler

# When it ends, in milliseconds: after some minutes, at the end of today or of this week, or 0 for never.
_ENDS = """
const ends = (after) => {
  const day = new Date();
  if (after === "week") day.setDate(day.getDate() + (7 - day.getDay()) % 7);
  if (after === "today" || after === "week") return day.setHours(23, 59, 59, 999);
  return Number(after) ? Date.now() + Number(after) * 60000 : 0;
};
"""


def submit(save: Any) -> Any:
    """What the form does."""
    return handler(
        f"""
        (event) => {{
          event.preventDefault();
          const field = (name) => event.target.elements.namedItem(name).value;
          {_ENDS}
          @save(field("emoji").trim(), field("text"), ends(field("after")));
        }}
        """,
        {"save": save},
    )


def choose(save: Any, emoji: str, text: str, after: str) -> Any:
    """What one of the ready-made ones does."""
    return handler(f"() => {{ {_ENDS} @save({emoji!r}, {text!r}, ends({after!r})); }}", {"save": save})
