// What a page says and asks about presence.

import { useEffect } from "react";
import { statusOf } from "./presence.js";
import { partnerOf } from "./room.js";

/** Ask when the partner of a direct room was last seen, while they are offline.
 * @param {{feed: FeedStore, rooms: RoomsStore, session: SessionStore, people: PeopleStore, presence: PresenceStore,
 *   see: (id: string) => void}} page */
export const useLastSeen = ({ feed, rooms, session, people, presence, see }) => {
  const partner = partnerOf(feed, rooms, session);
  const gone = partner && statusOf(partner, people, presence) === "offline" ? partner : "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each person and connection
  useEffect(() => {
    if (gone) see(gone);
  }, [gone, session.arrived]);
};
