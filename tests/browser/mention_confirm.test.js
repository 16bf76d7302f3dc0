import assert from "node:assert/strict";
import test from "node:test";
import { massMention } from "../../chat_app/browser/mention_confirm.js";

/** @type {[string, string][]} */
const TEXTS = [
  ["@room lunch?", "@room"],
  ["(@Here)", "@here"],
  ["so, @ROOM!", "@room"],
  ["été@room", "@room"],
  ["@roomy", ""],
  ["@room2", ""],
  ["@hereés", ""],
  ["ada@room.example", ""],
  ["/@room", ""],
  ["@@room", ""],
  ["`@room`", ""],
  ["```\n@room\n```", ""],
  ["```\n@room, without an end", ""],
  ["``` code ``` @here", "@here"],
  ["a ` alone @room", "@room"],
  ["nobody", ""],
];
for (const [text, word] of TEXTS) {
  test(`${JSON.stringify(text)} mentions ${word || "nobody"} as a crowd`, () => assert.equal(massMention(text), word));
}
