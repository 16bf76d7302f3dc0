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
