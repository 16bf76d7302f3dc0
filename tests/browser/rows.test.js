import assert from "node:assert/strict";
import test from "node:test";
import { openRow, rowsOf, unreadInAll } from "../../chat_app/browser/rows.js";

const ROOM = { kind: "open", topic: "", posts: 0, removed: [], archived: false, member_ids: [] };
const room = (id, changes = {}) => ({ [`r_${id}`]: { ...ROOM, id, name: id, ...changes } });
const membership = (id, changes = {}) => ({
  [`u_${id}`]: {
    room_id: id,
    role: "member",
    involvement: "everything",
    read_posts: 0,
    mentions: 0,
    starred: false,
    left: false,
    ...changes,
  },
});
const person = (id, name, changes = {}) => ({ [`p_${id}`]: { id, name, initials: name[0], tint: 2, ...changes } });
const people = { ...person("ada", "Ada"), ...person("grace", "Grace"), ...person("alan", "Alan") };
const stores = (rooms, changes = {}) => ({
  rooms,
  feed: {},
  people,
  session: { me: { user_id: "ada" } },
  presence: { around: { board: "b", tick: 1, people: { grace: "online" } } },
  ...changes,
});
const direct = (...member_ids) => ({ ...room("d", { kind: "direct", name: "", member_ids }), ...membership("d") });
const names = (rows) => rows.map((row) => row.name);

test("rooms stand in their part of the list, by name", () => {
  const rooms = {
    ...room("watercooler"),
    ...membership("watercooler"),
    ...room("designers"),
    ...membership("designers"),
    ...room("compilers"),
    ...membership("compilers", { starred: true }),
    ...direct("ada", "grace"),
  };
  assert.deepEqual(names(rowsOf("rooms", stores(rooms))), ["designers", "watercooler"]);
  assert.deepEqual(names(rowsOf("starred", stores(rooms))), ["compilers"]);
  assert.deepEqual(names(rowsOf("direct", stores(rooms))), ["Grace"]);
});

for (const [said, rooms] of [
  ["one that the reader has left", { ...room("a"), ...membership("a", { left: true }) }],
  ["an archived one", { ...room("a", { archived: true }), ...membership("a") }],
  ["one that is not known yet", membership("a")],
  ["one without a membership", room("a")],
  ["one whose entry has ended", { r_a: null, u_a: null }],
]) {
  test(`a room is not listed: ${said}`, () => assert.deepEqual(rowsOf("rooms", stores(rooms)), []));
}

test("a direct room of two has the name, the face and the status of the other", () => {
  const saying = { status_emoji: "🌴", status_text: "On holiday", status_until: 0 };
  const known = { ...people, ...person("grace", "Grace", { ...saying, picture: "/g.png" }) };
  const [row] = rowsOf("direct", stores(direct("ada", "grace"), { people: known }));
  const shown = {
    name: "Grace",
    initials: "G",
    picture: "/g.png",
    presence: "online",
    emoji: "🌴",
    status: "On holiday",
  };
  for (const [key, value] of Object.entries(shown)) assert.equal(row[key], value, key);
});

test("a direct room of many has all names, the first face, and no status", () => {
  const [row] = rowsOf("direct", stores(direct("ada", "grace", "alan", "hedy")));
  assert.deepEqual([row.name, row.initials, row.presence, row.emoji], ["Grace, Alan, Someone", "G", "", ""]);
});

test("a direct room with oneself has no name and no face", () => {
  const [row] = rowsOf("direct", stores(direct("ada")));
  assert.deepEqual([row.name, row.initials, row.tint, row.presence], ["", "", 1, ""]);
});

for (const [level, unread, mentions] of [
  ["everything", 3, 2],
  ["mentions", 2, 2],
  ["nothing", 0, 0],
]) {
  test(`a reader who wants to hear ${level} sees ${unread} unread and ${mentions} mentions`, () => {
    const rooms = {
      ...room("a", { posts: 5 }),
      ...membership("a", { involvement: level, read_posts: 2, mentions: 2 }),
    };
    const [row] = rowsOf("rooms", stores(rooms));
    assert.deepEqual([row.unread, row.mentions, row.level], [unread, mentions, level]);
  });
}

test("a draft shows in a room that is not on the screen", () => {
  const rooms = { ...room("a"), ...membership("a"), d_a: { room_id: "a", text: "On it" } };
  assert.equal(rowsOf("rooms", stores(rooms))[0].draft, true);
  const [open] = rowsOf("rooms", stores(rooms, { feed: { view: { room_id: "a" } } }));
  assert.deepEqual([open.draft, open.active], [false, true]);
  assert.equal(rowsOf("rooms", stores({ ...rooms, d_a: { room_id: "a", text: "" } }))[0].draft, false);
});

test("the room on the screen has a row also without a membership", () => {
  const here = { feed: { view: { room_id: "a" } } };
  const row = openRow(stores(room("a", { topic: "Tea" }), here));
  assert.deepEqual([row.name, row.topic, row.unread, row.starred], ["a", "Tea", 0, false]);
});

test("no room on the screen has an empty row", () => {
  assert.deepEqual([openRow(stores({})).id, openRow(stores({})).name], ["", ""]);
});

test("unread posts are counted over all rooms of which everything is wanted", () => {
  const rooms = {
    ...room("a", { posts: 5 }),
    ...membership("a", { read_posts: 2 }),
    ...room("b", { posts: 9 }),
    ...membership("b", { involvement: "mentions", mentions: 4 }),
    ...room("c", { posts: 9, archived: true }),
    ...membership("c"),
    ...room("d", { posts: 2, removed: [2] }),
    ...membership("d", { read_posts: 1 }),
    ...membership("unknown"),
  };
  assert.equal(unreadInAll(rooms), 3);
});
