// Being taken out of a room that the reader is not looking at: said until they have read it, also to a tab that was
// away.

import { isolated } from "./bidi.js";
import { entriesOf, membershipOf, roomOf } from "./entries.js";

/** What to say: from which room, and by whom. The room that is open says it itself; one that this page never knew is
 * not named. @param {RoomsStore} rooms @param {FeedStore} feed @param {PeopleStore} people @returns {Removal} */
export const removalNews = (rooms, feed, people) => {
  const ended = entriesOf(rooms, "u_").find(
    ({ left, removed_by, room_id, version }) =>
      left &&
      removed_by &&
      roomOf(rooms, room_id) &&
      room_id !== feed.view?.room_id &&
      version > (rooms.removals_read?.[room_id] ?? 0),
  );
  const room = roomOf(rooms, ended?.room_id);
  if (!ended || !room) return { room_id: "", room: "", by: "" };
  const by = people[`p_${ended.removed_by}`]?.name ?? "Somebody";
  return { room_id: room.id, room: isolated(room.name), by: isolated(by) };
};

/** Note that the reader knows how their membership of a room ended.
 * @param {RoomsStore} rooms @param {string} room @param {SetRooms} setRooms */
export const dismiss = (rooms, room, setRooms) => {
  const ended = membershipOf(rooms, room);
  if (ended) setRooms({ removals_read: { ...rooms.removals_read, [room]: ended.version } });
};
