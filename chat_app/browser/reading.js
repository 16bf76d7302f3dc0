// Reading: a room is read when its end is on screen in a window that has the focus, and not before.

import { membershipOf, roomOf } from "./entries.js";

/** The room on the screen, if it is to be marked as read once its end is seen. One that was marked as unread stays so
 * until the reader leaves it. @param {FeedStore} feed @param {RoomsStore} rooms */
export const unreadRoom = ({ view, marked_unread }, rooms) => {
  const room = roomOf(rooms, view?.room_id);
  const membership = membershipOf(rooms, view?.room_id);
  if (view?.status !== "open" || view.ceil || !room || !membership || marked_unread === room.id) return null;
  return room.posts > membership.read_posts ? room : null;
};

/** Where the line *New messages* stands from now on when the reader looks away: after what they have read, null while
 * that is not all. @param {FeedStore} feed @param {RoomsStore} rooms @returns {ReadMarker | null} */
export const markerOnLeaving = (feed, rooms) => {
  const room = roomOf(rooms, feed.view?.room_id);
  const membership = membershipOf(rooms, feed.view?.room_id);
  return room && membership && membership.read_posts >= room.posts ? { room_id: room.id, seq: room.last_seq } : null;
};
