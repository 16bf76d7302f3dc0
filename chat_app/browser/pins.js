// The pinned messages of the room on the screen.

import { momentName } from "./days.js";
import { entriesOf, personOf, roomOf } from "./entries.js";

/** How many there are. @param {FeedStore} feed @param {RoomsStore} rooms */
export const pinCount = (feed, rooms) => roomOf(rooms, feed.view?.room_id)?.pins ?? 0;

/** The list, newest pin first. Messages outside of the window come with it when it is opened (`view.pins`, at the
 * room's version `view.at`); what has changed since is in the store anyway. An older entry that is not among them has
 * been unpinned meanwhile. @param {FeedStore} feed @param {PeopleStore} people @returns {Pinned[]} */
export const pinnedIn = (feed, people) => {
  const { view } = feed;
  if (!view) return [];
  return entriesOf(feed, "m_")
    .filter((message) => message.pinned && message.room_id === view.room_id)
    .filter((message) => message.version > view.at || view.pins.includes(message.id))
    .sort((a, b) => b.pinned - a.pinned)
    .map((message) => ({
      id: message.id,
      href: `/rooms/${message.room_id}/${message.id}`,
      text: message.content,
      sender: personOf(people, message.sender_id),
      when: momentName(message.at),
    }));
};
