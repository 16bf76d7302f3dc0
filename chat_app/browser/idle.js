// Whether the page is in use.

const IDLE_AFTER = 10 * 60 * 1000; // milliseconds without a touch of mouse, keyboard or screen
const HIDDEN_AFTER = 5_000; // milliseconds out of sight: a short look at another tab is not an absence
const TOUCH_AGAIN = 1000; // milliseconds within which further touches say nothing new

/** For how many milliseconds more a page is in use that was touched `since` milliseconds ago; 0 or less: it is idle.
 * @param {boolean} hidden @param {number} since */
export const activeFor = (hidden, since) => (hidden ? HIDDEN_AFTER : IDLE_AFTER) - since;

/** Whether a touch is worth noting. @param {boolean} hidden @param {boolean} active @param {number} since */
export const isNews = (hidden, active, since) => !hidden && (!active || since >= TOUCH_AGAIN);
