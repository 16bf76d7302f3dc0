// What opens the menu of a message, and what its items do.

import { copyText } from "./clipboard.page.js";
import { focusBox } from "./message_box.page.js";
import { menuMessage } from "./message_menu.js";
import { reply } from "./page.js";

/** @typedef {{feed: FeedStore, composer: ComposerStore}} About */

/** Open it beside the button that was pressed. The button is marked by hand: React draws no message again.
 * @param {SetComposer} setComposer @param {string} id @param {import("react").MouseEvent<HTMLElement>} event */
export const openMenu = (setComposer, id, event) => {
  const button = event.currentTarget;
  const { left, top, width, height } = button.getBoundingClientRect();
  button.dataset.state = "open";
  button.setAttribute("aria-expanded", "true");
  setComposer({ menu: { id, left, top, width, height } });
};

/** Give the focus back to the button, or to the message box when its message is gone. @param {Event} event */
export const returnFocus = (event) => {
  event.preventDefault();
  const button = /** @type {HTMLElement | null} */ (document.querySelector('.message-bar [data-state="open"]'));
  if (!button) return focusBox();
  delete button.dataset.state;
  button.setAttribute("aria-expanded", "false");
  button.focus();
};

/** Mark the room as unread from the message on.
 * @param {About & {setFeed: SetFeed,
 *   unread: (room: string, seq: number, posts: number) => void}} page */
export const markUnread = ({ feed, composer, setFeed, unread }) => {
  const message = menuMessage(feed, composer);
  if (!message) return;
  const { room_id, seq, post_no } = message;
  setFeed({ marked_unread: room_id, read_marker: { room_id, seq: seq - 1 } });
  unread(room_id, seq - 1, post_no - 1);
};

/** @param {About & {setPage: SetPage}} page */
export const copyLink = async ({ feed, composer, setPage }) => {
  const message = menuMessage(feed, composer);
  if (!message) return;
  const address = [location.origin, "rooms", message.room_id, message.id].join("/");
  await copyText(address).then(
    () => reply(setPage, "Link copied.", "done"),
    () => reply(setPage, `The browser did not let us copy: ${address}`, "refused"),
  );
};
