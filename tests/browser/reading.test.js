import assert from "node:assert/strict";
import test from "node:test";
import { markerOnLeaving, unreadRoom } from "../../chat_app/browser/reading.js";

const room = { id: "a", posts: 5, last_seq: 8 };
const rooms = (read_posts) => ({ r_a: room, u_a: { read_posts } });
const view = { room_id: "a", status: "open", ceil: 0 };

test("the room on the screen is to be marked as read while posts of it are unread", () => {
  assert.equal(unreadRoom({ view }, rooms(4)), room);
  assert.equal(unreadRoom({ view }, rooms(5)), null);
});

for (const [said, feed, store] of [
  ["whose newest messages are not on the page", { view: { ...view, ceil: 7 } }, rooms(4)],
  ["that was marked as unread", { view, marked_unread: "a" }, rooms(4)],
  ["that is only being opened", { view: { ...view, status: "loading" } }, rooms(4)],
  ["that is not the reader's", { view }, { r_a: room }],
  ["that is not known", {}, rooms(4)],
]) {
  test(`nobody reads a room ${said}`, () => assert.equal(unreadRoom(feed, store), null));
}

test("a mark in another room holds nothing here", () =>
  assert.equal(unreadRoom({ view, marked_unread: "b" }, rooms(4)), room));

test("who looks away finds the line New messages after what they have read", () => {
  assert.deepEqual(markerOnLeaving({ view }, rooms(5)), { room_id: "a", seq: 8 });
  assert.equal(markerOnLeaving({ view }, rooms(4)), null);
  assert.equal(markerOnLeaving({}, {}), null);
});
