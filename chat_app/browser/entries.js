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

/** @param {ComposerStore} composer @param {string} id the `client_msg_id` */
export const echoOf = (composer, id) => composer[`e_${id}`];

/** @param {ComposerStore} composer @param {string} id the `client_msg_id` */
export const answerOf = (composer, id) => composer[`a_${id}`];

/** Those who type, by their ids. @param {ComposerStore} composer @returns {[string, TypingOut][]} */
export const typingOf = (composer) => {
  /** @type {[string, any][]} */
  const found = [];
  for (const [key, entry] of Object.entries(composer))
    if (entry && key.startsWith("t_")) found.push([key.slice(2), entry]);
  return found;
};

/** What ends entries of a store under a prefix. @template {string} P @param {P} prefix @param {string[]} ids
 * @returns {Record<`${P}${string}`, null>} */
export const ended = (prefix, ids) => /** @type {any} */ (Object.fromEntries(ids.map((id) => [prefix + id, null])));

/** Echoes as entries of the store. @param {EchoEntry[]} echoes @returns {Record<`e_${string}`, EchoEntry>} */
export const echoEntries = (echoes) => Object.fromEntries(echoes.map((echo) => [`e_${echo.client_msg_id}`, echo]));

/** Merge entries into a store, in this tab only; null ends one.
 * @template S @param {(entries: S) => void} setStore @param {S} entries */
export const put = (setStore, entries) => setStore(entries);

/** Let go of messages, in this tab only. @param {FeedStore} feed @param {string[]} ids */
export const forgetMessages = (feed, ids) => {
  for (const id of ids) delete feed[`m_${id}`];
};

/** The reader's rooms. @param {RoomsStore} rooms @returns {RoomOut[]} */
export const roomsOf = (rooms) => membershipsOf(rooms).flatMap(({ room_id }) => roomOf(rooms, room_id) ?? []);
