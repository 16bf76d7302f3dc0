// Keys as people press them, on any layout.

/**
 * The letter that is pressed together with Ctrl (or ⌘), in small, or "": with Caps Lock as without. On a layout that has
 * no Latin letters (Cyrillic, Greek, Hebrew …) it is the one at the same place of the keyboard.
 * AltGr, which Windows reports as Ctrl with Alt, and keys of an input method are none.
 *
 * @param {any} event a KeyboardEvent, or React's event for it
 */
export const withControl = (event) => {
  const composing = event.isComposing || event.nativeEvent?.isComposing || event.keyCode === 229;
  if (composing || event.altKey || event.getModifierState?.("AltGraph") || !(event.ctrlKey || event.metaKey)) return "";
  const letter = event.key.length === 1 ? event.key.toLowerCase() : "";
  if (/[a-z0-9]/.test(letter) || !letter) return letter;
  return /^\p{L}$/u.test(letter) ? (/^Key([A-Z])$/.exec(event.code)?.[1] ?? "").toLowerCase() : letter;
};
