// The rows of the sidebar: the reader's rooms as they are listed.

import { draftOf, membershipOf, membershipsOf, personOf, roomOf } from "./entries.js";
import { sayingOf, statusOf } from "./presence.js";
import { unreadOf } from "./room.js";

/** @typedef {{rooms: RoomsStore, feed: FeedStore, people: PeopleStore, session: SessionStore, presence: PresenceStore}} Stores */

/** @type {Pick<RoomOut, "id" | "kind" | "name" | "topic" | "posts" | "archived" | "member_ids" | "removed">} */
const NO_ROOM = { id: "", kind: "open", name: "", topic: "", posts: 0, archived: false, member_ids: [], removed: [] };

/** @param {typeof NO_ROOM} room @param {MembershipOut | null | undefined} membership @param {Stores} stores @returns {Row} */
const rowOf = (room, membership, { rooms, feed, people, session, presence }) => {
  const others = room.member_ids.filter((id) => id !== session.me?.user_id).map((id) => personOf(people, id));
  const [other] = others;
  const pair = others.length === 1;
  const level = membership?.involvement ?? "everything";
  const mentions = membership?.mentions ?? 0;
  return {
    id: room.id,
    kind: room.kind,
    href: `/rooms/${room.id}`,
    name: room.kind === "direct" ? others.map((person) => person.name).join(", ") : room.name,
    unread: membership && level === "everything" ? unreadOf(room, membership) : level === "mentions" ? mentions : 0,
    mentions: level === "nothing" ? 0 : mentions,
    active: room.id === feed.view?.room_id,
    topic: room.topic,
    posts: room.posts,
    draft: !!draftOf(rooms, room.id)?.text && room.id !== feed.view?.room_id,
    initials: other?.initials ?? "",
    tint: other?.tint ?? 1,
    picture: other?.picture ?? "",
    presence: pair ? statusOf(other.id, people, presence) : "",
    ...sayingOf(pair ? other : undefined),
    starred: !!membership?.starred,
    level,
    archived: room.archived,
  };
};

/** A part of the list, by name: `starred`, `rooms` or `direct`. @param {string} part @param {Stores} stores */
export const rowsOf = (part, stores) => {
  /** @type {Row[]} */
  const rows = [];
  for (const membership of membershipsOf(stores.rooms)) {
    const room = roomOf(stores.rooms, membership.room_id);
    const listed = room && (membership.starred ? "starred" : room.kind === "direct" ? "direct" : "rooms");
    if (room && !room.archived && listed === part) rows.push(rowOf(room, membership, stores));
  }
  return rows.sort((a, b) => a.name.localeCompare(b.name));
};

/** The row of the room on the screen. @param {Stores} stores */
export const openRow = (stores) => {
  const id = stores.feed.view?.room_id;
  return rowOf(roomOf(stores.rooms, id) ?? NO_ROOM, membershipOf(stores.rooms, id), stores);
};

/** How many posts are unread in all rooms of which the reader wants to hear everything. @param {RoomsStore} rooms */
export const unreadInAll = (rooms) => {
  let sum = 0;
  for (const membership of membershipsOf(rooms)) {
    const room = roomOf(rooms, membership.room_id);
    if (membership.involvement === "everything" && !room?.archived) sum += unreadOf(room, membership);
  }
  return sum;
};
