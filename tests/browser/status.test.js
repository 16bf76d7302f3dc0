import assert from "node:assert/strict";
import test from "node:test";
import { endOf } from "../../chat_app/browser/status.js";

const WEDNESDAY = new Date(2026, 10, 25, 15, 30);
const SUNDAY = new Date(2026, 10, 29, 9);
/** @param {number} day of November 2026 */
const endOfDay = (day) => new Date(2026, 10, day, 23, 59, 59, 999).getTime();

/** @type {[string, Date, number][]} */
const CASES = [
  ["30", WEDNESDAY, WEDNESDAY.getTime() + 30 * 60_000],
  ["today", WEDNESDAY, endOfDay(25)],
  ["week", WEDNESDAY, endOfDay(29)],
  ["week", SUNDAY, endOfDay(29)],
  ["0", WEDNESDAY, 0],
  ["nonsense", WEDNESDAY, 0],
];
for (const [after, now, end] of CASES) {
  test(`a status for ${after} from ${now.toDateString()} on ends then`, () => assert.equal(endOf(after, now), end));
}

test("a status that ends today ends at midnight also when the day has 25 hours", (context) => {
  const zone = process.env.TZ;
  process.env.TZ = "Europe/Berlin";
  context.after(() => {
    process.env.TZ = zone ?? "UTC";
  });
  assert.equal(endOf("today", new Date("2026-10-24T22:30:00Z")), Date.parse("2026-10-25T22:59:59.999Z"));
});

test("the day that it is counted from stays what it is", () => {
  const now = new Date(2026, 10, 25, 15, 30);
  endOf("week", now);
  assert.deepEqual(now, WEDNESDAY);
});
