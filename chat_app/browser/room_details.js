// The details of the room on the screen, and its members.

import { detailsOf, personOf, roomOf } from "./entries.js";
import { may } from "./room.js";

/** @param {{rooms: RoomsStore, feed: FeedStore, people: PeopleStore}} stores @returns {About} */
export const aboutOf = ({ rooms, feed, people }) => {
  const found = detailsOf(rooms, feed.view?.room_id);
  if (!found) return { description: "", created: "", fresh: false };
  const date = new Date(found.created_at).toLocaleDateString([], { dateStyle: "long" });
  const by = found.created_by ? ` by ${people[`p_${found.created_by}`]?.name ?? "someone"}` : "";
  const fresh = found.version >= (roomOf(rooms, found.room_id)?.about ?? 0);
  return { description: found.description, created: `Created ${date}${by}`, fresh };
};

/** @param {{rooms: RoomsStore, feed: FeedStore, people: PeopleStore, session: SessionStore}} stores */
export const membersOf = ({ rooms, feed, people, session }) => {
  const found = detailsOf(rooms, feed.view?.room_id);
  const manages = may({ rooms, feed, session }, "manage");
  return (found?.members ?? []).map((member) => ({
    ...personOf(people, member.id),
    id: member.id,
    role: member.role,
    manageable: member.id !== session.me?.user_id && manages,
  }));
};

/** Whether the pane of details is open. @param {RoomsStore} rooms @param {FeedStore} feed */
export const areShown = (rooms, feed) =>
  !!rooms.pane && rooms.pane === feed.view?.room_id && feed.view.status === "open";
