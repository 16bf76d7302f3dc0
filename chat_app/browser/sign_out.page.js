// Signing out, after a question when something is not sent.

import { clearOut, unsent } from "./own_storage.page.js";
import { openDialog } from "./page.js";

/** Sign out, and let go of what is not sent. @param {string} form */
export const signOutAnyway = (form) => {
  clearOut();
  /** @type {HTMLFormElement} */ (document.getElementById(form)).requestSubmit();
};

/** Sign out at once, or ask, with the number of texts that would be lost. @param {SetPage} setPage
 * @param {string} form the id of the form that signs out */
export const signOut = (setPage, form) => {
  const count = unsent();
  if (count) openDialog(setPage, { kind: "sign_out", count });
  else signOutAnyway(form);
};
