// The status of a person, which ends by their own days.

/** When a status ends, in milliseconds since 1970: after some minutes, at the end of `today` or of this `week` (Sunday),
 * or 0 for never. @param {string} after */
export const endOf = (after, now = new Date()) => {
  const day = new Date(now);
  if (after === "week") day.setDate(day.getDate() + ((7 - day.getDay()) % 7));
  if (after === "today" || after === "week") return day.setHours(23, 59, 59, 999);
  return Number(after) ? now.getTime() + Number(after) * 60_000 : 0;
};
