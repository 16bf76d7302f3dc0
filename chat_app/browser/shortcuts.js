// Which shortcut a key is: those that work everywhere on the page.

import { withControl } from "./keys.js";

/** `switcher` opens or closes the switcher, `previous` and `next` go to another room, `help` shows the shortcuts, `read`
 * marks the open room as read.
 * @typedef {"switcher" | "previous" | "next" | "help" | "read" | ""} Shortcut */

/** @param {any} event a KeyboardEvent @param {{inField: boolean, text: string}} target whether the key goes to a field, and
 * what is in it @returns {Shortcut} */
export const shortcutOf = (event, { inField, text }) => {
  if (event.defaultPrevented || event.isComposing) return "";
  if (!event.shiftKey && withControl(event) === "k") return "switcher";
  const moves = event.altKey && !event.ctrlKey && !event.metaKey;
  if (moves && event.key === "ArrowUp") return "previous";
  if (moves && event.key === "ArrowDown") return "next";
  if (event.key === "?" && !inField) return "help";
  return event.key === "Escape" && !text ? "read" : "";
};

/** In the order in which the sidebar shows the rooms, round and round: the place of the room to go to; -1 for none. With
 * `unread` only rooms with a badge are gone to.
 * @param {{current: boolean, unread: boolean}[]} rows @param {1 | -1} step @param {boolean} unread */
export const nextRow = (rows, step, unread) => {
  const here = rows.findIndex((row) => row.current);
  const from = here < 0 && step < 0 ? 0 : here;
  const count = rows.length;
  for (let steps = 1; steps <= count; steps++) {
    const at = (((from + step * steps) % count) + count) % count;
    if (!unread || rows[at].unread) return at;
  }
  return -1;
};
