import assert from "node:assert/strict";
import test from "node:test";
import { dateName, dayName, exactMoment, momentName, timeZones } from "../../chat_app/browser/days.js";

// 29 March 2026 has 23 hours in Berlin, 25 October has 25; in New York 8 March and 1 November.
const DAYS = [
  ["Europe/Berlin", "2026-03-29T21:30:00Z", "2026-03-29T22:30:00Z", "Yesterday"],
  ["Europe/Berlin", "2026-03-28T22:59:00Z", "2026-03-29T22:30:00Z", "Saturday"],
  ["Europe/Berlin", "2026-03-28T23:01:00Z", "2026-03-29T22:30:00Z", "Yesterday"],
  ["Europe/Berlin", "2026-10-24T22:01:00Z", "2026-10-25T22:59:00Z", "Today"],
  ["Europe/Berlin", "2026-10-24T21:59:00Z", "2026-10-25T22:59:00Z", "Yesterday"],
  ["America/New_York", "2026-11-01T03:59:00Z", "2026-11-02T04:30:00Z", "Yesterday"],
  ["America/New_York", "2026-10-31T03:59:00Z", "2026-11-02T04:30:00Z", "Friday"],
  ["America/New_York", "2026-11-01T04:01:00Z", "2026-11-02T05:30:00Z", "Yesterday"],
  ["America/New_York", "2026-03-08T04:30:00Z", "2026-03-09T04:30:00Z", "Saturday"],
  ["Pacific/Apia", "2026-06-01T11:01:00Z", "2026-06-02T10:59:00Z", "Today"],
  ["Asia/Kathmandu", "2026-06-01T18:14:00Z", "2026-06-01T18:16:00Z", "Yesterday"],
  ["UTC", "2025-12-31T23:59:00Z", "2026-01-01T00:01:00Z", "Yesterday"],
  ["UTC", "2025-12-30T12:00:00Z", "2026-01-01T00:01:00Z", "2025"],
  ["UTC", "2026-01-30T12:00:00Z", "2026-03-01T00:01:00Z", "January"],
];

for (const [zone, at, now, name] of DAYS) {
  test(`a day has the name that people give it: ${at} in ${zone} at ${now}`, () => {
    process.env.TZ = zone;
    assert.match(dayName(new Date(at), new Date(now)), new RegExp(name));
  });
}

test("a day of this year is named without it", () => {
  process.env.TZ = "UTC";
  assert.doesNotMatch(dayName(new Date("2026-01-30T12:00:00Z"), new Date("2026-03-01T00:01:00Z")), /2026/);
});

test("moments and dates are written in short", () => {
  process.env.TZ = "UTC";
  const at = Date.UTC(2026, 2, 1, 9, 5, 7);
  for (const written of [momentName(at), exactMoment(at), dateName(at)]) assert.match(written, /2026/);
  assert.match(momentName(at), /9:05(?!:)/);
  assert.match(exactMoment(at), /9:05:07/);
  assert.doesNotMatch(dateName(at), /9:05/);
});

test("time zones are listed by name", () => assert.ok(timeZones().includes("Europe/Berlin")));
