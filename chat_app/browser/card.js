// Where the card about a person goes, and what it says.

import { personOf } from "./entries.js";

const WIDTH = 296; // pixels that the card is given room for
const HEIGHT = 260;
const EDGE = 8; // pixels that stay free around it
const BELOW = 6; // pixels between a name and the card under it

/** Where there is room for the card: under the name, else above. Pixels, in the window.
 * @param {{left: number, top: number, bottom: number}} name @param {{innerWidth: number, innerHeight: number}} window */
export const cardPlace = ({ left, top, bottom }, { innerWidth, innerHeight }) => ({
  x: Math.max(EDGE, Math.min(left, innerWidth - WIDTH - EDGE)),
  y: bottom + HEIGHT < innerHeight ? bottom + BELOW : Math.max(EDGE, top - HEIGHT),
});

/** The person whose card is open. @param {PresenceStore} presence @param {PeopleStore} people */
export const personOnCard = (presence, people) => personOf(people, presence.card?.id);

/** Whether nobody has shown yet that the address of the person on the card is theirs. @param {PresenceStore} presence */
export const isUnproved = (presence) => !!presence[`l_${presence.card?.id}`]?.unproved;

/** What time it is for a person; "" for a zone that is not known here. @param {PersonOut} person */
export const localTime = ({ time_zone }, now = new Date()) => {
  if (!time_zone) return "";
  try {
    return now.toLocaleTimeString([], { timeZone: time_zone, hour: "numeric", minute: "2-digit" });
  } catch {
    return "";
  }
};
