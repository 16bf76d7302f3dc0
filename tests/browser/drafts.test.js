import assert from "node:assert/strict";
import test from "node:test";
import { isUnsaved, onNews, takenDraft, typedDraft } from "../../chat_app/browser/drafts.js";

/** @typedef {import("../../chat_app/browser/drafts.js").Draft} Draft */

/** @param {Partial<Draft>} [more] @returns {Draft} */
const draft = (more) => ({ id: "mine", text: "hello", reply: "", saved: false, from: "", ...more });

/** @param {Partial<DraftOut>} [more] @returns {DraftOut} */
const kept = (more) => ({ room_id: "a", text: "theirs", client_msg_id: "other", reply_to_id: "", version: 1, ...more });

/** @param {Draft | null} before @param {{text?: string, reply?: string, posted?: boolean}} [now] */
const typed = (before, now) =>
  typedDraft(before, { text: "new", reply: "", posted: false, newId: () => "fresh", ...now });

test("what is typed in an empty box is a draft with an id of its own", () => {
  assert.deepEqual(typed(null, { reply: "that" }), draft({ id: "fresh", text: "new", reply: "that" }));
  assert.equal(typed(null, { text: "" }), null);
});

test("typing on keeps the id, also when all is deleted, so that the server hears of it", () => {
  assert.deepEqual(typed(draft({ saved: true, from: "old" })), draft({ text: "new", from: "old" }));
  assert.deepEqual(typed(draft(), { text: "" }), draft({ text: "" }));
});

test("who types in another device's draft gives it a new id, and remembers the old one, which goes with it", () => {
  const own = typed(draft({ id: "theirs", adopted: true, saved: true }));
  assert.deepEqual(own, draft({ id: "fresh", text: "new", from: "theirs" }));
  assert.deepEqual(typed(own, { text: "more" }), draft({ id: "fresh", text: "more", from: "theirs" }));
});

test("after a message was posted, typing begins another one", () => {
  assert.equal(typed(draft(), { posted: true })?.id, "fresh");
});

test("another device's draft is saved already; one that was typed here is not another's", () => {
  const taken = { id: "other", text: "theirs", reply: "", saved: true, adopted: true };
  assert.deepEqual(takenDraft(kept(), null), taken);
  assert.deepEqual(takenDraft(kept(), draft()), taken);
  assert.deepEqual(takenDraft(kept(), draft({ id: "other" })), { ...taken, adopted: false });
  assert.equal(takenDraft(kept({ text: "" }), draft()), null);
});

/** @type {[string, DraftOut, Draft | null, {posted?: boolean, touched?: boolean, free?: boolean}, string][]} */
const NEWS = [
  ["what was typed here has been saved", kept({ client_msg_id: "mine", text: "hello" }), draft(), {}, "mark"],
  ["what was typed here meanwhile is newer", kept({ client_msg_id: "mine", text: "hell" }), draft(), {}, ""],
  [
    "another device has sent or emptied it",
    kept({ client_msg_id: "mine", text: "" }),
    draft({ saved: true }),
    {},
    "take",
  ],
  [
    "it was emptied elsewhere while somebody types here",
    kept({ client_msg_id: "mine", text: "" }),
    draft(),
    {},
    "keep",
  ],
  ["another device types, and nobody here", kept(), null, {}, "take"],
  ["another device types on in what was taken", kept(), draft({ adopted: true, saved: true }), {}, "take"],
  ["somebody types here too", kept(), draft(), { touched: true }, ""],
  [
    "somebody has typed here, and left the box empty",
    kept(),
    draft({ text: "" }),
    { touched: true, free: true },
    "take",
  ],
  ["it has been sent from here", kept(), null, { posted: true }, ""],
];
for (const [what, news, mine, box, act] of NEWS) {
  test(`when ${what}, the box does ${act ? `"${act}"` : "nothing"}`, () =>
    assert.equal(onNews(news, mine, { posted: false, touched: false, free: false, ...box }), act));
}

test("a draft is saved unless the server has it or would not take it", () => {
  assert.ok(isUnsaved(draft()));
  assert.ok(isUnsaved(draft({ text: "" })));
  assert.ok(isUnsaved(draft({ text: "x".repeat(40_000) })));
  assert.ok(!isUnsaved(draft({ text: "x".repeat(40_001) })));
  assert.ok(!isUnsaved(draft({ saved: true })));
  assert.ok(!isUnsaved(null));
});
