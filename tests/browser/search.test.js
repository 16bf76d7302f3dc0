import assert from "node:assert/strict";
import test from "node:test";
import { isShown } from "../../chat_app/browser/pane.js";
import { begun, closed, filterAfter, nextPage, opened, resultsOf } from "../../chat_app/browser/search.js";

const search = {
  status: { query: "tea", room_id: "a", pages: 2, more: true, error: "", loading: false },
  page_0: [{ id: "m9" }, { id: "m8" }],
  page_1: [{ id: "m7" }],
  page_2: [{ id: "of an earlier search" }],
};

test("results are those of the pages that belong to this search", () => {
  assert.deepEqual(
    resultsOf(search).map((each) => each.id),
    ["m9", "m8", "m7"],
  );
  assert.deepEqual(resultsOf({}), []);
  assert.deepEqual(resultsOf({ status: { pages: 2 }, page_1: search.page_1 }), search.page_1);
});

test("the next page comes after the last result", () => {
  assert.deepEqual(nextPage(search), ["tea", "a", "m7", 2]);
  assert.deepEqual(nextPage({ status: { ...search.status, pages: 1 }, page_0: [] }), ["tea", "a", "", 1]);
  assert.deepEqual(nextPage({}), ["", "", "", 0]);
});

test("a search that has begun has no pages and is loading", () => {
  const status = begun("tea", "");
  assert.deepEqual([status.query, status.pages, status.loading, status.more], ["tea", 0, true, false]);
  assert.deepEqual(resultsOf({ ...search, status }), []);
});

test("a filter is parted from what stands before it", () => {
  assert.equal(filterAfter("", "from:"), "from:");
  assert.equal(filterAfter("tea", "from:"), " from:");
  assert.equal(filterAfter("tea ", "from:"), "from:");
});

test("the panel stands in for another pane, which comes back", () => {
  const feed = { view: { room_id: "a" } };
  let rooms = { pane: "a" };
  rooms = { ...rooms, ...opened(rooms, "a") };
  assert.equal(isShown("search", rooms, feed), true);
  assert.deepEqual(closed(rooms), { pane: "a", covered_pane: null });
  assert.deepEqual(closed(opened({}, "a")), { pane: null, covered_pane: null });
});
