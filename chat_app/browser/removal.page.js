// Notes which removals the reader has seen.

import { useEffect } from "react";
import { membershipOf } from "./entries.js";
import { dismiss } from "./removal.js";

/** The reader who has a room open is told there. @param {RoomsStore} rooms @param {FeedStore} feed
 * @param {SetRooms} setRooms */
export const useRemovalSeen = (rooms, feed, setRooms) => {
  const here = feed.view?.room_id ?? "";
  const membership = membershipOf(rooms, here);
  const ended = membership?.left ? membership.version : 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each end of a membership
  useEffect(() => {
    if (ended) dismiss(rooms, here, setRooms);
  }, [here, ended]);
};
