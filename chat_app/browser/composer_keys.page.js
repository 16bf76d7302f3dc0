// The keys of the message box.

import { lastOf } from "./composer.js";
import { cancel, edit } from "./composer.page.js";
import { withControl } from "./keys.js";
import { format } from "./message_box.page.js";
import { takeKey } from "./suggestions.page.js";

/** @typedef {import("react").KeyboardEvent<HTMLTextAreaElement>} KeyEvent */

/** The format that a key asks for, or undefined. Ctrl+K without a selection is the switcher's. @param {KeyEvent} event */
const formatOf = (event) => {
  /** @type {Record<string, string>} */
  const kinds = event.shiftKey ? { c: "code" } : { b: "bold", i: "italic", k: "link" };
  const kind = kinds[withControl(event)];
  const { selectionStart, selectionEnd } = event.currentTarget;
  return kind === "link" && selectionStart === selectionEnd ? undefined : kind;
};

/** An open list of suggestions has the keys first. Enter sends, Shift+Enter breaks the line; ↑ in an empty box edits the
 * last message of its author, Esc ends a reply or an edit; Ctrl with B, I, K or Shift+C makes bold, italic, a link, code.
 * An Enter that ends an IME composition does none of this.
 * @param {{feed: FeedStore, session: SessionStore, composer: ComposerStore,
 *   setComposer: SetComposer}} page
 * @param {KeyEvent} event */
export const onKeyDown = ({ feed, session, composer, setComposer }, event) => {
  if (event.nativeEvent.isComposing || event.keyCode === 229) return;
  if (takeKey(feed, composer, setComposer, event)) return;
  const box = event.currentTarget;
  const kind = formatOf(event);
  const plain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
  if (kind) {
    event.preventDefault();
    format(kind);
  } else if (event.key === "Enter" && plain) {
    event.preventDefault();
    if (!event.repeat) box.form?.requestSubmit();
  } else if (event.key === "Escape" && composer.mode) {
    cancel(composer, setComposer);
    event.stopPropagation();
  } else if (event.key === "ArrowUp" && plain && !box.value) {
    const last = lastOf(feed, session.me?.user_id);
    if (!last) return;
    event.preventDefault();
    edit(setComposer, last);
  }
};
