import assert from "node:assert/strict";
import test from "node:test";
import { opening } from "../../chat_app/browser/room.js";
import { ask, askFilled, cancel, confirm, setShown, showMembers } from "../../chat_app/browser/room_dialogs.js";

const FEED = { view: opening("watercooler") };

/** Everything that a function has been called with. */
const recorder = () => {
  /** @type {any[]} */
  const calls = [];
  return { calls, record: (/** @type {any[]} */ ...given) => calls.push(...given) };
};

test("a question is about the room on the screen, and one of its members", () => {
  const { calls, record } = recorder();
  ask(FEED, record, "remove", "grace", "Grace");
  assert.deepEqual(calls, [
    { refused: null, asking: { act: "remove", room_id: "watercooler", user_id: "grace", name: "Grace" } },
  ]);
});

test("a dialog that the server has to fill asks for it", () => {
  const { calls, record } = recorder();
  askFilled(FEED, () => {}, "add", record);
  askFilled({}, () => {}, "add", record);
  assert.deepEqual(calls, ["watercooler", ""]);
});

test("a dialog is closed by its button, and when it says so", () => {
  const { calls, record } = recorder();
  cancel(record);
  setShown(record, true);
  setShown(record, false);
  assert.deepEqual(calls, [
    { asking: null, refused: null },
    { asking: null, refused: null },
  ]);
});

test("the members are shown instead of the question", () => {
  const { calls, record } = recorder();
  showMembers(FEED, record);
  assert.deepEqual(calls, [{ asking: null, refused: null, pane: "watercooler" }]);
});

const DONE = [
  ["leave", ["leave", "watercooler"]],
  ["remove", ["remove", "watercooler", "grace"]],
  ["hand_over", ["handOver", "watercooler", "grace"]],
  ["archive", ["archive", "watercooler", true]],
  ["unarchive", ["archive", "watercooler", false]],
  ["owner", ["setRole", "watercooler", "grace", "owner"]],
  ["member", ["setRole", "watercooler", "grace", "member"]],
];

for (const [act, done] of DONE) {
  test(`what was asked is done: ${act}`, () => {
    const { calls, record } = recorder();
    const names = ["leave", "remove", "handOver", "archive", "setRole"];
    const acts = Object.fromEntries(names.map((name) => [name, record.bind(null, name)]));
    confirm({ asking: { act: String(act), room_id: "watercooler", user_id: "grace" } }, /** @type {any} */ (acts));
    assert.deepEqual(calls, done);
  });
}

test("nothing is done when nothing is asked", () => confirm({}, /** @type {any} */ ({})));
