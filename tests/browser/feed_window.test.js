import assert from "node:assert/strict";
import test from "node:test";
import {
  edgeToLoad,
  firstBelow,
  isAtEnd,
  keptPlace,
  narrowed,
  placeIn,
  scrolledAway,
  surplusIn,
} from "../../chat_app/browser/feed_window.js";
import { opening } from "../../chat_app/browser/room.js";

const view = (changes = {}) => ({ ...opening("a"), status: "open", ...changes });

test("a few pixels from the end still count as the end", () => {
  assert.deepEqual(
    [0, -40, -41, 1].map((scrollTop) => isAtEnd({ scrollTop })),
    [true, true, false, true],
  );
});

test("where both edges are in sight the older page comes first", () => {
  assert.equal(edgeToLoad(new Set(["newer", "older"])), "older");
  assert.equal(edgeToLoad(new Set(["newer"])), "newer");
  assert.equal(edgeToLoad(new Set()), "");
});

for (const [said, window, last, atEnd, top, kept] of [
  ["a page of 500 messages stays as it is", { floor: 501 }, 1000, true, 0, null],
  ["at the live end the newest 250 stay", { floor: 500 }, 1000, true, 0, { floor: 751, ceil: 0 }],
  ["a reader further up keeps up to 750", { floor: 251 }, 1000, false, 251, null],
  ["and beyond that 500 around what is in sight", { floor: 250 }, 1000, false, 600, { floor: 350, ceil: 849 }],
  ["but none from before the window", { floor: 250 }, 1000, false, 300, { floor: 250, ceil: 749 }],
  ["nor any after the newest", { floor: 250 }, 1000, false, 900, { floor: 650, ceil: 1000 }],
  ["without a row in sight they are the oldest", { floor: 250 }, 1000, false, 0, { floor: 250, ceil: 749 }],
  ["a window with an end stays as it is", { floor: 1, ceil: 900 }, 2000, true, 0, null],
  ["a room that is not known yet changes nothing", { floor: 1 }, 0, true, 0, null],
]) {
  test(`of a long page: ${said}`, () =>
    assert.deepEqual(
      narrowed(view(window), last, atEnd, () => top),
      kept,
    ));
}

test("the first row in sight is found with few looks at the page", () => {
  const bottoms = Array.from({ length: 500 }, (_, index) => 20 * index - 4000);
  let looks = 0;
  const bottomOf = (index) => {
    looks++;
    return bottoms[index];
  };
  assert.equal(
    firstBelow(500, bottomOf, 100),
    bottoms.findIndex((bottom) => bottom > 100),
  );
  assert.ok(looks <= 9);
});

test("where every row is above or below the edge, the first or none is in sight", () => {
  assert.equal(
    firstBelow(3, (index) => index + 1, 0),
    0,
  );
  assert.equal(
    firstBelow(3, () => -1, 0),
    3,
  );
  assert.equal(
    firstBelow(0, () => 0, 0),
    0,
  );
});

const now = (scrollTop, changes = {}) => ({
  room: "a",
  posts: 7,
  ceil: 0,
  box: { scrollTop, clientHeight: 100 },
  ...changes,
});

test("who leaves the live end is noted once, and again when they are far away", () => {
  const left = { room_id: "a", posts: 7, far: false };
  assert.deepEqual(scrolledAway(null, now(-50)), left);
  assert.equal(scrolledAway(left, now(-60)), undefined);
  assert.deepEqual(scrolledAway(left, now(-200, { posts: 9 })), { ...left, far: true });
});

test("the note ends at the live end, once", () => {
  assert.equal(scrolledAway({ room_id: "a", posts: 7, far: false }, now(0)), null);
  assert.equal(scrolledAway(null, now(0)), undefined);
});

test("a window with an end is far from the live end, wherever one scrolls", () => {
  assert.deepEqual(scrolledAway(undefined, now(0, { ceil: 40 })), { room_id: "a", posts: 7, far: true });
});

test("a note about another room is replaced by one of this room's posts", () => {
  assert.deepEqual(scrolledAway({ room_id: "b", posts: 3, far: false }, now(-50)), {
    room_id: "a",
    posts: 7,
    far: false,
  });
});

/** A store with so many messages of a room. */
const store = (count, room, changes = {}) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `m_${room}${index + 1}`,
      { id: `${room}${index + 1}`, room_id: room, seq: index + 1, reply_to_id: "", ...changes },
    ]),
  );

test("messages of other rooms and windows are let go of when there are many", () => {
  const feed = { view: view({ floor: 401, ceil: 0 }), ...store(600, "a"), ...store(400, "b"), s_a_u: {} };
  const gone = surplusIn(feed);
  assert.equal(gone.length, 800);
  assert.ok(gone.includes("b1") && gone.includes("a400") && !gone.includes("a401"));
});

test("what is quoted stays, wherever it is", () => {
  const feed = { view: view({ floor: 900, ceil: 950 }), ...store(1100, "a") };
  feed.m_a920 = { ...feed.m_a920, reply_to_id: "a3" };
  const gone = surplusIn(feed);
  assert.ok(!gone.includes("a3") && gone.includes("a4") && gone.includes("a951"));
});

test("a store with few messages, or without a room, loses none", () => {
  assert.deepEqual(surplusIn({ view: view({ floor: 900 }), ...store(999, "a") }), []);
  assert.deepEqual(surplusIn(store(2000, "a")), []);
});

test("a place is kept as the server reads it, and found again in its room only", () => {
  const kept = keptPlace(view({ floor: 5, ceil: 90 }), "42", "m1");
  assert.equal(kept, "a:5:90:42:m1");
  assert.equal(placeIn(kept, "a"), 42);
  assert.equal(placeIn(kept, "b"), 0);
});

for (const kept of [null, "", "a:1:0:0:", "a:1:0:-4:", "a:1:0:x:", "a", "a:1"]) {
  test(`what is no place, or the live end, leads nowhere: ${kept}`, () => assert.equal(placeIn(kept, "a"), 0));
}
