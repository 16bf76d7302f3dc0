// Fetches the details of the room on the screen.

import { useEffect } from "react";
import { roomOf } from "./entries.js";
import { areShown } from "./room_details.js";

/** Ask for the details when the pane opens, when they have changed, and when the connection is back.
 * @param {RoomsStore} rooms @param {FeedStore} feed @param {SessionStore} session @param {(room: string) => void} fetch */
export const useDetails = (rooms, feed, session, fetch) => {
  const room = areShown(rooms, feed) ? rooms.pane : "";
  const about = roomOf(rooms, room ?? "")?.about ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these may mean that the details are other ones
  useEffect(() => {
    if (room) fetch(room);
  }, [room, about, session.arrived]);
};
