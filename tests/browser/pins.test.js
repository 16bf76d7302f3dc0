import assert from "node:assert/strict";
import test from "node:test";
import { pinCount, pinnedIn } from "../../chat_app/browser/pins.js";

process.env.TZ = "UTC";
const AT = Date.parse("2026-03-10T12:00:00Z");
const pin = (id, changes = {}) => ({
  [`m_${id}`]: { id, room_id: "a", sender_id: "ada", content: `text ${id}`, at: AT, pinned: 1, version: 9, ...changes },
});
const feedOf = (messages, view = {}) => ({ view: { room_id: "a", at: 5, pins: [], ...view }, ...messages });
const people = { p_ada: { id: "ada", name: "Ada Lovelace" } };

test("pinned messages are listed, the newest pin first", () => {
  const found = pinnedIn(feedOf({ ...pin("1", { pinned: 10 }), ...pin("2", { pinned: 20 }) }), people);
  assert.deepEqual(
    found.map((each) => [each.id, each.href, each.text, each.sender.name]),
    [
      ["2", "/rooms/a/2", "text 2", "Ada Lovelace"],
      ["1", "/rooms/a/1", "text 1", "Ada Lovelace"],
    ],
  );
  assert.match(found[0].when, /2026/);
});

for (const [said, message, view, count] of [
  ["one that came with the window", { version: 3 }, { pins: ["1"] }, 1],
  ["one that changed since", { version: 6 }, {}, 1],
  ["not one that was unpinned while nobody looked", { version: 3 }, {}, 0],
  ["not one that is not pinned", { pinned: 0 }, { pins: ["1"] }, 0],
  ["not one of another room", { room_id: "b" }, { pins: ["1"] }, 0],
]) {
  test(`a message is listed: ${said}`, () =>
    assert.equal(pinnedIn(feedOf(pin("1", message), view), people).length, count));
}

test("without a room there are no pins, and the room counts its own", () => {
  assert.deepEqual(pinnedIn(pin("1"), people), []);
  assert.equal(pinCount(feedOf({}), { r_a: { pins: 3 } }), 3);
  assert.equal(pinCount({}, {}), 0);
});
