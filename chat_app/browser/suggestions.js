// Suggestions in the message box: people, rooms and emoji that a typed word may become.

import { foldText } from "./fold.js";

/** The word before the caret, after `@`, `#` or `:`. A name may hold up to two blanks; an emoji's code begins to count
 * with its second letter. @param {string} text up to the caret @returns {(TypedWord & {sign: string}) | null} */
export const wordBefore = (text) => {
  const found =
    /(?:^|[\s(])(:)([a-z0-9_+-]{2,30})$/i.exec(text) ??
    /(?:^|[^A-Za-z0-9#@&=+%?:./])([@#])((?:[^\s@#]+(?: [^\s@#]*){0,2})?)$/.exec(text);
  return found && { sign: found[1], word: found[2].toLowerCase(), start: text.length - found[2].length - 1 };
};

/** Whether the last answer of the server shows already that nothing begins like a word: then it is not asked.
 * @param {TypedWord} word @param {Hits | null | undefined} hits */
export const leadsNowhere = (word, hits) =>
  !!hits?.word && !hits.items.length && isFor(word, hits) && word.word.startsWith(hits.word);

/** @param {TypedWord} word @param {Hits} hits */
const isFor = (word, hits) => hits.room === word.room && hits.sign === word.sign;

/** The lines of the list; none while it is closed. What the server offered for the beginning of a word is narrowed to
 * what fits the rest. @param {FeedStore} feed @param {ComposerStore} composer @returns {Hit[]} */
export const suggestionsOf = (feed, { typed_word, hits, dismissed_word, chosen_hit }) => {
  if (!typed_word || !hits || typed_word.room !== feed.view?.room_id || !isFor(typed_word, hits)) return [];
  if (!typed_word.word.startsWith(hits.word)) return [];
  if (dismissed_word?.start === typed_word.start && typed_word.word.startsWith(dismissed_word.word)) return [];
  const word = ` ${foldText(typed_word.word).trim().replace(/\s+/g, " ")}`;
  return hits.items
    .filter((hit) => typed_word.word === hits.word || ` ${foldText(hit.match)}`.includes(word))
    .map((hit, index, all) => ({ ...hit, index, chosen: index === (chosen_hit ?? 0) % all.length }));
};

/** The id of the chosen line, for `aria-activedescendant`. @param {FeedStore} feed @param {ComposerStore} composer */
export const activeId = (feed, composer) => {
  const chosen = suggestionsOf(feed, composer).find((hit) => hit.chosen);
  return chosen && `suggestion-${chosen.index}`;
};

/** What a key does to the open list: another line is `chosen`, `pick` is the line to write, or the list is to `close`.
 * @param {Hit[]} hits @param {string} key @returns {{chosen?: number, pick?: Hit, close?: true} | null} */
export const onKey = (hits, key) => {
  const at = hits.findIndex((hit) => hit.chosen);
  if (!hits.length) return null;
  if (key === "ArrowDown") return { chosen: (at + 1) % hits.length };
  if (key === "ArrowUp") return { chosen: (at + hits.length - 1) % hits.length };
  if (key === "Enter" || key === "Tab") return { pick: hits[at] };
  return key === "Escape" ? { close: true } : null;
};
