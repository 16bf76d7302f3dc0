import assert from "node:assert/strict";
import test from "node:test";
import { activeId, leadsNowhere, onKey, suggestionsOf, wordBefore } from "../../chat_app/browser/suggestions.js";

/** @type {[string, string, string, number][]} the text, and of its last word the sign, the word, and where it begins */
const WORDS = [
  ["@gr", "@", "gr", 0],
  ["lunch, @Gr", "@", "gr", 7],
  ["@", "@", "", 0],
  ["@Grace Hopper", "@", "grace hopper", 0],
  ["@Ada of Love", "@", "ada of love", 0],
  ["see #wat", "#", "wat", 4],
  ["(@ada", "@", "ada", 1],
  ["さん@山田", "@", "山田", 2],
  ["@דנה", "@", "דנה", 0],
  [":ta", ":", "ta", 0],
  ["(:+1", ":", "+1", 1],
  ["é@ada", "@", "ada", 1],
];
for (const [text, sign, word, start] of WORDS) {
  test(`at the end of ${JSON.stringify(text)} stands ${sign} with ${JSON.stringify(word)}`, () =>
    assert.deepEqual(wordBefore(text), { sign, word, start }));
}

for (const text of [
  "",
  "ada",
  "ada@example",
  "a#b",
  ":t",
  "12:30",
  "x:ta",
  "@@a",
  "http://a/@b",
  "@one two three four",
  "@a\n\n ",
]) {
  test(`at the end of ${JSON.stringify(text)} stands no word that becomes something else`, () =>
    assert.equal(wordBefore(text), null));
}

/** @param {string} name @returns {Suggestion} */
const person = (name) => ({ insert: `@${name}`, label: name, hint: "", match: name, glyph: "", tint: 1 });

/** A page on which `word` is typed, and `hits` came for `asked`. @param {string} word @param {string} asked @param {string[]} names */
const page = (word, asked, names, more = {}) => ({
  feed: { view: /** @type {any} */ ({ room_id: "a" }) },
  composer: {
    typed_word: { start: 0, word, sign: "@", room: "a" },
    hits: { room: "a", sign: "@", word: asked, items: names.map(person) },
    ...more,
  },
});

/** @param {ReturnType<typeof page>} page */
const labels = ({ feed, composer }) => suggestionsOf(feed, composer).map((hit) => hit.label);

test("all that the server found for a word is shown, also what the browser cannot match", () => {
  assert.deepEqual(labels(page("gr", "gr", ["Grace Hopper", "Someone Else"])), ["Grace Hopper", "Someone Else"]);
});

test("until it answers again, its answer is narrowed to what begins like the word, however that is spelt", () => {
  const names = ["Grace Hopper", "Grégoire", "Ada Grace", "Anagram"];
  assert.deepEqual(labels(page("gre", "gr", names)), ["Grégoire"]);
  assert.deepEqual(labels(page("gra", "gr", names)), ["Grace Hopper", "Ada Grace"]);
  assert.deepEqual(labels(page("grace  ho", "gr", names)), ["Grace Hopper"]);
});

/** @type {[string, object][]} */
const CLOSED = [
  ["no word is typed", { typed_word: null }],
  ["nothing has been found yet", { hits: null }],
  ["the word is another room's", { typed_word: { start: 0, word: "gr", sign: "@", room: "b" } }],
  ["the answer is for another sign", { hits: { room: "a", sign: "#", word: "gr", items: [person("Grace")] } }],
  ["the answer is for another word", { hits: { room: "a", sign: "@", word: "ad", items: [person("Grace")] } }],
  ["the word was waved off", { dismissed_word: { start: 0, word: "g" } }],
];
for (const [what, more] of CLOSED) {
  test(`the list is closed when ${what}`, () => assert.deepEqual(labels(page("gr", "gr", ["Grace"], more)), []));
}

test("a word at another place than the one that was waved off opens the list", () => {
  assert.deepEqual(labels(page("gr", "gr", ["Grace"], { dismissed_word: { start: 7, word: "gr" } })), ["Grace"]);
});

test("one line is chosen, and named for screen readers", () => {
  const { feed, composer } = page("gr", "gr", ["Grace", "Grete"], { chosen_hit: 1 });
  assert.deepEqual(
    suggestionsOf(feed, composer).map(({ index, chosen }) => [index, chosen]),
    [
      [0, false],
      [1, true],
    ],
  );
  assert.equal(activeId(feed, composer), "suggestion-1");
  assert.equal(activeId(feed, { ...composer, chosen_hit: 2 }), "suggestion-0");
  assert.equal(activeId(feed, {}), undefined);
});

test("keys choose, pick and close while the list is open, and go on to the box otherwise", () => {
  const { feed, composer } = page("gr", "gr", ["Grace", "Grete"]);
  const hits = suggestionsOf(feed, composer);
  assert.deepEqual(onKey(hits, "ArrowDown"), { chosen: 1 });
  assert.deepEqual(onKey(hits, "ArrowUp"), { chosen: 1 });
  assert.deepEqual(onKey(suggestionsOf(feed, { ...composer, chosen_hit: 1 }), "ArrowDown"), { chosen: 0 });
  for (const key of ["Enter", "Tab"]) assert.deepEqual(onKey(hits, key), { pick: hits[0] });
  assert.deepEqual(onKey(hits, "Escape"), { close: true });
  assert.equal(onKey(hits, "a"), null);
  assert.equal(onKey([], "Enter"), null);
});

test("what begins like a word for which there is nothing need not be asked for", () => {
  const word = { start: 0, word: "xyz", sign: "@", room: "a" };
  const nothing = { room: "a", sign: "@", word: "xy", items: [] };
  assert.ok(leadsNowhere(word, nothing));
  assert.ok(!leadsNowhere({ ...word, word: "x" }, nothing));
  assert.ok(!leadsNowhere({ ...word, sign: "#" }, nothing));
  assert.ok(!leadsNowhere(word, { ...nothing, word: "" }));
  assert.ok(!leadsNowhere(word, { ...nothing, items: [person("Xyz")] }));
  assert.ok(!leadsNowhere(word, null));
});
