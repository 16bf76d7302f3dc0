// The keys that work everywhere.

import { useEffect } from "react";
import { roomOf } from "./entries.js";
import { listen } from "./listen.page.js";
import { openDialog } from "./page.js";
import { nextRow, shortcutOf } from "./shortcuts.js";
import { toggle } from "./switcher.page.js";

/** @typedef {{switcher: SwitcherStore, rooms: RoomsStore, feed: FeedStore, composer: ComposerStore,
 *   setSwitcher: SetSwitcher, setPage: SetPage, setFeed: SetFeed, load: () => void,
 *   read: (room: string, seq: number, posts: number) => void}} Page */

/** Go to the row of the sidebar. @param {1 | -1} step @param {boolean} unread */
const walk = (step, unread) => {
  /** @type {HTMLElement[]} */
  const rows = [...document.querySelectorAll(/** @type {any} */ ('nav[aria-label="Rooms"] a[href^="/rooms/"]'))];
  const states = rows.map((row) => ({
    current: row.getAttribute("aria-current") === "page",
    unread: row.dataset.unread === "true",
  }));
  rows[nextRow(states, step, unread)]?.click();
};

/** @param {Page} page */
const markRead = ({ rooms, feed, composer, setFeed, read }) => {
  const room = roomOf(rooms, feed.view?.room_id);
  if (feed.view?.status !== "open" || !room || composer.mode) return;
  setFeed({ marked_unread: null, read_marker: null });
  read(room.id, room.last_seq, room.posts);
};

/** @param {Page} page @param {KeyboardEvent} event */
const press = (page, event) => {
  const target = /** @type {HTMLInputElement} */ (event.target);
  const inField = !!target.closest?.("input, textarea, select, [contenteditable=true]");
  const shortcut = shortcutOf(event, { inField, text: target.value });
  if (!shortcut) return; // to look through the page at every key would cost milliseconds with 500 messages
  if (shortcut === "switcher") {
    event.preventDefault();
    toggle(page.switcher, page.setSwitcher, page.load);
  } else if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')) {
    return;
  } else if (shortcut === "read") markRead(page);
  else {
    event.preventDefault();
    if (shortcut === "help") openDialog(page.setPage, { kind: "shortcuts" });
    else walk(shortcut === "next" ? 1 : -1, event.shiftKey);
  }
};

/** @param {Page} page */
export const useShortcuts = (page) => {
  const { switcher, rooms, feed, composer } = page;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stores that a key reads
  useEffect(() => listen(window, { keydown: (event) => press(page, event) }), [switcher.open, rooms, feed, composer]);
};
