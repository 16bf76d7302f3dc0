import assert from "node:assert/strict";
import test from "node:test";
import { isShown, paneOf, toggle } from "../../chat_app/browser/pane.js";

const feed = { view: { room_id: "a" } };

for (const pane of ["details", "pins", "search"]) {
  test(`the pane ${pane} is opened for the room on the screen, and closed`, () => {
    let rooms = { pane: paneOf("pins", "b") };
    const set = (entries) => {
      rooms = { ...rooms, ...entries };
    };
    assert.equal(isShown(pane, rooms, feed), false);
    toggle(pane, rooms, feed, set);
    assert.equal(isShown(pane, rooms, feed), true);
    toggle(pane, rooms, feed, set);
    assert.equal(rooms.pane, null);
  });
}

test("one pane is shown at a time", () => {
  const rooms = { pane: paneOf("search", "a") };
  assert.deepEqual(
    ["details", "pins", "search"].map((pane) => isShown(pane, rooms, feed)),
    [false, false, true],
  );
});

test("where there is no room there is no pane", () => {
  toggle("details", {}, {}, () => assert.fail());
  assert.equal(isShown("details", {}, {}), false);
});
