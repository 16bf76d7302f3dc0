import assert from "node:assert/strict";
import test from "node:test";
import { dismiss, removalNews } from "../../chat_app/browser/removal.js";

const ended = { room_id: "a", left: true, removed_by: "grace", version: 7 };
const rooms = { r_a: { id: "a", name: "designers" }, u_a: ended };
const people = { p_grace: { name: "Grace Hopper" } };
const NOTHING = { room_id: "", room: "", by: "" };

test("somebody who was removed is told from where and by whom", () => {
  assert.deepEqual(removalNews(rooms, {}, people), { room_id: "a", room: "designers", by: "Grace Hopper" });
  assert.equal(removalNews(rooms, {}, {}).by, "Somebody");
});

test("names from right to left are isolated", () => {
  const news = removalNews({ ...rooms, r_a: { id: "a", name: "תה" } }, {}, { p_grace: { name: "דנה" } });
  assert.deepEqual([news.room, news.by], ["\u2068תה\u2069", "\u2068דנה\u2069"]);
});

for (const [said, changes, feed] of [
  ["of the room on the screen, which says it itself", {}, { view: { room_id: "a" } }],
  ["of a room that they left themselves", { u_a: { ...ended, removed_by: "" } }, {}],
  ["of a room that this page never knew", { r_a: undefined }, {}],
  ["of what they have read", { removals_read: { a: 7 } }, {}],
  ["of a room in which they are again", { u_a: { ...ended, left: false } }, {}],
  ["of a room whose entry has ended", { u_a: null }, {}],
]) {
  test(`nothing is said ${said}`, () => assert.deepEqual(removalNews({ ...rooms, ...changes }, feed, people), NOTHING));
}

test("a second removal is said again", () =>
  assert.equal(removalNews({ ...rooms, removals_read: { a: 6 } }, {}, people).room_id, "a"));

test("what was read is noted beside what was read before", () => {
  const noted = [];
  dismiss({ ...rooms, removals_read: { b: 2 } }, "a", (entries) => noted.push(entries));
  dismiss(rooms, "unknown", (entries) => noted.push(entries));
  assert.deepEqual(noted, [{ removals_read: { b: 2, a: 7 } }]);
});
