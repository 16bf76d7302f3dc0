// What is typed between the key that opens a dialog and the moment when its field has the focus.

const SOON = 1000; // milliseconds

/** Write into a field so that React hears of it. @param {HTMLInputElement} field @param {string} text */
const typeInto = (field, text) => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

/** Keep letters for the field that the selector names, and hand them over when it gets the focus.
 * @param {string} selector */
export const keepFor = (selector) => {
  let early = "";
  /** @param {EventTarget | null} target @returns {target is HTMLInputElement} */
  const isField = (target) => target instanceof HTMLInputElement && target.matches(selector);
  /** @param {KeyboardEvent} event */
  const typed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    if (event.key.length === 1) early += event.key;
    else if (event.key === "Backspace") early = early.slice(0, -1);
    else if (event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
  };
  /** @param {FocusEvent} event */
  const focused = ({ target }) => {
    if (!isField(target)) return;
    end();
    if (early) typeInto(target, target.value + early);
  };
  const timer = setTimeout(() => end(), SOON);
  const end = () => {
    clearTimeout(timer);
    removeEventListener("keydown", typed, true);
    document.removeEventListener("focusin", focused);
  };
  addEventListener("keydown", typed, true);
  document.addEventListener("focusin", focused);
};
