import assert from "node:assert/strict";
import test from "node:test";
import { isolated, listed } from "../../chat_app/browser/bidi.js";

// tests/browser/test_same_as_python.py compares both with what the server does.
for (const name of ["Ada", "山田", "Ελένη", "१२३", ""]) {
  test(`a name that is written from left to right stays as it is: ${name}`, () => assert.equal(isolated(name), name));
}

for (const name of ["محمد", "דנה", "Ada דנה", "ﭐ", "𐤀", "𞤀"]) {
  test(`a name that is written from right to left is isolated: ${name}`, () => {
    assert.equal(isolated(name), `\u2068${name}\u2069`);
  });
}

test("names are listed as in a sentence", () => {
  assert.deepEqual([[], ["Ada"], ["Ada", "Grace"], ["Ada", "Grace", "Alan"]].map(listed), [
    "",
    "Ada",
    "Ada and Grace",
    "Ada, Grace and Alan",
  ]);
});
