// Focus around a dialog: to its first field when it opens, and back to where it was when it closes.
//
// Radix gives it back to a trigger of its own; ours are anywhere. A dialog that a menu's item opens may come before the
// menu has given the focus back to its button: what is focused then is about to go, and the button is remembered instead.

const LATE = 2_000; // milliseconds in which a menu has closed, also on a machine that is busy

/** Where the focus was before each dialog. @type {WeakMap<EventTarget, HTMLElement | null>} */
const before = new WeakMap();

/** A dialog opens. @param {Event & {currentTarget: HTMLElement}} event */
export const enterDialog = (event) => {
  const box = event.currentTarget;
  const here = /** @type {HTMLElement | null} */ (document.activeElement);
  const button = here?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  before.set(box, document.getElementById(button ?? "") ?? here);
  /** @param {FocusEvent} event */
  const late = ({ target }) => {
    const focused = /** @type {HTMLElement} */ (target);
    if (!box.contains(focused) && focused.closest?.("[aria-haspopup=menu]")) before.set(box, focused);
  };
  document.addEventListener("focusin", late);
  setTimeout(() => document.removeEventListener("focusin", late), LATE);
  /** @type {HTMLElement | null} */
  const field = box.querySelector("input:not([type=hidden]), textarea");
  if (field) {
    event.preventDefault();
    field.focus();
  }
};

/** A dialog has closed. @param {Event & {currentTarget: HTMLElement}} event */
export const leaveDialog = (event) => {
  event.preventDefault();
  before.get(event.currentTarget)?.focus();
};
