"""The keys of the message box, and its height."""

from typing import Any

import reflex as rx

from chat_app.live.browser import suggesting
from chat_app.live.browser.formatting import WRAP
from chat_app.live.browser.javascript import effect, handler, shared_file

shared_file("keys.js", "withControl")

_EDIT_LAST = """
const mine = Object.values($feed).filter((message) => message?.seq && !message.deleted
  && message.room_id === $feed.view?.room_id && message.sender_id === $session.me?.user_id);
const last = mine.sort((a, b) => a.seq - b.seq).at(-1);
if (!last) return;
event.preventDefault();
set$composer({mode: {kind: "edit", message_id: last.id, author: "", text: last.content.split("\\n")[0],
  before: ""}});
box.value = last.content;
"""


def keys(feed: Any, session: Any, composer: Any) -> Any:
    """An open list of suggestions has the keys first. Enter sends, Shift+Enter breaks the line; ↑ in an empty box edits
    one's last message, Esc ends a reply or an edit; Ctrl with B, I, K or Shift+C makes bold, italic, a link, code (Ctrl
    K without a selection is the switcher's). An Enter that ends an IME composition does none of this.
    """
    return handler(
        """
        (event) => {
          if (event.nativeEvent.isComposing || event.keyCode === 229) return;
          SUGGESTIONS
          WRAP
          const kind = (event.shiftKey ? {c: "code"} : {b: "bold", i: "italic", k: "link"})[withControl(event)];
          if (kind === "link" && event.target.selectionStart === event.target.selectionEnd) return;
          if (kind) {
            event.preventDefault();
            format(event.target, kind);
            return;
          }
          const box = event.target, plain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
          if (event.key === "Enter" && plain) {
            event.preventDefault();
            if (!event.repeat) box.form.requestSubmit();
          } else if (event.key === "Escape" && $composer.mode) {
            if ($composer.mode.kind === "edit") box.value = $composer.mode.before ?? "";
            set$composer({mode: null});
            event.stopPropagation();
          } else if (event.key === "ArrowUp" && plain && !box.value) {
            EDIT_LAST
          }
        }
        """.replace("SUGGESTIONS", suggesting.KEYS)
        .replace("WRAP", WRAP)
        .replace("EDIT_LAST", _EDIT_LAST),
        feed=feed,
        session=session,
        composer=composer,
    )


def grower(composer: Any) -> rx.Component:
    """The box grows with its text, up to eight lines."""
    return effect(
        """
        const mode = $composer.mode;
        useEffect(() => {
          const box = document.querySelector("[name=message]");
          if (!box) return;
          const grow = () => {
            box.style.height = "auto";
            box.style.height = Math.min(box.scrollHeight, 8 * 22 + 20) + "px";
          };
          grow();
          for (const kind of ["input", "grow"]) box.addEventListener(kind, grow);
          return () => { for (const kind of ["input", "grow"]) box.removeEventListener(kind, grow); };
        });
        """,
        composer=composer,
    )
