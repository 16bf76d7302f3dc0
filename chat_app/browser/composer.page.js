// What buttons around the message box do, and what ends by itself.

import { useEffect, useRef } from "react";
import { editOf, replyTo } from "./composer.js";
import { boxText, focusBox, insertText, messageBox, onTextChange, replaceText } from "./message_box.page.js";
import { openDialog } from "./page.js";
import { measured } from "./split.js";

const UNDO = 10_000; // milliseconds in which a deletion can be taken back
const REPLY = 6_000; // milliseconds that a reply stays on the page while no dialog is open

/** Answer a message. @param {SetComposer} setComposer @param {MessageOut} message @param {string} author */
export const reply = (setComposer, message, author) => {
  setComposer({ mode: replyTo(message, author) });
  focusBox();
};

/** Put a text of a message into the box, to change it; what was there waits.
 * @param {SetComposer} setComposer @param {string} id @param {string} text */
const editText = (setComposer, id, text) => {
  setComposer({ mode: editOf(id, text, boxText()) });
  replaceText(text);
  focusBox();
};

/** Change a message. @param {SetComposer} setComposer @param {MessageOut} message */
export const edit = (setComposer, message) => editText(setComposer, message.id, message.content);

/** Back to writing, with what was in the box before an edit. @param {ComposerStore} composer @param {SetComposer} setComposer */
export const cancel = ({ mode }, setComposer) => {
  if (mode?.kind === "edit") replaceText(mode.before ?? "");
  setComposer({ mode: null });
  focusBox();
};

/** Pick an emoji for the box (`purpose`), to which the focus then goes back.
 * @param {SetPage} setPage @param {string} purpose */
export const pickForBox = (setPage, purpose) => {
  focusBox();
  openDialog(setPage, { kind: "emoji", id: purpose });
};

/** Write the emoji into the box, or react with it to the message that it is picked for.
 * @param {{page: PageStore, setPage: SetPage, react: (id: string, emoji: string) => void, box: string}} given
 * @param {{emoji: string}} picked */
export const emojiPicked = ({ page, setPage, react, box }, { emoji }) => {
  const purpose = page.dialog?.id;
  setPage({ dialog: null });
  if (purpose === box) insertText(emoji);
  else if (purpose) react(purpose, emoji);
};

/** Delete a message, and offer to undo.
 * @param {SetComposer} setComposer @param {(id: string) => void} send @param {string} id */
export const deleteMessage = (setComposer, send, id) => {
  setComposer({ deleted: { id, at: Date.now() } });
  send(id);
};

/** End an entry after a time. @param {() => void} end @param {object | null | undefined} value of the entry
 * @param {number} milliseconds */
const useEnd = (end, value, milliseconds) => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted from when the entry has come
  useEffect(() => {
    if (!value) return;
    const timer = setTimeout(end, milliseconds);
    return () => clearTimeout(timer);
  }, [value]);
};

/** The offer to undo ends after a while, a reply too; another room ends a reply or an edit. The text of an edit
 * that was refused (`unsaved`) comes back into the box.
 * @param {{feed: FeedStore, composer: ComposerStore, page: PageStore, setComposer: SetComposer, setPage: SetPage}} given */
export const useComposer = ({ feed, composer, page, setComposer, setPage }) => {
  const { deleted, unsaved, mode } = composer;
  const busy = mode?.kind === "edit";
  const left = deleted ? Math.max(0, UNDO - (Date.now() - deleted.at)) : 0;
  useEnd(() => setComposer({ deleted: null }), deleted, left);
  useEnd(() => setPage({ reply: null }), page.dialog ? null : page.reply, REPLY);
  useEffect(() => {
    if (!unsaved || busy || !messageBox()) return;
    setComposer({ unsaved: null });
    editText(setComposer, unsaved.message_id, unsaved.text);
  }, [unsaved, busy, setComposer]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is begun in a room lasts while that is shown
  useEffect(() => {
    if (mode) setComposer({ mode: null });
  }, [feed.view?.room_id]);
};

/** Count what is in the box once it nears the limit. @param {ComposerStore} composer @param {SetComposer} setComposer
 * @param {number} most characters in a message */
export const useTextSize = ({ text_size }, setComposer, most) => {
  const counted = useRef(text_size);
  counted.current = text_size;
  useEffect(() => {
    const count = () => {
      const now = measured(boxText(), most);
      if (now?.count === counted.current?.count) return;
      counted.current = now;
      setComposer({ text_size: now });
    };
    count();
    return onTextChange(count);
  }, [most, setComposer]);
};
