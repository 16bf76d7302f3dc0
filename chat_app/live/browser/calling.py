"""Calling everybody at once: in a room of many people one is asked first, and the text stays in the box meanwhile."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from chat_app.live.browser.javascript import expression, handler
from chat_app.policy import QUIET

# At the head of what the form does, with `box`, `text` and `view` at hand. The entry `loud` opens the dialog.
ASK_FIRST = f"""
const people = $rooms["r_" + view.room_id]?.members ?? 0;
const everybody = /(^|[^A-Za-z0-9@./])@(room|here)(?![\\p{{L}}\\p{{N}}])/iu
  .exec(text.replace(/```[^]*?(```|$)|`[^`\\n]*`/g, ""));
if (everybody && people > {QUIET} && box.dataset.sure !== text) {{
  set$composer({{loud: {{text, people, word: "@" + everybody[2].toLowerCase()}}}});
  return;
}}
delete box.dataset.sure;
"""


@dataclass(frozen=True)
class Loud:
    """A text that waits for an answer; `word` is `@room` or `@here`, empty when none waits."""

    text: str
    people: int
    word: str


def asked(composer: Any) -> rx.Var[Loud]:
    """What the dialog is about."""
    return expression("$composer.loud ?? {text: '', people: 0, word: ''}", Loud, composer=composer)


def go_ahead(composer: Any) -> Any:
    """Send it after all."""
    return handler(
        """
        () => {
          const box = document.querySelector("[name=message]");
          box.dataset.sure = $composer.loud?.text ?? "";
          set$composer({loud: null});
          box.form.requestSubmit();
        }
        """,
        composer=composer,
    )


def think_again(composer: Any) -> Any:
    """Close the dialog; the text is where it was."""
    return handler("() => set$composer({loud: null})", composer=composer)
