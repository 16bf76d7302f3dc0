// The quick switcher in the page: what is typed and chosen in it.

import { kept, ownKey } from "./own_storage.page.js";
import { optionsOf, stepped } from "./switcher.js";
import { keepFor } from "./typed_early.page.js";

const CLOSED = { open: false, query: "", chosen_option: 0 };

/** @returns {Record<string, number>} */
const uses = () => kept(localStorage, ownKey("uses"), {});

/** @param {import("./rows.js").Stores} stores @param {SwitcherStore} switcher
 * @param {import("./switcher.js").Action[]} actions */
export const options = (stores, switcher, actions) => optionsOf(stores, switcher, actions, uses());

/** What was typed changes the list; the first option is chosen.
 * @param {SetSwitcher} setSwitcher @param {{target: HTMLInputElement}} event */
export const typed = (setSwitcher, { target }) => setSwitcher({ query: target.value, chosen_option: 0 });

/** Arrows choose, Enter goes.
 * @param {SwitcherStore} switcher @param {SetSwitcher} setSwitcher @param {import("react").KeyboardEvent} event */
export const pressed = (switcher, setSwitcher, event) => {
  if (event.nativeEvent.isComposing || event.keyCode === 229) return;
  const count = document.querySelectorAll("#switcher [role=option]").length;
  const at = stepped(event.key, switcher.chosen_option ?? 0, count);
  if (event.key === "Enter") {
    event.preventDefault();
    /** @type {HTMLElement | null} */ (document.querySelector('#switcher [aria-selected="true"] > *'))?.click();
  } else if (at !== undefined) {
    event.preventDefault();
    setSwitcher({ chosen_option: at });
  }
};

/** Choose an option: count its use, close, and do what it says. A link then leads on by itself.
 * @param {SetSwitcher} setSwitcher @param {Record<string, (argument: any) => void>} acts by the kind of an option
 * @param {Option} option */
export const choose = (setSwitcher, acts, { key, kind }) => {
  const before = uses();
  localStorage.setItem(ownKey("uses"), JSON.stringify({ ...before, [key]: (before[key] ?? 0) + 1 }));
  setSwitcher(CLOSED);
  acts[kind]?.(kind === "person" ? key : true);
};

/** What the switcher says when it opens or closes. @param {SetSwitcher} setSwitcher @param {boolean} shown */
export const setShown = (setSwitcher, shown) => setSwitcher({ ...CLOSED, open: shown });

/** Open or close it by its key; what is typed before it is there is kept.
 * @param {SwitcherStore} switcher @param {SetSwitcher} setSwitcher @param {() => void} load */
export const toggle = (switcher, setSwitcher, load) => {
  if (!switcher.open) {
    load();
    keepFor("[role=combobox][aria-controls=switcher]");
  }
  setSwitcher({ ...CLOSED, open: !switcher.open });
};
