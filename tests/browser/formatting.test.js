import assert from "node:assert/strict";
import test from "node:test";
import { formatted } from "../../chat_app/browser/formatting.js";

/** A text in which `«` and `»` stand around what is selected, or `|` at the caret. @param {string} marked */
const selected = (marked) => {
  const start = marked.search(/[|«]/);
  const text = marked.replace(/[|«»]/g, "");
  return { text, start, end: marked.includes("»") ? marked.indexOf("»") - 1 : start };
};

/** @type {[string, string, string][]} */
const CASES = [
  ["bold", "a «b» c", "a **«b»** c"],
  ["bold", "a |", "a **|**"],
  ["italic", "«a»", "*«a»*"],
  ["link", "«here»", "[«here»](https://)"],
  ["code", "«a»", "`«a»`"],
  ["code", "«a\nb»", "```\n«a\nb»\n```"],
  ["list", "a\nb|c", "a\n- b|c"],
  ["list", "«a\nb»", "- a\n- b|"],
  ["list", "x\na«a\nb»b", "x\n- aa\n- b|b"],
  ["list", "|", "- |"],
  ["list", "|\na", "- |\na"],
];
for (const [kind, before, after] of CASES) {
  test(`${kind} makes ${JSON.stringify(after)} of ${JSON.stringify(before)}`, () =>
    assert.deepEqual(formatted(kind, selected(before)), selected(after)));
}
