import assert from "node:assert/strict";
import test from "node:test";
import { matching, optionsOf, score, stepped } from "../../chat_app/browser/switcher.js";

/** @param {string} name @returns {any} */
const room = (name, more = {}) => ({ id: name, kind: "open", name, href: `/rooms/${name}`, unread: 0, ...more });
/** @param {string} name @param {string} right */
const action = (name, right = "") => ({ kind: name, name, href: "", glyph: "plus", right });
/** @param {string[]} workspace @returns {any} */
const me = (workspace = []) => ({ me: { user_id: "ada", rights: { workspace } } });
/** @param {any} page */
const names = ({ rows = [], actions = [], switcher = {}, session = me(), uses = {} }) =>
  matching(rows, actions, switcher, session, uses).map((option) => option.name);

test("a name matches best at its beginning, then at a word's, then inside, then letter by letter", () => {
  const found = ["design", "web design", "redesign", "d-e-s-i-g-n"].map((name) => score(name, "design"));
  assert.deepEqual(
    found,
    found.toSorted((a, b) => b - a),
  );
  assert.equal(new Set(found).size, 4);
  assert.equal(score("watercooler", "xyz"), 0);
  assert.equal(score("watercooler", ""), 1);
});

test("what is found does not hang on accents, capitals or a leading sign", () => {
  const rows = [room("Größe"), room("other")];
  for (const query of ["grosse", "#GRÖSSE", "@gro"]) assert.equal(names({ rows, switcher: { query } })[0], "Größe");
});

test("what is used often comes first, and what is unread before what is not", () => {
  const rows = [room("alpha"), room("beta"), room("gamma", { unread: 2 })];
  assert.deepEqual(names({ rows, uses: { beta: 5 } }), ["beta", "gamma", "alpha"]);
  assert.equal(matching(rows, [], {}, me(), {})[0].hint, "2 unread");
});

test("people are offered unless there is a direct room with them, or it is oneself", () => {
  const contacts = ["ada", "grace", "alan"].map((id) => ({ id, name: id, title: "" }));
  const rows = [room("grace", { kind: "direct", presence: "away" })];
  assert.deepEqual(names({ rows, switcher: { contacts } }), ["grace", "alan"]);
});

test("actions are offered to those who have the right", () => {
  const actions = [action("New room", "create_rooms"), action("Theme")];
  assert.deepEqual(names({ actions }), ["Theme"]);
  assert.deepEqual(names({ actions, session: me(["create_rooms"]) }), ["New room", "Theme"]);
});

test("twelve are shown, and last a search for what was typed", () => {
  const rows = Array.from({ length: 20 }, (_, at) => room(`room ${at}`));
  const options = matching(rows, [], { query: " room & co " }, me(), {});
  assert.equal(options.at(-1)?.href, "/search?q=room%20%26%20co");
  assert.equal(matching(rows, [], { query: "room" }, me(), {}).length, 13);
});

test("one option is chosen, at first the first", () => {
  const rows = [room("alpha"), room("beta")];
  assert.deepEqual(
    matching(rows, [], { chosen_option: 1 }, me(), {}).map((option) => [option.at, option.chosen]),
    [
      [0, false],
      [1, true],
    ],
  );
  assert.ok(matching(rows, [], {}, me(), {})[0].chosen);
});

test("a closed switcher has no options, and an open one those of the sidebar", () => {
  /** @type {any} */
  const stores = {
    feed: {},
    people: {},
    presence: {},
    session: me(),
    rooms: {
      r_one: { id: "one", kind: "open", name: "watercooler", member_ids: [], removed: [], posts: 0 },
      u_one: { room_id: "one", involvement: "everything", read_posts: 0 },
    },
  };
  assert.deepEqual(optionsOf(stores, {}, [], {}), []);
  assert.deepEqual(
    optionsOf(stores, { open: true }, [], {}).map((option) => option.name),
    ["watercooler"],
  );
});

test("arrows go round and round", () => {
  assert.equal(stepped("ArrowDown", 2, 3), 0);
  assert.equal(stepped("ArrowUp", 0, 3), 2);
  assert.equal(stepped("ArrowUp", 0, 0), undefined);
  assert.equal(stepped("x", 0, 3), undefined);
});
