import assert from "node:assert/strict";
import test from "node:test";
import { withControl } from "../../chat_app/browser/keys.js";

/** @type {[object, string][]} */
const PRESSED = [
  [{ key: "b", code: "KeyB" }, "b"],
  [{ key: "B", code: "KeyB" }, "b"], // Caps Lock
  [{ key: "и", code: "KeyB" }, "b"],
  [{ key: "И", code: "KeyB" }, "b"],
  [{ key: "л", code: "KeyK" }, "k"],
  [{ key: "β", code: "KeyB" }, "b"],
  [{ key: "נ", code: "KeyB" }, "b"],
  [{ key: "ㅠ", code: "KeyB" }, "b"],
  [{ key: "x", code: "KeyB" }, "x"],
  [{ key: "b", code: "KeyN" }, "b"], // Dvorak
  [{ key: "a", code: "KeyQ" }, "a"], // AZERTY
  [{ key: "q", code: "KeyA" }, "q"],
  [{ key: "k", code: "KeyK", altKey: true }, ""],
  [{ key: "Process", code: "KeyK", keyCode: 229 }, ""],
  [{ key: "k", code: "KeyK", ctrlKey: false }, ""],
  [{ key: "Enter", code: "Enter" }, ""],
  [{ key: "k", code: "KeyK", ctrlKey: false, metaKey: true }, "k"],
  [{ key: "k", code: "KeyK", isComposing: true }, ""],
  [{ key: "k", code: "KeyK", nativeEvent: { isComposing: true } }, ""],
  [{ key: "k", code: "KeyK", getModifierState: () => true }, ""],
  [{ key: "/", code: "Slash" }, "/"],
];

for (const [pressed, letter] of PRESSED) {
  test(`a shortcut is the letter that people mean: ${JSON.stringify(pressed)}`, () => {
    assert.equal(withControl({ ctrlKey: true, metaKey: false, altKey: false, ...pressed }), letter);
  });
}
