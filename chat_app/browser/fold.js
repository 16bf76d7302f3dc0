// Text for comparison, folded as the server folds it (words.py): two spellings that people take for the same are equal.
// A test gives every letter to both.

// What is dropped: accents, points, vowel signs, and what is invisible.
const DROPPED =
  "ad-ad 300-36f 483-489 591-5bd 5bf-5bf 5c1-5c2 5c4-5c5 5c7-5c7 610-61a 61c-61c 640-640 64b-65f 670-670 " +
  "6d6-6dc 6df-6e4 6e7-6e8 6ea-6ed 730-74a 898-89f 8ca-8e1 8e3-8ff 115f-1160 17b4-17b5 180b-180f 1ab0-1aff " +
  "1dc0-1dff 200b-200f 202a-202e 2060-206f 20d0-20ff 3164-3164 fe00-fe0f fe20-fe2f feff-feff ffa0-ffa0 " +
  "1f3fb-1f3ff e0000-e0fff";

// Letters, each before what stands for it.
const LETTERS =
  "ßss ςσ ıi øo łl đd ðd ħh ŧt æae œoe þth \u0671\u0627 \u0649\u064a \u06cc\u064a \u06d0\u064a \u06a9\u0643 " +
  "\u0629\u0647 \u06c0\u0647 \u06d5\u0647 \u2019' \u2018' ʼ' ʻ' \u2032' `' \u2010- \u2011- \u2012- \u2013- " +
  "\u2014- \u2212-";

const DIGITS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50]; // the zero of each script
const KATAKANA = [...numbers(0x30a1, 0x30f7), 0x30fd, 0x30fe];
const TO_HIRAGANA = -0x60;

/** @param {number} first @param {number} end */
function numbers(first, end) {
  return Array.from({ length: end - first }, (_, index) => first + index);
}

// The first and the last character of each range that is dropped.
const ranges = DROPPED.split(" ").map((range) => range.split("-").map((each) => Number.parseInt(each, 16)));

/** What stands for which letter. @type {Map<string, string>} */
const letters = new Map();
for (const [letter, ...by] of LETTERS.split(" ")) letters.set(letter, by.join(""));
for (const each of KATAKANA) letters.set(String.fromCharCode(each), String.fromCharCode(each + TO_HIRAGANA));
for (const zero of DIGITS)
  for (const digit of numbers(0, 10)) letters.set(String.fromCharCode(zero + digit), `${digit}`);

const dropped = new RegExp(
  `[${ranges.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`).join("")}]`,
  "gu",
);

/** The text for comparison. @param {string} text */
export const foldText = (text) =>
  text
    .replace(dropped, "")
    .normalize("NFKD")
    .replace(dropped, "")
    .toLowerCase()
    .replace(dropped, "")
    .replace(/[^\0-\x5f\x61-\x7f]/gu, (each) => letters.get(each) ?? each)
    .normalize("NFC");

/** Whether a text holds a part, however both are spelt. @param {string} text @param {string} part */
export const holds = (text, part) => foldText(text).includes(foldText(part));
