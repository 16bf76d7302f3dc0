// Sending a picture without leaving the page: nothing that is typed there is lost, and the picture comes by itself.

/** Send the form of the element, to its own address; the answer leads back here, with a sentence if it failed.
 * @param {string} said the id of the element that says so @param {{currentTarget: HTMLInputElement}} event */
export const sendPicture = async (said, { currentTarget }) => {
  const form = /** @type {HTMLFormElement} */ (currentTarget.form);
  const place = /** @type {HTMLElement} */ (document.getElementById(said));
  place.textContent = "Sending…";
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (!answer.ok) throw new Error();
    place.textContent = new URL(answer.url).searchParams.get("error") ?? "";
  } catch {
    place.textContent = "The picture could not be sent. Please try again.";
  }
  form.reset();
  /** @type {HTMLElement | null} */ (document.querySelector("[name=picture]"))?.focus();
};
