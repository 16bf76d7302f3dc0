// The quick switcher: rooms, people and actions, found by a few letters, ranked by use; last, a search in messages.

import { foldText } from "./fold.js";
import { rowsOf } from "./rows.js";
import { may } from "./session.js";

const SHOWN = 12;

/** An option while it is ranked. @typedef {Omit<Option, "at" | "chosen"> & {unread?: number, rank: number}} Ranked */
/** A command or a page; `right` is the right of the workspace that it needs.
 * @typedef {{kind: string, name: string, href: string, glyph: string, right: string}} Action */

/** How well a folded name matches what was typed, 0 for not at all: its beginning, a word's beginning, inside, letters
 * in order. @param {string} name @param {string} word */
export const score = (name, word) => {
  if (!word) return 1;
  const at = name.indexOf(word);
  if (at === 0) return 8 + word.length / name.length;
  if (at > 0) return /[\s_-]/.test(name[at - 1]) ? 6 : 4;
  let found = -1;
  for (const letter of word) {
    found = name.indexOf(letter, found + 1);
    if (found < 0) return 0;
  }
  return 1 + word.length / Math.max(found + 1, name.length);
};

/** @param {Row} row @returns {Ranked} */
const roomOption = ({ id, name, href, unread, kind }) => {
  const hint = unread ? `${unread} unread` : "";
  return { key: id, kind: "room", name, href, unread, glyph: kind === "direct" ? "people" : "hash", hint, rank: 0 };
};

/** @param {Contact} person @returns {Ranked} */
const personOption = ({ id, name, title }) => {
  return { key: id, kind: "person", name, hint: title, href: "", glyph: "people", rank: 0 };
};

/** @param {Action} action @returns {Ranked} */
const actionOption = ({ kind, name, href, glyph }) => {
  return { key: kind, kind: href ? "page" : kind, name, hint: "", href, glyph, rank: 0 };
};

/** @param {string} asked @returns {Ranked} */
const searchFor = (asked) => {
  const action = { kind: "messages", name: `Search messages for “${asked}”`, glyph: "search", right: "" };
  return actionOption({ ...action, href: `/search?q=${encodeURIComponent(asked)}` });
};

/** What could be chosen: people with whom there is a direct room are in it as that room.
 * @param {Row[]} rows @param {Action[]} actions @param {SwitcherStore} switcher @param {SessionStore} session */
const allOptions = (rows, actions, { contacts }, session) => {
  const paired = new Set(rows.filter((row) => row.presence).map((row) => row.name));
  return [
    ...rows.map(roomOption),
    ...(contacts ?? []).filter(({ id, name }) => id !== session.me?.user_id && !paired.has(name)).map(personOption),
    ...actions.filter(({ right }) => !right || may(session, right)).map(actionOption),
  ];
};

/** What matches, best first: by letters, then by use, then what is unread. `uses` is how often each key was chosen.
 * @param {Row[]} rows @param {Action[]} actions @param {SwitcherStore} switcher @param {SessionStore} session
 * @param {Record<string, number>} uses @returns {Option[]} */
export const matching = (rows, actions, switcher, session, uses) => {
  const asked = (switcher.query ?? "").trim();
  const word = foldText(asked.replace(/^[#@]/, ""));
  /** @param {Ranked} each */
  const weight = ({ key, kind, unread }) =>
    Math.min(3, Math.log2(1 + (uses[key] ?? 0))) + (unread ? 0.5 : 0) + (kind === "room" ? 0.2 : 0);
  return allOptions(rows, actions, switcher, session)
    .map((each) => ({ ...each, rank: score(foldText(each.name), word) }))
    .filter((each) => each.rank > 0)
    .map((each) => ({ ...each, rank: each.rank + weight(each) }))
    .sort((a, b) => b.rank - a.rank || a.name.localeCompare(b.name))
    .slice(0, SHOWN)
    .concat(asked ? searchFor(asked) : [])
    .map(({ rank, unread, ...each }, at) => ({ ...each, at, chosen: at === (switcher.chosen_option ?? 0) }));
};

/** The options of the open switcher. @param {import("./rows.js").Stores} stores @param {SwitcherStore} switcher
 * @param {Action[]} actions @param {Record<string, number>} uses */
export const optionsOf = (stores, switcher, actions, uses) => {
  if (!switcher.open) return [];
  const rows = ["starred", "rooms", "direct"].flatMap((part) => rowsOf(part, stores));
  return matching(rows, actions, switcher, stores.session, uses);
};

/** Which option an arrow leads to, round and round; undefined for another key.
 * @param {string} key @param {number} at @param {number} count */
export const stepped = (key, at, count) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  return step && count ? (at + step + count) % count : undefined;
};
