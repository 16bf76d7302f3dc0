// Clicks inside of what people wrote: a block of code is copied, a link to a room stays in this tab.

import { copyText } from "./clipboard.page.js";

const SAID = 1500; // milliseconds for which a button says that the code was copied

/** Handle a click anywhere in the feed. @param {(path: string) => void} goTo
 * @param {MouseEvent & {target: HTMLElement}} event */
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
