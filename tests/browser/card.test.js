import assert from "node:assert/strict";
import test from "node:test";
import { cardPlace, isUnproved, localTime, personOnCard } from "../../chat_app/browser/card.js";

const WINDOW = { innerWidth: 1000, innerHeight: 800 };

for (const [said, name, place] of [
  ["under the name", { left: 100, top: 80, bottom: 100 }, { x: 100, y: 106 }],
  ["above it where there is no room below", { left: 100, top: 600, bottom: 620 }, { x: 100, y: 340 }],
  ["within the window on the right", { left: 990, top: 80, bottom: 100 }, { x: 696, y: 106 }],
  ["and on the left", { left: -20, top: 80, bottom: 100 }, { x: 8, y: 106 }],
]) {
  test(`a card goes ${said}`, () => assert.deepEqual(cardPlace(name, WINDOW), place));
}

test("a card stays in a window that is too small for it", () => {
  assert.deepEqual(cardPlace({ left: 50, top: 20, bottom: 40 }, { innerWidth: 200, innerHeight: 200 }), { x: 8, y: 8 });
});

test("the card is about the person who is named, or nobody", () => {
  const ada = { id: "ada", name: "Ada Lovelace" };
  assert.equal(personOnCard({ card: { id: "ada" } }, { p_ada: ada }), ada);
  assert.equal(personOnCard({ card: null }, { p_ada: ada }).id, "");
});

test("an address that nobody has confirmed is said to be so", () => {
  assert.equal(isUnproved({ card: { id: "ada" }, l_ada: { at: 0, unproved: true } }), true);
  assert.equal(isUnproved({ card: { id: "ada" }, l_ada: { at: 0, unproved: false } }), false);
  assert.equal(isUnproved({ card: { id: "ada" } }), false);
});

for (const [zone, pattern] of [
  ["Asia/Kathmandu", /^0?5:45( PM)?$|^17:45$/],
  ["America/New_York", /^0?8:00( AM)?$/],
  ["", /^$/],
  ["Nowhere/At_All", /^$/],
  ["<script>", /^$/],
]) {
  test(`the time of somebody in the zone ${zone || "(none)"}`, () => {
    assert.match(localTime({ time_zone: zone }, new Date("2026-03-10T12:00:00Z")), pattern);
  });
}
