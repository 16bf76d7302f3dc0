import assert from "node:assert/strict";
import test from "node:test";
import {
  begun,
  closed,
  filterAfter,
  isPanelShown,
  nextPage,
  opened,
  resultsOf,
} from "../../chat_app/browser/search.js";

const search = {
  asking: { query: "tea", room_id: "a", pages: 2, more: true, error: "", loading: false },
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
  assert.deepEqual(resultsOf({ asking: { pages: 2 }, page_1: search.page_1 }), search.page_1);
});

test("the next page comes after the last result", () => {
  assert.deepEqual(nextPage(search), ["tea", "a", "m7", 2]);
  assert.deepEqual(nextPage({ asking: { ...search.asking, pages: 1 }, page_0: [] }), ["tea", "a", "", 1]);
  assert.deepEqual(nextPage({}), ["", "", "", 0]);
});

test("a search that has begun has no pages and is loading", () => {
  const asking = begun("tea", "");
  assert.deepEqual([asking.query, asking.pages, asking.loading, asking.more], ["tea", 0, true, false]);
  assert.deepEqual(resultsOf({ ...search, asking }), []);
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
  assert.equal(isPanelShown(rooms, feed), true);
  assert.deepEqual(closed(rooms), { pane: "a", behind: null });
  assert.deepEqual(closed(opened({}, "a")), { pane: null, behind: null });
});
