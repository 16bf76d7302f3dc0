import assert from "node:assert/strict";
import test from "node:test";
import { lengthOf, measured, split } from "../../chat_app/browser/split.js";

const MOST = 100;

test("a character outside the basic plane counts as one", () => {
  assert.equal(lengthOf("a🎉"), 2);
});

test("a text that fits is one part, without the blanks around it", () => {
  assert.deepEqual(split(`  ${"x".repeat(MOST)}\n`, MOST), ["x".repeat(MOST)]);
  assert.deepEqual(split(" \n ", MOST), []);
});

/** @type {[string, string][]} */
const MARKS = [
  ["paragraphs", "\n\n"],
  ["lines", "\n"],
  ["sentences", ". "],
  ["words", " "],
];
for (const [name, mark] of MARKS) {
  test(`a text is parted between ${name}`, () => {
    const [first, second] = ["a".repeat(50), "b".repeat(70)];
    assert.deepEqual(split(first + mark + second, MOST), [first + mark.trim(), second]);
  });
}

test("a paragraph's end is better than a later line's, unless it comes very early", () => {
  const lines = ["a".repeat(30), "b".repeat(20), "c".repeat(60)];
  assert.deepEqual(split(`${lines[0]}\n\n${lines[1]}\n${lines[2]}`, MOST), [lines[0], `${lines[1]}\n${lines[2]}`]);
  const [first] = split(`Hi\n\n${lines[1]}\n${lines[2]}\n${lines[0]}`, MOST);
  assert.equal(first, `Hi\n\n${lines[1]}`);
});

test("a word that is longer than a message is cut, and no blank after it is lost", () => {
  const parts = split(`${"x".repeat(130)} and more`, MOST);
  assert.deepEqual(parts, ["x".repeat(60), `${"x".repeat(70)} and more`]);
});

test("nothing is cut within a character", () => {
  const parts = split("🎉".repeat(130), MOST);
  assert.equal(parts.join(""), "🎉".repeat(130));
  assert.ok(parts.every((part) => lengthOf(part) <= MOST));
});

test("a block of code that is cut ends in one part and goes on in the next", () => {
  const code = "line of code\n".repeat(12);
  const parts = split(`\`\`\`python\n${code}\`\`\``, MOST);
  assert.ok(parts.length > 1);
  for (const part of parts) {
    assert.match(part, /^```python\n[^`]*\n```$/);
    assert.ok(lengthOf(part) <= MOST);
  }
});

test("a block that is closed stays closed", () => {
  const [first, second] = split(`\`\`\`\ncode\n\`\`\`\n${"a ".repeat(20)}\n${"b ".repeat(40)}`, MOST);
  assert.equal(first, `\`\`\`\ncode\n\`\`\`\n${"a ".repeat(20)}`.trim());
  assert.ok(!second.includes("```"));
});

test("every part of any text fits, and all words are there", () => {
  const words = Array.from({ length: 400 }, (_, index) => "w".repeat((index * 7) % 30) + index);
  const text = words.reduce((all, word, index) => all + word + [" ", "\n", ". ", "\n\n"][index % 4], "");
  const parts = split(text, MOST);
  assert.ok(parts.every((part) => part && lengthOf(part) <= MOST));
  assert.deepEqual(parts.join(" ").split(/[\s.]+/), text.trim().split(/[\s.]+/));
});

test("a text is measured once it nears the limit", () => {
  assert.equal(measured("x".repeat(3_499), 4_000), null);
  assert.equal(measured(` ${"x".repeat(3_499)} `, 4_000), null);
  assert.equal(measured("🎉".repeat(3_000), 4_000), null);
  assert.deepEqual(measured("x".repeat(4_000), 4_000), { count: 4_000, parts: 1, shown: "4,000" });
  assert.deepEqual(measured("x".repeat(4_001), 4_000), { count: 4_001, parts: 2, shown: "4,001" });
});
