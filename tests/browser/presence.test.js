import assert from "node:assert/strict";
import test from "node:test";
import { activeFor, isNews, labelOf, lastSeen, sayingOf, statusOf } from "../../chat_app/browser/presence.js";

process.env.TZ = "UTC";
const around = { board: "b", tick: 5, people: { ada: "online", grace: "away" } };
const heard = (status, tick, board = "b", since = 0) => ({ status, tick, board, since });

for (const [said, presence, status] of [
  ["the snapshot says", { around }, "online"],
  ["what came after the snapshot says", { around, o_ada: heard("away", 6) }, "away"],
  ["not what came before it", { around, o_ada: heard("away", 5) }, "online"],
  ["nor what another process has said", { around, o_ada: heard("away", 9, "c") }, "online"],
  ["that they have gone", { around, o_ada: heard("offline", 6) }, "offline"],
  ["nothing, without a snapshot", { o_ada: heard("online", 6) }, "offline"],
  ["nothing, with no entry of them", { around: { ...around, people: {} } }, "offline"],
]) {
  test(`a person's status is what ${said}`, () => assert.equal(statusOf("ada", {}, presence), status));
}

test("what people have chosen themselves shows while they are there", () => {
  const people = { p_ada: { availability: "dnd" } };
  assert.equal(statusOf("ada", people, { around }), "dnd");
  assert.equal(statusOf("ada", people, { around, o_ada: heard("offline", 6) }), "offline");
});

test("a status has a label, and an unknown one none", () => {
  assert.deepEqual(["online", "away", "dnd", "offline", "", "x"].map(labelOf), [
    "Online",
    "Away",
    "Do not disturb",
    "Offline",
    "",
    "",
  ]);
});

for (const [said, person, emoji] of [
  ["for as long as they like", { status_until: 0 }, "🌴"],
  ["until its time is over", { status_until: Date.now() + 60_000 }, "🌴"],
  ["and then no more", { status_until: Date.now() - 1 }, ""],
  ["unless there is none", { status_emoji: "" }, ""],
]) {
  test(`what somebody is up to is shown ${said}`, () => {
    const known = { status_emoji: "🌴", status_text: "On holiday", status_until: 0, ...person };
    assert.deepEqual(sayingOf(known), { emoji, status: emoji && "On holiday" });
  });
}

test("somebody who is not known says nothing", () => {
  assert.deepEqual(sayingOf(undefined), { emoji: "", status: "" });
});

const NOW = new Date("2026-03-10T12:00:00Z");
const at = (text) => Date.parse(text);

for (const [said, presence, pattern] of [
  ["today, by its time alone", { l_hedy: { at: at("2026-03-10T09:05:00Z") } }, /^Last seen 0?9:05( AM)?$/],
  ["earlier, with its day", { l_hedy: { at: at("2026-03-08T09:05:00Z") } }, /8.*9:05/],
  ["in another year, with that", { l_hedy: { at: at("2025-12-31T09:05:00Z") } }, /2025/],
  ["as this page has seen itself", { around, o_hedy: heard("offline", 6, "b", at("2026-03-10T11:00:00Z")) }, /11:00/],
  ["never", { l_hedy: { at: 0 } }, /^$/],
  ["never, as far as anybody knows", {}, /^$/],
]) {
  test(`a person who is offline was seen last ${said}`, () =>
    assert.match(lastSeen("hedy", {}, presence, NOW), pattern));
}

test("a person who is here was not seen last at any time", () => {
  assert.equal(lastSeen("ada", {}, { around, l_ada: { at: at("2026-03-08T09:05:00Z") } }, NOW), "");
});

test("a page is in use for ten minutes after a touch, a hidden one for five seconds", () => {
  assert.equal(activeFor(false, 0), 600_000);
  assert.equal(activeFor(false, 600_001), -1);
  assert.equal(activeFor(true, 4_000), 1_000);
});

test("a touch is news once a second, or when the page was idle, and never while it is hidden", () => {
  assert.equal(isNews(false, true, 999), false);
  assert.equal(isNews(false, true, 1000), true);
  assert.equal(isNews(false, false, 0), true);
  assert.equal(isNews(true, false, 5000), false);
});
