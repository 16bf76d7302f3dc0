import assert from "node:assert/strict";
import test from "node:test";
import { foldText, holds } from "../../chat_app/browser/fold.js";

// tests/browser/test_same_as_python.py compares every letter with what the server does.
const SAME = [
  ["Straße", "STRASSE"],
  ["ΣΊΣΥΦΟΣ", "σίσυφος"],
  ["İ", "i"],
  ["ﾊﾟｿｺﾝ", "ぱそこん"],
  ["Ёй", "еи"],
  ["cafe\u0301", "CAFÉ"],
  ["김", "\u1100\u1175\u11b7"],
  ["مُحَمَّد", "محمد"],
  ["שָׁלוֹם", "שלום"],
  ["O’Brien", "O'Brien"],
  ["a\u200bb\u2066", "ab"],
  ["٣۳३", "333"],
];

for (const [one, other] of SAME) {
  test(`two spellings of one word are the same: ${one}`, () => assert.equal(foldText(one), foldText(other)));
}

for (const [one, other] of [
  ["か", "が"],
  ["कि", "क"],
  ["は", "ぱ"],
  ["И", "Н"],
]) {
  test(`two letters that differ stay two: ${one} ${other}`, () => assert.notEqual(foldText(one), foldText(other)));
}

test("a name holds a part of it, however both are spelt", () => {
  assert.ok(holds("Grace Höpper", "HOPP"));
  assert.ok(holds("Ada", ""));
  assert.ok(!holds("Ada", "grace"));
});
