"""What the message box is doing: writing, answering a message (`reply`), or changing one (`edit`).

It is the entry `mode` of the composer's store, made in this tab: `{kind, message_id, author, text}` or null.
`deleted` is the message that this tab has just deleted, and may bring back for ten seconds.
"""

from typing import Any

import reflex as rx

from chat_app.live.browser.javascript import effect, handler

UNDO = 10_000  # milliseconds
BOX = "box"  # what an emoji is picked for when it is not for a message: the entry `picking`


def reply(composer: Any, message: Any, author: Any) -> Any:
    """Answer a message."""
    return handler(
        f"""
        () => {{
          set$composer({{mode: {{kind: "reply", message_id: {message!s}.id, author: {author!s},
            text: {message!s}.content.split("\\n")[0]}}}});
          document.querySelector("[name=message]")?.focus();
        }}
        """,
        composer=composer,
    )


def edit(composer: Any, message: Any) -> Any:
    """Change a message: its text goes into the box; what was there waits."""
    return handler(
        f"""
        () => {{
          const box = document.querySelector("[name=message]");
          set$composer({{mode: {{kind: "edit", message_id: {message!s}.id, author: "",
            text: {message!s}.content.split("\\n")[0], before: box.value}}}});
          box.value = {message!s}.content;
          box.focus();
          box.dispatchEvent(new Event("grow"));
        }}
        """,
        composer=composer,
    )


def cancel(composer: Any) -> Any:
    """Back to writing, with what was in the box before an edit."""
    return handler(
        """
        () => {
          const box = document.querySelector("[name=message]");
          if ($composer.mode?.kind === "edit") box.value = $composer.mode.before ?? "";
          set$composer({mode: null});
          box.focus();
        }
        """,
        composer=composer,
    )


def pick(composer: Any) -> Any:
    """Pick an emoji for the box, to which the focus then goes back."""
    return handler(
        f"""
        () => {{
          document.querySelector("[name=message]").focus();
          set$composer({{picking: "{BOX}"}});
        }}
        """,
        composer=composer,
    )


def delete(composer: Any, delete: Any, message_id: Any) -> Any:
    """Delete a message, and offer to undo."""
    return handler(
        f"""
        () => {{
          const id = {message_id!s};
          set$composer({{deleted: {{id, at: Date.now()}}}});
          @delete(id);
        }}
        """,
        {"delete": delete},
        composer=composer,
    )


def undo(composer: Any, undo: Any) -> Any:
    """Bring it back."""
    return handler(
        "() => { const id = $composer.deleted?.id; set$composer({deleted: null}); if (id) @undo(id); }",
        {"undo": undo},
        composer=composer,
    )


def keeper(composer: Any, feed: Any) -> rx.Component:
    """The offer to undo ends after ten seconds, a spoken refusal after six; another room ends a reply or an edit.
    The text of an edit that was refused (`unsaved`) comes back into the box."""
    return effect(
        f"""
        const deleted = $composer.deleted, said = $composer.said, roomShown = $feed.view?.room_id;
        const unsaved = $composer.unsaved, busy = $composer.mode?.kind === "edit";
        useEffect(() => {{
          if (!deleted) return;
          const left = Math.max(0, {UNDO} - (Date.now() - deleted.at));
          const timer = setTimeout(() => set$composer({{deleted: null}}), left);
          return () => clearTimeout(timer);
        }}, [deleted]);
        useEffect(() => {{
          if (!said?.text) return;
          const timer = setTimeout(() => set$composer({{said: null}}), 6000);
          return () => clearTimeout(timer);
        }}, [said]);
        useEffect(() => {{
          const box = document.querySelector("[name=message]");
          if (!unsaved || busy || !box) return;
          set$composer({{unsaved: null, mode: {{kind: "edit", message_id: unsaved.message_id, author: "",
            text: unsaved.text.split("\\n")[0], before: box.value}}}});
          box.value = unsaved.text;
          box.focus();
          box.dispatchEvent(new Event("grow"));
        }}, [unsaved, busy]);
        useEffect(() => {{ if ($composer.mode) set$composer({{mode: null}}); }}, [roomShown]);
        """,
        composer=composer,
        feed=feed,
    )
