import assert from "node:assert/strict";
import test from "node:test";
import { quotedText } from "../../chat_app/browser/message.js";

test("a quote is the first line of the message, or says that it is gone", () => {
  assert.equal(quotedText({ content: "one\ntwo", deleted: false }), "one");
  assert.equal(quotedText({ content: "", deleted: true }), "This message has been deleted");
  assert.equal(quotedText(null), "This message has been deleted");
});
