// What the page shows over or beside its content: the open dialog, and the reply to the last act.

import { newId } from "./ids.js";

/** Open a dialog. With `fill`, ask the server for what it shows; that is found for its `id`.
 * @param {SetPage} setPage @param {Dialog} dialog @param {((id: string) => void) | null} [fill] */
export const openDialog = (setPage, dialog, fill) => {
  setPage({ dialog, content: null, word: "", reply: null });
  fill?.(dialog.id ?? "");
};

/** Open a dialog about the role that a list was turned to.
 * @param {SetPage} setPage @param {Dialog} dialog @param {{target: {value: string}}} event */
export const openForRole = (setPage, dialog, { target }) => openDialog(setPage, { ...dialog, role: target.value });

/** Narrow the list of people in the dialog to the names with what is typed.
 * @param {SetPage} setPage @param {{target: {value: string}}} event */
export const narrow = (setPage, { target }) => setPage({ word: target.value });

/** Show a reply that the browser itself gives. @param {SetPage} setPage @param {string} text @param {"done" | "refused"} tone */
export const reply = (setPage, text, tone) => setPage({ reply: { text, tone, field: "", id: newId() } });
