// People, as this tab knows them.

import { entriesOf, personOf } from "./entries.js";

/** The person of this tab. @param {PeopleStore} people @param {SessionStore} session */
export const myself = (people, session) => personOf(people, session.me?.user_id);

/** A person of a list as they are now. @param {PeopleStore} people @param {PersonOut} person */
export const newest = (people, person) => people[`p_${person.id}`] ?? person;

/** The names of people, as a list in a sentence. @param {PeopleStore} people @param {string[]} ids */
export const namesOf = (people, ids) => ids.map((id) => personOf(people, id).name).join(", ");

/** The first people of many, by their ids, which are parted by blanks.
 * @param {PeopleStore} people @param {string} ids @param {number} most */
export const firstOf = (people, ids, most) =>
  ids
    .split(" ")
    .slice(0, most)
    .map((id) => personOf(people, id));

/** How many more there are than the first. @param {string} ids parted by blanks @param {number} most */
export const countAfter = (ids, most) => Math.max(0, ids.split(" ").length - most);

/** `Seen by`, and the names. @param {PeopleStore} people @param {string} ids parted by blanks */
export const seenByText = (people, ids) => `Seen by ${namesOf(people, ids.split(" "))}`;

/** All people whom this tab knows, by their ids. @param {PeopleStore} people @returns {Record<string, PersonOut>} */
export const byId = (people) => Object.fromEntries(entriesOf(people, "p_").map((person) => [person.id, person]));
