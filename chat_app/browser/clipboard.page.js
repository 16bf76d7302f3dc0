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
