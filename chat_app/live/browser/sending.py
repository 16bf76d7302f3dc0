"""Sending: what the composer's form does, and what it does with a text that is too long for one message."""

from typing import Any

import reflex as rx

from chat_app.live.browser.calling import ASK_FIRST
from chat_app.live.browser.drafts import GONE, NEW_ID
from chat_app.live.browser.javascript import effect, handler
from chat_app.live.browser.pending import READ, write
from chat_app.schemas import MAX_MESSAGE

NEAR = 3_500  # characters from which on they are counted

_TOO_LONG = """
const length = [...text].length;
if (length > MAX) return;  // the strip above the box says so, and what to do
""".replace("MAX", str(MAX_MESSAGE))
# A message that is being edited: its new text is sent.
_SAVE_EDIT = """
if (mode?.kind === "edit") {
  @edit(mode.message_id, text);
  set$composer({mode: null});
  box.value = mode.before ?? "";
  box.dispatchEvent(new Event("input", {bubbles: true}));
  return;
}
"""
# Echo and clear the box: no round trip before the echo, which `pending` sends on its way. Who writes while looking at
# old messages is taken to the live end. The draft's id becomes the message's.
_SEND = f"""
{GONE}
const send = (texts) => {{
  const draft = JSON.parse(sessionStorage.getItem(ownKey("typed:" + view.room_id)) || "null"), at = Date.now();
  const id = draft && !gone(draft.id) ? draft.id : {NEW_ID};
  const echoes = texts.map((text, index) => ({{client_msg_id: index ? {NEW_ID} : id, room_id: view.room_id, text,
    by: $session.me?.user_id ?? "",
    reply: !index && mode?.kind === "reply" ? mode.message_id : "", order: at + index, late: false}}));
  set$composer({{...Object.fromEntries(echoes.map((echo) => ["e_" + echo.client_msg_id, echo])), mode: null}});
  {write(f"[...{READ}, ...echoes]")};
  box.value = "";
  box.style.height = "";
  const feed = document.getElementById("feed");
  if (feed && view.ceil) feed.dataset.to = "end";
  else if (feed) feed.scrollTop = 0;
  if (view.ceil) @latest(view.room_id);
  box.dispatchEvent(new Event("sent"));
}};
"""
# A long text in pieces that fit: parted between paragraphs, else lines, sentences, words. A block of code that is cut
# ends in one message and goes on in the next.
_SPLIT = """
const split = (text) => {
  const parts = [];
  for (let rest = text.trim(); rest;) {
    const letters = [...rest];
    if (letters.length <= MAX) { parts.push(rest); break; }
    const head = letters.slice(0, MAX - 40).join("");
    const cut = ["\\n\\n", "\\n", ". ", " "].map((mark) => head.lastIndexOf(mark) + (mark === ". " ? 1 : 0));
    const at = cut.find((place) => place > head.length / 3) ?? head.length;
    const part = rest.slice(0, at).trimEnd(), fences = part.match(/^```.*$/gm) ?? [];
    rest = rest.slice(at).replace(/^\\n+| /, "");
    if (fences.length % 2) {
      parts.push(part + "\\n```");
      rest = fences.at(-1).slice(0, 20) + "\\n" + rest;
    } else parts.push(part);
  }
  return parts;
};
""".replace("MAX", str(MAX_MESSAGE))


def submit(edit: Any, latest: Any, feed: Any, composer: Any, rooms: Any, session: Any) -> Any:
    """Enter, or *Send*. A text that is too long stays in the box, and why is said; so does one that calls a crowd,
    until one has confirmed it."""
    return handler(
        f"""
        (event) => {{
          event.preventDefault();
          const box = event.target.elements.namedItem("message");
          const text = box.value.trim(), view = $feed.view, mode = $composer.mode;
          if (!text || !isInside(view, $rooms)) return;
          {_TOO_LONG}{ASK_FIRST}{_SAVE_EDIT}{_SEND}
          send([text]);
        }}
        """,
        {"edit": edit, "latest": latest},
        feed=feed,
        composer=composer,
        rooms=rooms,
        session=session,
    )


def send_split(latest: Any, feed: Any, composer: Any, rooms: Any, session: Any) -> Any:
    """*Send as 2 messages*."""
    return handler(
        f"""
        () => {{
          const box = document.querySelector("[name=message]"), view = $feed.view, mode = $composer.mode;
          if (!box.value.trim() || !isInside(view, $rooms)) return;
          {_SPLIT}{_SEND}
          send(split(box.value));
          box.focus();
        }}
        """,
        {"latest": latest},
        feed=feed,
        composer=composer,
        rooms=rooms,
        session=session,
    )


def counter(composer: Any) -> rx.Component:
    """Counts what is in the box once it nears the limit: the entry `size`, `{count, parts}`, or null."""
    return effect(
        f"""
        const size = $composer.size, counted = useRef(null);
        counted.current = size;
        useEffect(() => {{
          const box = document.querySelector("[name=message]");
          if (!box) return;
          {_SPLIT}
          const count = () => {{
            const length = box.value.length < {NEAR} ? 0 : [...box.value.trim()].length;
            if (length < {NEAR} ? !counted.current : counted.current?.count === length) return;
            counted.current = length < {NEAR} ? null
              : {{count: length, parts: length > {MAX_MESSAGE} ? split(box.value).length : 1}};
            set$composer({{size: counted.current}});
          }};
          count();
          for (const kind of ["input", "grow", "sent"]) box.addEventListener(kind, count);
          return () => {{ for (const kind of ["input", "grow", "sent"]) box.removeEventListener(kind, count); }};
        }}, []);
        """,
        composer=composer,
    )
