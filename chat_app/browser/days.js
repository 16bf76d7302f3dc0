// Days as people name them.

/** `Today`, `Yesterday`, or the date, with its year if that is not this one. A day is not always 24 hours long. @param {Date} at */
export const dayName = (at, now = new Date()) => {
  const before = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (at.toDateString() === now.toDateString()) return "Today";
  if (at.toDateString() === before.toDateString()) return "Yesterday";
  /** @type {Intl.DateTimeFormatOptions} */
  const year = at.getFullYear() === now.getFullYear() ? {} : { year: "numeric" };
  return at.toLocaleDateString([], { weekday: "long", day: "numeric", month: "long", ...year });
};

/** A day and a time, in short. @param {number} at milliseconds since 1970 */
export const momentName = (at) => new Date(at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });

/** A day and a time, to the second. @param {number} at milliseconds since 1970 */
export const exactMoment = (at) => new Date(at).toLocaleString([], { dateStyle: "medium", timeStyle: "medium" });

/** A date, in short. @param {number} at milliseconds since 1970 */
export const dateName = (at) => new Date(at).toLocaleDateString([], { dateStyle: "medium" });

/** All time zones that the browser knows, by name. */
export const timeZones = () => Intl.supportedValuesOf("timeZone");
