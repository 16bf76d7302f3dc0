// Names inside sentences. Those that are written from right to left keep their own direction.

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const LIST = new Intl.ListFormat("en-GB"); // without a comma before the last

/** Names as a part of a sentence: `Ada, Grace and Alan`. @param {string[]} names */
export const listed = (names) => LIST.format(names);

/** The name between U+2068 and U+2069 where it needs them (schemas/wording.py does the same). @param {string} name */
export const isolated = (name) => (RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name);
