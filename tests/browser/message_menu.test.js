import assert from "node:assert/strict";
import test from "node:test";
import { menuMessage, menuOf } from "../../chat_app/browser/message_menu.js";

const feed = { m_1: /** @type {any} */ ({ id: "1", pinned: 3 }), m_2: /** @type {any} */ ({ id: "2", pinned: 0 }) };
const rooms = { saved: { ids: ["2"], version: 1 } };

/** @param {string} id */
const openFor = (id) => ({ menu: { id, left: 0, top: 0, width: 0, height: 0 } });

test("the menu is about a message, and says what was done with it already", () => {
  assert.equal(menuMessage(feed, openFor("1")), feed.m_1);
  assert.deepEqual(menuOf({ feed, rooms, composer: openFor("1") }), { open: true, pinned: true, saved: false });
  assert.deepEqual(menuOf({ feed, rooms, composer: openFor("2") }), { open: true, pinned: false, saved: true });
});

test("the menu closes with its message", () => {
  const closed = { open: false, pinned: false, saved: false };
  assert.deepEqual(menuOf({ feed, rooms, composer: openFor("3") }), closed);
  assert.deepEqual(menuOf({ feed, rooms, composer: { menu: null } }), closed);
});

test("nothing is saved before the list is there", () => {
  assert.equal(menuOf({ feed, rooms: {}, composer: openFor("2") }).saved, false);
});
