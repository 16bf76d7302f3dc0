import assert from "node:assert/strict";
import test from "node:test";
import {
  isAway,
  isInside,
  isOwned,
  may,
  memberCount,
  missed,
  opening,
  partnerOf,
  removerName,
  roomIn,
  roomInside,
  unreadOf,
  viewOf,
  waiting,
} from "../../chat_app/browser/room.js";

const ID = "3f2b8c1e-0d4a-4a57-9a39-2f1c6f6f7a10";
const view = (changes = {}) => ({ ...opening("a"), status: "open", ...changes });
const ROOM = { id: "a", kind: "open", posts: 9, removed: [], last_seq: 9, members: 3, member_ids: [] };
const MEMBERSHIP = { room_id: "a", role: "member", read_posts: 4, left: false };
const rooms = (room = {}, membership = {}) => ({
  r_a: { ...ROOM, ...room },
  u_a: { ...MEMBERSHIP, ...membership },
});
const session = (rights) => ({ me: { user_id: "ada", role: "member", rights } });

for (const [path, room] of [
  [`/rooms/${ID}`, ID],
  [`/rooms/${ID.toUpperCase()}/`, ID],
  [`/rooms/${ID}/8e0c`, ID],
  ["/rooms", ""],
  ["/rooms/", ""],
  ["/rooms/watercooler", ""],
  ["/search", ""],
  ["/", ""],
  [`/rooms/${ID}0`, ""],
]) {
  test(`the address says which room the reader is in: ${path}`, () => assert.equal(roomIn(path), room));
}

for (const [posts, read_posts, removed, unread] of [
  [5, 2, [], 3],
  [5, 2, [3], 2],
  [5, 2, [1, 2], 3],
  [5, 2, [2, 3, 4, 5], 0],
  [5, 5, [1, 5], 0],
  [0, 0, [], 0],
  [3, 5, [], 0],
]) {
  test(`deleted posts are not unread: ${posts} posts, ${read_posts} read, ${removed} deleted`, () => {
    assert.equal(unreadOf({ posts, removed }, { read_posts }), unread);
  });
}

test("of a room that is not known nothing is unread", () => assert.equal(unreadOf(undefined, MEMBERSHIP), 0));

test("before anything is known the page is opening no room", () => {
  assert.deepEqual(viewOf({}), opening(""));
  assert.equal(viewOf({ view: view() }).status, "open");
});

for (const [said, shown, store, inside] of [
  ["one that is open", view(), {}, true],
  ["one that is being opened, of which they are a member", opening("a"), rooms(), true],
  ["one that is being opened, which they have left", opening("a"), rooms({}, { left: true }), false],
  ["one that is being opened, and not known", opening("a"), { u_a: MEMBERSHIP }, false],
  ["one of others", view({ status: "outside" }), rooms(), false],
  ["none", undefined, rooms(), false],
]) {
  test(`whether the reader can write in a room: ${said}`, () => {
    assert.equal(isInside({ view: shown }, store), inside);
    assert.equal(roomInside({ view: shown }, store), inside ? shown?.room_id : "");
  });
}

for (const [said, scrolled_away, read_posts, count] of [
  ["those since they left the end", { room_id: "a", posts: 6 }, 4, 3],
  ["less those that they wrote or read since", { room_id: "a", posts: 6 }, 8, 1],
  ["none at the end", null, 4, 0],
  ["none of another room", { room_id: "b", posts: 1 }, 4, 0],
]) {
  test(`the posts that wait further down: ${said}`, () => {
    assert.equal(waiting({ view: view(), scrolled_away }, rooms({}, { read_posts })), count);
  });
}

test("a way back is offered where the end of this room is far away", () => {
  assert.equal(isAway({ view: view(), scrolled_away: { room_id: "a", posts: 1, far: true } }), true);
  assert.equal(isAway({ view: view(), scrolled_away: { room_id: "a", posts: 1, far: false } }), false);
  assert.equal(isAway({ view: view(), scrolled_away: { room_id: "b", posts: 1, far: true } }), false);
  assert.equal(isAway({}), false);
});

for (const [said, read, floor, place] of [
  ["before the window", 3, 6, 4],
  ["in the window", 5, 6, 0],
  ["nowhere, all is read", 9, 20, 0],
  ["nowhere, the reader is new", 0, 6, 0],
]) {
  test(`the first unread message is ${said}`, () => {
    assert.equal(missed({ view: view({ read, floor }) }, rooms()), place);
  });
}

test("members are counted, and who removed the reader has a name if they are known", () => {
  assert.equal(memberCount({ view: view() }, rooms()), 3);
  assert.equal(memberCount({}, {}), 0);
  assert.equal(removerName({ view: view({ by: "grace" }) }, { p_grace: { name: "Grace Hopper" } }), "Grace Hopper");
  assert.equal(removerName({ view: view({ by: "grace" }) }, {}), "");
});

const RIGHTS = { owner: ["moderate", "manage"], member: ["add"], direct: [], workspace: ["talk"] };

for (const [said, room, membership, right, given] of [
  ["members do what members may", {}, {}, "add", true],
  ["members do not manage", {}, {}, "manage", false],
  ["owners manage", {}, { role: "owner" }, "manage", true],
  ["those who have left do nothing", {}, { role: "owner", left: true }, "manage", false],
  ["in a direct room nobody is an owner", { kind: "direct" }, { role: "owner" }, "manage", false],
]) {
  test(`rights are those that the server has given: ${said}`, () => {
    const stores = { rooms: rooms(room, membership), feed: { view: view() }, session: session(RIGHTS) };
    assert.equal(may(stores, right), given);
  });
}

test("a guest has no rights, nor has anybody before the session is known", () => {
  const stores = { rooms: rooms(), feed: { view: view() } };
  assert.equal(may({ ...stores, session: session({ ...RIGHTS, member: [] }) }, "add"), false);
  assert.equal(may({ ...stores, session: {} }, "add"), false);
  assert.equal(may({ rooms: {}, feed: { view: view() }, session: session(RIGHTS) }, "add"), false);
});

test("a room is owned by those who are its owners", () => {
  assert.equal(isOwned({ view: view() }, rooms({}, { role: "owner" })), true);
  assert.equal(isOwned({ view: view() }, rooms()), false);
});

for (const [said, member_ids, partner] of [
  ["the other of two", ["ada", "grace"], "grace"],
  ["nobody where there are more", ["ada", "grace", "alan"], ""],
  ["nobody in a room of one's own", ["ada"], ""],
  ["nobody in a named room", [], ""],
]) {
  test(`the partner in a room is ${said}`, () => {
    assert.equal(partnerOf({ view: view() }, rooms({ member_ids }), session({})), partner);
  });
}
