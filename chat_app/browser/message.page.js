// What a click on a message does in the page.

import { rowOfMessage } from "./feed_box.page.js";

/** Go to the message that a quote names: within the window without loading anything.
 * @param {string} id @param {MouseEvent} event */
export const jumpTo = (id, event) => {
  const original = rowOfMessage(id);
  if (!original) return;
  event.preventDefault();
  original.scrollIntoView({ block: "center" });
  original.focus({ preventScroll: true });
};
