// The entries of the stores by their keys; live/entries.py lists every kind. An entry that is gone is null or missing.

/** @type {PersonOut} */
export const NOBODY = {
  id: "",
  name: "Someone",
  initials: "?",
  tint: 1,
  version: 0,
  title: "",
  pronouns: "",
  time_zone: "",
  availability: "",
  picture: "",
  status_emoji: "",
  status_text: "",
  status_until: 0,
};

/** @param {FeedStore} feed @param {string | null | undefined} id */
export const messageOf = (feed, id) => (id ? feed[`m_${id}`] : undefined);

/** @param {PeopleStore} people @param {string | null | undefined} id */
export const personOf = (people, id) => people[`p_${id}`] ?? NOBODY;

/** @param {RoomsStore} rooms @param {string | undefined} id */
export const roomOf = (rooms, id) => rooms[`r_${id}`];

/** @param {RoomsStore} rooms @param {string | undefined} id of the room */
export const membershipOf = (rooms, id) => rooms[`u_${id}`];

/** @param {RoomsStore} rooms @param {string | undefined} id of the room */
export const draftOf = (rooms, id) => rooms[`d_${id}`];

/** @param {RoomsStore} rooms @param {string | undefined} id */
export const detailsOf = (rooms, id) => rooms[`i_${id}`];

/**
 * All entries of a store under a prefix, without those that are gone.
 * @template {object} S @template {string} P
 * @param {S} store @param {P} prefix
 * @returns {NonNullable<S[keyof S & `${P}${string}`]>[]}
 */
export const entriesOf = (store, prefix) => {
  /** @type {any[]} */
  const found = [];
  for (const [key, entry] of Object.entries(store)) if (entry && key.startsWith(prefix)) found.push(entry);
  return found;
};

/** The memberships of the reader that have not ended. @param {RoomsStore} rooms @returns {MembershipOut[]} */
export const membershipsOf = (rooms) => entriesOf(rooms, "u_").filter((membership) => !membership.left);
