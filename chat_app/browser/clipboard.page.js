// The clipboard of the reader.

/** Copy a text. A page that did not come over https has no clipboard but the old one. @param {string} text */
export const copyText = async (text) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const box = document.body.appendChild(document.createElement("textarea"));
  const back = /** @type {HTMLElement | null} */ (document.activeElement);
  box.value = text;
  box.select();
  document.execCommand("copy");
  box.remove();
  back?.focus();
};

/** Copy what is in a field, and say so on the button. @param {string} id of the field
 * @param {{currentTarget: HTMLElement}} event */
export const copyField = (id, { currentTarget }) => {
  const field = /** @type {HTMLInputElement} */ (document.getElementById(id));
  field.select();
  navigator.clipboard?.writeText(field.value);
  currentTarget.textContent = "Copied";
};

/** Select what is in the field that gets the focus. @param {{target: HTMLInputElement}} event */
export const selectAll = ({ target }) => target.select();
