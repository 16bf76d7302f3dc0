"""Focus around a dialog: to its first field when it opens, and back to where it was when it closes.

Radix gives it back to a trigger of its own; ours are anywhere. A dialog that a menu's item opens may come before the
menu has given the focus back to its button: what is focused then is about to go, and the button is remembered instead.
"""

from typing import Any

from chat_app.live.browser.javascript import handler, shared

LATE = 2_000  # milliseconds in which a menu has closed, also on a machine that is busy

shared(
    "enterDialog",
    f"""
    (event) => {{
      const box = event.currentTarget, here = document.activeElement;
      box.cameFrom = document.getElementById(here?.closest("[role=menu]")?.getAttribute("aria-labelledby")) ?? here;
      const late = ({{target}}) => {{
        if (!box.contains(target) && target.closest?.("[aria-haspopup=menu]")) box.cameFrom = target;
      }};
      document.addEventListener("focusin", late);
      setTimeout(() => document.removeEventListener("focusin", late), {LATE});
      const field = box.querySelector("input:not([type=hidden]), textarea");
      if (field) {{ event.preventDefault(); field.focus(); }}
    }}
    """,
)
shared("leaveDialog", "(event) => { event.preventDefault(); event.currentTarget.cameFrom?.focus(); }")


def enter() -> Any:
    """What a dialog does when it opens."""
    return handler("(event) => enterDialog(event)")


def leave() -> Any:
    """What it does when it has closed."""
    return handler("(event) => leaveDialog(event)")
