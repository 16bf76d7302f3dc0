// One's rooms, and which of them one is in: the one in the address, from the click on, also while the server has not
// answered.

/** The room in a page's path, or "". */
export const roomIn = (path) => path.match(/^\/rooms\/([0-9a-f-]{36})(\/|$)/i)?.[1].toLowerCase() ?? "";

/** What stands on the screen from the click until the server has answered. */
export const opening = (room) => ({
  room_id: room, status: "loading", floor: 1, ceil: 0, focus: 0, read: 0, by: "", at: 0, pins: [],
});

/** Whether one can write in the room on the screen: it is open, or being opened and one of one's own. */
export const isInside = (view, rooms) => {
  if (view?.status !== "loading") return view?.status === "open";
  const place = rooms["u_" + view.room_id];
  return !!place && !place.left && !!rooms["r_" + view.room_id];
};

/** How many posts of a room one has not read; deleted ones are none (services/unread.py). */
export const unreadOf = (room, place) => !room ? 0 : Math.max(0,
  room.posts - place.read_posts - room.removed.filter((number) => number > place.read_posts).length);
