// Rooms: which one the page is in, and what of it is unread.

import { membershipOf, roomOf } from "./entries.js";

/** The id of the room in a page's path, or "". @param {string} path */
export const roomIn = (path) => path.match(/^\/rooms\/([0-9a-f-]{36})(\/|$)/i)?.[1].toLowerCase() ?? "";

/** The view from the click on a room until the server has answered. @param {string} room id @returns {View} */
export const opening = (room) => ({
  room_id: room,
  status: "loading",
  floor: 1,
  ceil: 0,
  focus: 0,
  read: 0,
  by: "",
  at: 0,
  pins: [],
});

/** What the page shows of which room. @param {FeedStore} feed */
export const viewOf = (feed) => feed.view ?? opening("");

/** Whether the reader can write in the room on the screen: it is open, or being opened and one of their own.
 * @param {FeedStore} feed @param {RoomsStore} rooms */
export const isInside = ({ view }, rooms) => {
  if (view?.status !== "loading") return view?.status === "open";
  const membership = membershipOf(rooms, view.room_id);
  return !!membership && !membership.left && !!roomOf(rooms, view.room_id);
};

/** The id of that room, or "". @param {FeedStore} feed @param {RoomsStore} rooms */
export const roomInside = (feed, rooms) => (isInside(feed, rooms) && feed.view?.room_id) || "";

/** How many posts of a room come after those that were read; deleted ones are none (services/unread.py).
 * @param {Pick<RoomOut, "posts" | "removed"> | null | undefined} room @param {{read_posts: number}} membership */
export const unreadOf = (room, membership) => {
  if (!room) return 0;
  const removed = room.removed.filter((number) => number > membership.read_posts).length;
  return Math.max(0, room.posts - membership.read_posts - removed);
};

/** How many posts have come since the reader left the end of the room on the screen: by others, since their own count
 * as read. @param {FeedStore} feed @param {RoomsStore} rooms */
export const waiting = (feed, rooms) => {
  const room = roomOf(rooms, feed.view?.room_id);
  const { scrolled_away } = feed;
  if (!room || scrolled_away?.room_id !== room.id) return 0;
  const read = membershipOf(rooms, room.id)?.read_posts ?? 0;
  return unreadOf(room, { read_posts: Math.max(scrolled_away.posts, read) });
};

/** Whether the newest message is so far off that a way back should be offered. @param {FeedStore} feed */
export const isAway = (feed) => !!feed.scrolled_away?.far && feed.scrolled_away.room_id === feed.view?.room_id;

/** The place of the first unread message when it lies before the window, else 0.
 * @param {FeedStore} feed @param {RoomsStore} rooms */
export const missed = (feed, rooms) => {
  const marker = feed.view?.read ?? 0;
  const last = roomOf(rooms, feed.view?.room_id)?.last_seq ?? 0;
  return marker > 0 && marker + 1 < (feed.view?.floor ?? 1) && last > marker ? marker + 1 : 0;
};

/** How many people are in the room on the screen. @param {FeedStore} feed @param {RoomsStore} rooms */
export const memberCount = (feed, rooms) => roomOf(rooms, feed.view?.room_id)?.members ?? 0;

/** Who removed the reader from the room on the screen. @param {FeedStore} feed @param {PeopleStore} people */
export const removerName = (feed, people) => people[`p_${feed.view?.by}`]?.name ?? "";

/** Whether the reader has a right in the room on the screen; policy.py decides what each place in a room gives.
 * @param {{rooms: RoomsStore, feed: FeedStore, session: SessionStore}} stores @param {string} right */
export const may = ({ rooms, feed, session }, right) => {
  const room = roomOf(rooms, feed.view?.room_id);
  const membership = membershipOf(rooms, feed.view?.room_id);
  if (!room || !membership || membership.left) return false;
  return !!session.me?.rights[room.kind === "direct" ? "direct" : membership.role]?.includes(right);
};

/** Whether the reader owns the room on the screen. @param {FeedStore} feed @param {RoomsStore} rooms */
export const isOwned = (feed, rooms) => membershipOf(rooms, feed.view?.room_id)?.role === "owner";

/** The id of the other person in a direct room of two, else "".
 * @param {FeedStore} feed @param {RoomsStore} rooms @param {SessionStore} session */
export const partnerOf = (feed, rooms, session) => {
  const ids = roomOf(rooms, feed.view?.room_id)?.member_ids ?? [];
  const others = ids.filter((/** @type {string} */ id) => id !== session.me?.user_id);
  return others.length === 1 ? others[0] : "";
};
