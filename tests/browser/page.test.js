import assert from "node:assert/strict";
import test from "node:test";
import { narrow, openDialog, openForRole, reply } from "../../chat_app/browser/page.js";

/** Everything that a function has been called with. */
const recorder = () => {
  /** @type {any[]} */
  const calls = [];
  return { calls, record: (/** @type {any[]} */ ...given) => calls.push(...given) };
};

test("a dialog opens without what an earlier one showed, and the server is asked to fill it", () => {
  const page = recorder();
  const asked = recorder();
  const dialog = { kind: "add_people", id: "watercooler" };
  openDialog(page.record, dialog, asked.record);
  assert.deepEqual(page.calls, [{ dialog, content: null, word: "", reply: null }]);
  assert.deepEqual(asked.calls, ["watercooler"]);
});

test("a dialog that needs nothing of the server asks for nothing", () => {
  const { calls, record } = recorder();
  openDialog(record, { kind: "new_room" }, null);
  assert.equal(calls.length, 1);
});

test("a list of roles that is turned opens a question about the role", () => {
  const { calls, record } = recorder();
  openForRole(record, { kind: "role", id: "grace", name: "Grace" }, { target: { value: "admin" } });
  assert.deepEqual(calls[0].dialog, { kind: "role", id: "grace", name: "Grace", role: "admin" });
});

test("what is typed narrows the people to choose from", () => {
  const { calls, record } = recorder();
  narrow(record, { target: { value: "gra" } });
  assert.deepEqual(calls, [{ word: "gra" }]);
});

test("equal replies are told apart by their ids", () => {
  const { calls, record } = recorder();
  for (const _ of "ab") reply(record, "Link copied.", "done");
  const [first, second] = calls.map((each) => each.reply);
  assert.deepEqual({ ...first, id: "" }, { text: "Link copied.", tone: "done", field: "", id: "" });
  assert.notEqual(first.id, second.id);
});
