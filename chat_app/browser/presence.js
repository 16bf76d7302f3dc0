// Presence, the statuses that people set, and whether the page is in use.

const IDLE_AFTER = 10 * 60 * 1000; // milliseconds without a touch of mouse, keyboard or screen
const HIDDEN_AFTER = 5_000; // milliseconds out of sight: a short look at another tab is not an absence
const TOUCH_AGAIN = 1000; // milliseconds within which further touches say nothing new

/** A person's status: `online`, `away`, `dnd` or `offline`. What has been heard since the last snapshot counts before
 * the snapshot; what they have chosen themselves (away, do not disturb) shows while they are there at all.
 * @param {string} id @param {PeopleStore} people @param {PresenceStore} presence */
export const statusOf = (id, people, presence) => {
  const snapshot = presence.around;
  const heard = presence[`o_${id}`];
  const newer = heard && heard.board === snapshot?.board && heard.tick > snapshot.tick;
  const status = newer ? heard.status : (snapshot?.people?.[id] ?? "offline");
  return status === "offline" ? status : people[`p_${id}`]?.availability || status;
};

/** @type {Record<string, string>} */
const LABELS = { online: "Online", away: "Away", dnd: "Do not disturb", offline: "Offline" };

/** A status as people read it, and hear it read. @param {string} status */
export const labelOf = (status) => LABELS[status] ?? "";

/** A person's status text and emoji; empty after its time is over.
 * @param {PersonOut | undefined} person @returns {{emoji: string, status: string}} */
export const sayingOf = (person) =>
  person?.status_emoji && (!person.status_until || person.status_until > Date.now())
    ? { emoji: person.status_emoji, status: person.status_text }
    : { emoji: "", status: "" };

/** When a person who is offline was here last: what the server has said, or this page has seen itself.
 * @param {string} id @param {PeopleStore} people @param {PresenceStore} presence */
export const lastSeen = (id, people, presence, today = new Date()) => {
  if (statusOf(id, people, presence) !== "offline") return "";
  const heard = presence[`o_${id}`];
  const at = Math.max(presence[`l_${id}`]?.at ?? 0, heard?.status === "offline" ? heard.since : 0);
  if (!at) return "";
  const last = new Date(at);
  /** @type {Intl.DateTimeFormatOptions} */
  const format = { hour: "numeric", minute: "2-digit" };
  if (last.toDateString() !== today.toDateString()) Object.assign(format, { day: "numeric", month: "short" });
  if (last.getFullYear() !== today.getFullYear()) format.year = "numeric";
  return `Last seen ${last.toLocaleString([], format)}`;
};

/** For how many milliseconds more a page is in use that was touched `since` milliseconds ago; 0 or less: it is idle.
 * @param {boolean} hidden @param {number} since */
export const activeFor = (hidden, since) => (hidden ? HIDDEN_AFTER : IDLE_AFTER) - since;

/** Whether a touch is worth noting. @param {boolean} hidden @param {boolean} active @param {number} since */
export const isNews = (hidden, active, since) => !hidden && (!active || since >= TOUCH_AGAIN);
