import assert from "node:assert/strict";
import test from "node:test";
import { activeFor, isNews } from "../../chat_app/browser/idle.js";

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
