// What clicks on messages do in the page.

import { copyText } from "./clipboard.page.js";
import { rowOfMessage } from "./feed_box.page.js";

const SAID = 1500; // milliseconds for which a button says that the code was copied

/** Go to the message that a quote names: within the window without loading anything.
 * @param {string} id @param {MouseEvent} event */
export const jumpTo = (id, event) => {
  const original = rowOfMessage(id);
  if (!original) return;
  event.preventDefault();
  original.scrollIntoView({ block: "center" });
  original.focus({ preventScroll: true });
};

/** Handle a click anywhere in the feed: a block of code is copied, a link to a room stays in this tab.
 * @param {(path: string) => void} goTo @param {MouseEvent & {target: HTMLElement}} event */
export const clickedInFeed = (goTo, event) => {
  const link = event.target.closest("a.mention");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    goTo(link.getAttribute("href") ?? "/");
  }
  const button = event.target.closest(".copy");
  if (!button) return;
  /** @param {string} text */
  const say = (text) => {
    button.textContent = text;
  };
  // biome-ignore lint/performance/useDomNodeTextContent: the code is copied as it looks
  const code = /** @type {HTMLElement} */ (button.nextElementSibling).innerText;
  copyText(code).then(
    () => say("Copied"),
    () => say("Not copied"),
  );
  setTimeout(say, SAID, "Copy");
};
