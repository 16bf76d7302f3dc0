import assert from "node:assert/strict";
import test from "node:test";
import { nextRow, shortcutOf } from "../../chat_app/browser/shortcuts.js";

const PAGE = { inField: false, text: "" };
const BOX = { inField: true, text: "a draft" };
const EMPTY_BOX = { inField: true, text: "" };

/** @type {[object, typeof PAGE, string][]} */
const PRESSED = [
  [{ key: "k", ctrlKey: true }, BOX, "switcher"],
  [{ key: "k", metaKey: true }, PAGE, "switcher"],
  [{ key: "k", ctrlKey: true, shiftKey: true }, PAGE, ""],
  [{ key: "k", ctrlKey: true, defaultPrevented: true }, PAGE, ""], // the box has made a link of it
  [{ key: "k" }, PAGE, ""],
  [{ key: "ArrowUp", altKey: true }, BOX, "previous"],
  [{ key: "ArrowDown", altKey: true, shiftKey: true }, BOX, "next"],
  [{ key: "ArrowDown", altKey: true, ctrlKey: true }, PAGE, ""],
  [{ key: "ArrowDown", altKey: true, metaKey: true }, PAGE, ""],
  [{ key: "ArrowUp" }, EMPTY_BOX, ""],
  [{ key: "?" }, PAGE, "help"],
  [{ key: "?" }, EMPTY_BOX, ""],
  [{ key: "Escape" }, PAGE, "read"],
  [{ key: "Escape" }, EMPTY_BOX, "read"],
  [{ key: "Escape" }, BOX, ""],
  [{ key: "Escape", isComposing: true }, PAGE, ""],
];

for (const [event, target, shortcut] of PRESSED) {
  test(`a key is a shortcut or none: ${JSON.stringify(event)} ${JSON.stringify(target)}`, () => {
    assert.equal(shortcutOf({ code: "", shiftKey: false, altKey: false, ...event }, target), shortcut);
  });
}

/** @param {string} rows of the sidebar: `.` read, `u` unread, capital: the open one */
const rowsOf = (rows) => [...rows].map((row) => ({ current: row === "X" || row === "U", unread: /u/i.test(row) }));

/** @type {[string, 1 | -1, boolean, number][]} */
const WALKS = [
  ["X..", 1, false, 1],
  ["X..", -1, false, 2],
  ["..X", 1, false, 0],
  ["...", 1, false, 0],
  ["...", -1, false, 2],
  ["X.u.u", 1, true, 2],
  ["X.u.u", -1, true, 4],
  ["..uX.", 1, true, 2],
  ["X...", 1, true, -1],
  ["U...", 1, true, 0],
  ["", 1, false, -1],
];

for (const [rows, step, unread, at] of WALKS) {
  test(`the rooms are gone through round and round: ${step} in ${rows}${unread ? ", unread ones" : ""}`, () => {
    assert.equal(nextRow(rowsOf(rows), step, unread), at);
  });
}
