import assert from "node:assert/strict";
import test from "node:test";
import {
  answerOf,
  detailsOf,
  draftOf,
  echoEntries,
  echoOf,
  ended,
  entriesOf,
  forgetMessages,
  membershipOf,
  membershipsOf,
  messageOf,
  NOBODY,
  personOf,
  put,
  roomOf,
  roomsOf,
  typingOf,
} from "../../chat_app/browser/entries.js";

const rooms = { r_a: { id: "a" }, u_a: { left: false, room_id: "a" }, u_b: { left: true, room_id: "b" }, u_c: null };

test("an entry is found by its kind and id", () => {
  const store = { ...rooms, d_a: { text: "d" }, i_a: { description: "i" } };
  assert.deepEqual([roomOf(store, "a"), membershipOf(store, "a")], [store.r_a, store.u_a]);
  assert.deepEqual([draftOf(store, "a"), detailsOf(store, "a")], [store.d_a, store.i_a]);
  assert.equal(messageOf({ m_1: rooms.r_a }, "1"), rooms.r_a);
});

test("no message has no id, and somebody who is not known is nobody", () => {
  for (const id of ["", null, undefined]) assert.equal(messageOf({ m_: {}, m_undefined: {} }, id), undefined);
  assert.equal(personOf({}, "ada"), NOBODY);
  assert.equal(personOf({ p_ada: null }, "ada"), NOBODY);
});

test("entries of a kind are those that have not ended", () => {
  assert.deepEqual(entriesOf(rooms, "u_"), [rooms.u_a, rooms.u_b]);
  assert.deepEqual(membershipsOf(rooms), [rooms.u_a]);
});

test("the reader's rooms are those of their memberships, once they are known", () => {
  assert.deepEqual(roomsOf({ ...rooms, u_d: { left: false, room_id: "d" } }), [rooms.r_a]);
});

test("messages that are let go of are gone, and no others", () => {
  const feed = { m_1: {}, m_2: {}, view: {} };
  forgetMessages(feed, ["1", "3"]);
  assert.deepEqual(Object.keys(feed), ["m_2", "view"]);
});

test("echoes and answers are found by the id that their message got in the browser", () => {
  const composer = { e_1: { client_msg_id: "1" }, a_1: { status: "sent" }, t_ada: { at: 1 }, t_grace: null };
  assert.deepEqual([echoOf(composer, "1"), answerOf(composer, "1")], [composer.e_1, composer.a_1]);
  assert.deepEqual(typingOf(composer), [["ada", { at: 1 }]]);
});

test("entries that the browser makes and ends have the keys of their kind", () => {
  assert.deepEqual(echoEntries([{ client_msg_id: "1" }]), { e_1: { client_msg_id: "1" } });
  assert.deepEqual(ended("t_", ["ada", "grace"]), { t_ada: null, t_grace: null });
  put((entries) => assert.deepEqual(entries, { mode: null }), { mode: null });
});
