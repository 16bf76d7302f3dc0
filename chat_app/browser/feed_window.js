// The window of the feed: which messages the page holds, and where in it the reader is.

import { entriesOf } from "./entries.js";

const MOST = 500; // messages on the page at the live end …
const KEPT = 250; // … and how many of them stay when there are more
const READING = 750; // messages on the page while the reader is further up
const END = 40; // pixels from the end that still count as the end
const FAR = 1.5; // heights of the feed from the end, after which a way back is offered

/** Whether the end of the feed is in sight. In a reversed column the end is where `scrollTop` is 0.
 * @param {{scrollTop: number}} box */
export const isAtEnd = (box) => box.scrollTop >= -END;

/** The edge in sight whose page is loaded: `older` before `newer`, or "". @param {Set<string | undefined>} near */
export const edgeToLoad = (near) => (near.has("older") ? "older" : near.has("newer") ? "newer" : "");

/** The part of the window that stays when the page holds too many messages, else null.
 * @param {View} view @param {number} last the place of the room's newest message
 * @param {boolean} atEnd @param {() => number} topPlace the place of the first message in sight, else 0 */
export const narrowed = (view, last, atEnd, topPlace) => {
  const size = last - view.floor + 1;
  if (view.ceil || size <= MOST) return null;
  if (atEnd) return { floor: last - KEPT + 1, ceil: 0 };
  if (size <= READING) return null;
  const floor = Math.max(view.floor, topPlace() - KEPT);
  return { floor, ceil: Math.min(last, floor + MOST - 1) };
};

/** The index of the first of `count` rows that ends below `top`, by halving: asking each of 500 rows where it is takes
 * longer than a frame has. @param {number} count @param {(index: number) => number} bottomOf @param {number} top */
export const firstBelow = (count, bottomOf, top) => {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bottomOf(middle) > top) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** The entry that says that the reader has left the live end: null when they are there again, undefined when it stays
 * as it is. @param {ScrolledAway | null | undefined} before
 * @param {{room: string, posts: number, ceil: number, box: {scrollTop: number, clientHeight: number}}} now */
export const scrolledAway = (before, { room, posts, ceil, box }) => {
  const far = ceil > 0 || box.scrollTop < -FAR * box.clientHeight;
  const same = before?.room_id === room ? before : undefined;
  if (ceil <= 0 && isAtEnd(box)) return before ? null : undefined;
  return same?.far === far ? undefined : { room_id: room, posts: same?.posts ?? posts, far };
};

/** The ids of messages of other rooms and windows, once they are many. They are hidden already; what is shown, what it
 * quotes, and what has just come stays. @param {FeedStore} feed */
export const surplusIn = (feed) => {
  const messages = entriesOf(feed, "m_");
  const { view } = feed;
  if (!view || messages.length < 2 * MOST) return [];
  const shown = messages.filter(
    (each) => each.room_id === view.room_id && each.seq >= view.floor && (!view.ceil || each.seq <= view.ceil),
  );
  const kept = new Set(shown.flatMap((each) => [each.id, each.reply_to_id]));
  return messages.map((each) => each.id).filter((id) => !kept.has(id));
};

/** A place in the feed as the tab keeps it for a reload (states/feed.py reads it). `place` is that of the message at
 * the top, 0 for the live end; `message` is the one that the address names.
 * @param {View} view @param {string | number} place @param {string} message */
export const keptPlace = (view, place, message) => [view.room_id, view.floor, view.ceil, place, message].join(":");

/** The place of the message that was at the top of a room, if that is what was kept, else 0.
 * @param {string | null} kept @param {string} room */
export const placeIn = (kept, room) => {
  const [kept_room, , , place] = (kept ?? "").split(":");
  return kept_room === room && Number(place) > 0 ? Number(place) : 0;
};
