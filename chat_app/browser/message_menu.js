// The menu behind *More*: one for the whole feed, since five hundred mounted menus would be slow.

import { messageOf } from "./entries.js";

/** The message that the menu is about, while it is open and the message is there.
 * @param {FeedStore} feed @param {ComposerStore} composer */
export const menuMessage = (feed, { menu }) => messageOf(feed, menu?.id);

/** Whether it is open, and what was done with its message already.
 * @param {{feed: FeedStore, rooms: RoomsStore, composer: ComposerStore}} stores @returns {Menu} */
export const menuOf = ({ feed, rooms, composer }) => {
  const message = menuMessage(feed, composer);
  return { open: !!message, pinned: !!message?.pinned, saved: !!message && !!rooms.saved?.ids.includes(message.id) };
};
