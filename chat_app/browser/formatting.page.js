// Formatting what is selected in the message box.

import { formatted } from "./formatting.js";
import { focusBox, messageBox, writeText } from "./message_box.page.js";

/** @param {string} kind `bold`, `italic`, `link`, `code` or `list` */
export const format = (kind) => {
  const box = messageBox();
  if (!box) return;
  const selected = { text: box.value, start: box.selectionStart, end: box.selectionEnd };
  focusBox();
  writeText(formatted(kind, selected));
};
