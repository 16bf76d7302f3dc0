// People, as this tab knows them.

import { personOf } from "./entries.js";

/** The person of this tab. @param {PeopleStore} people @param {SessionStore} session */
export const myself = (people, session) => personOf(people, session.me?.user_id);

/** A person of a list as they are now. @param {PeopleStore} people @param {PersonOut} person */
export const newest = (people, person) => people[`p_${person.id}`] ?? person;

/** The names of people, as a list in a sentence. @param {PeopleStore} people @param {string[]} ids */
export const namesOf = (people, ids) => ids.map((id) => personOf(people, id).name).join(", ");
