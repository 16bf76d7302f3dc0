// Signing out, after a question when something is not sent.

import { clearOut, unsent } from "./own_storage.page.js";

/** @typedef {(entries: SessionStore) => void} SetSession */

/** Sign out, and let go of what is not sent. @param {SetSession} setSession @param {string} form */
export const signOutAnyway = (setSession, form) => {
  setSession({ leaving: 0 });
  clearOut();
  /** @type {HTMLFormElement} */ (document.getElementById(form)).requestSubmit();
};

/** Sign out at once, or ask: the entry `leaving` counts what would be lost. @param {SetSession} setSession
 * @param {string} form the id of the form that signs out */
export const signOut = (setSession, form) => {
  const left = unsent();
  if (left) setSession({ leaving: left });
  else signOutAnyway(setSession, form);
};

/** Close the question. @param {SetSession} setSession */
export const stay = (setSession) => setSession({ leaving: 0 });
