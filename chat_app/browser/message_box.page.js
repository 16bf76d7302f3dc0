// The message box: the one element in which people write messages, and who hears of what is in it.

import { useEffect } from "react";
import { formatted } from "./formatting.js";
import { listen } from "./listen.page.js";

const TALLEST = 8 * 22 + 20; // pixels: eight lines, and the space around them

/** How the text has changed: the reader has written, the page has put another text there, or the text was sent.
 * @typedef {"written" | "replaced" | "sent"} Change */

/** @type {Set<(change: Change) => void>} */
const listeners = new Set();

/** The box; null while the page has none. @returns {HTMLTextAreaElement | null} */
export const messageBox = () => document.querySelector("[name=message]");

/** @param {FocusOptions} [options] */
export const focusBox = (options) => messageBox()?.focus(options);

/** What is in the box. */
export const boxText = () => messageBox()?.value ?? "";

/** @param {string} text @param {Change} change */
const setText = (text, change) => {
  const box = messageBox();
  if (!box) return;
  box.value = text;
  for (const listener of [...listeners]) listener(change);
};

/** Put another text into the box: one that the reader has not just written, so that it becomes no draft.
 * @param {string} text */
export const replaceText = (text) => setText(text, "replaced");

/** Empty the box, whose text has been sent. */
export const emptyBox = () => setText("", "sent");

/** Change the text as if the reader had written it. The caret or selection is set where a start is given.
 * @param {{text: string, start?: number, end?: number}} change */
export const writeText = ({ text, start, end = start }) => {
  const box = messageBox();
  if (!box) return;
  box.value = text;
  if (start !== undefined) box.setSelectionRange(start, end ?? start);
  box.dispatchEvent(new Event("input", { bubbles: true }));
};

/** Format what is selected. @param {string} kind `bold`, `italic`, `link`, `code` or `list` */
export const format = (kind) => {
  const box = messageBox();
  if (!box) return;
  const selected = { text: box.value, start: box.selectionStart, end: box.selectionEnd };
  focusBox();
  writeText(formatted(kind, selected));
};

/** Write a text in the place of what is selected, or from `start` on, and set the caret after it.
 * @param {string} text @param {number} [start] */
export const insertText = (text, start) => {
  const box = messageBox();
  if (!box) return;
  const before = box.value.slice(0, start ?? box.selectionStart) + text;
  writeText({ text: before + box.value.slice(box.selectionEnd), start: before.length });
};

/** Call a listener at each change of the text, until the returned function is called.
 * @param {(change: Change) => void} listener */
export const onTextChange = (listener) => {
  const stop = listen(messageBox(), { input: () => listener("written") });
  listeners.add(listener);
  return () => {
    stop();
    listeners.delete(listener);
  };
};

const fitHeight = () => {
  const box = messageBox();
  if (!box) return;
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, TALLEST)}px`;
};

/** Fit the height of the box to its text, whenever the composer is drawn and at each change.
 * @param {ComposerStore} _composer read so that the end of an edit draws it */
export const useHeight = (_composer) => {
  useEffect(() => {
    fitHeight();
    return onTextChange(fitHeight);
  });
};
