// The room that the address names, on the screen and in memory.

import { useEffect, useLayoutEffect } from "react";
import { useLocation } from "react-router";
import { opening, roomIn, roomInside } from "./room.js";

/** Turn the screen to the room in the address, before the server has answered, and keep it there when an answer to an
 * earlier click comes late. The sidebar scrolls to it.
 * @param {{feed: FeedStore, rooms: RoomsStore, setFeed: SetFeed}} page */
export const useRoomInAddress = ({ feed, rooms, setFeed }) => {
  const room = roomIn(useLocation().pathname);
  const shown = feed.view?.room_id;
  useLayoutEffect(() => {
    if (room && room !== shown) setFeed({ view: opening(room) });
  }, [room, shown, setFeed]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row is current, or there are rows at last
  useEffect(() => {
    document.querySelector('nav[aria-label="Rooms"] [aria-current="page"]')?.scrollIntoView({ block: "nearest" });
  }, [shown, rooms.ready]);
};

/** Remember the room on the screen, so that the front page leads back to it; once more when it is open, since Reflex
 * puts the value that the server knows back into the storage when a page begins to load.
 * @param {FeedStore} feed @param {RoomsStore} rooms */
export const useLastRoom = (feed, rooms) => {
  const visited = roomInside(feed, rooms);
  const status = feed.view?.status;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `status` is when Reflex may have put the old value back
  useEffect(() => {
    if (visited && rooms.ready) localStorage.setItem("parley_last_room", visited);
  }, [visited, status, rooms.ready]);
};

/** Remember the page for after the sign-in, also when a mailed link opens another tab. */
export const rememberPage = () => localStorage.setItem("parley_wanted", location.pathname);
