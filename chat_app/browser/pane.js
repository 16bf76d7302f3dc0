// The third pane, which shows one thing about the room on the screen at a time: its details, its pins, or a search.

/** @typedef {"details" | "pins" | "search"} Pane */

/** A pane as the entry `pane` names it. @param {Pane} pane @param {string} room */
export const paneOf = (pane, room) => (pane === "details" ? room : `${pane} ${room}`);

/** @param {Pane} pane @param {RoomsStore} rooms @param {FeedStore} feed */
export const isShown = (pane, rooms, { view }) => !!view?.room_id && rooms.pane === paneOf(pane, view.room_id);

/** Open a pane for the room on the screen, or close it.
 * @param {Pane} pane @param {RoomsStore} rooms @param {FeedStore} feed @param {SetRooms} setRooms */
export const toggle = (pane, rooms, feed, setRooms) => {
  if (feed.view) setRooms({ pane: isShown(pane, rooms, feed) ? null : paneOf(pane, feed.view.room_id) });
};
