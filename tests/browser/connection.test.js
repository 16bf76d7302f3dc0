import assert from "node:assert/strict";
import test from "node:test";
import { connectionText } from "../../chat_app/browser/connection.js";

const HERE = "https://chat.example.org";
const GONE = { connected: false, online: true, well: false, reply: null, looks: 2, answers: 0 };

/** @param {object} look */
const text = (look) => connectionText({ ...GONE, ...look }, HERE);

test("nothing is said while all is well", () => {
  assert.deepEqual(text({ connected: true, well: true, looks: 0 }), { status: "", said: "" });
});

test("a connection that is away for one look is not lost yet", () => {
  assert.equal(text({ looks: 1 }).status, "");
  assert.equal(text({ looks: 2 }).status, "Reconnecting…");
});

test("a browser without a network says that it is offline", () => {
  assert.match(text({ online: false }).status, /^You are offline/);
  assert.equal(text({ online: false, reply: { ours: true } }).status, "Reconnecting…");
});

test("a page at an address that is not the server's says which one it is", () => {
  const { said } = text({ reply: { ours: false }, answers: 1 });
  assert.match(said, new RegExp(`BASE_URL=${HERE}`));
  assert.doesNotMatch(said, /[{}$]/);
});

test("a server that answers again and again without a connection is no restart", () => {
  assert.equal(text({ reply: { ours: true }, answers: 3 }).said, "");
  assert.match(text({ reply: { ours: true }, answers: 4 }).said, /websocket/);
  assert.equal(text({ reply: { ours: true }, answers: 4, connected: true }).said, "");
});
