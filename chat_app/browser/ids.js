// Ids that the browser makes.

/** Four random bits. @returns {number} */
const nibble = () => /** @type {any} */ (globalThis).crypto.getRandomValues(new Uint8Array(1))[0] & 15;

/** A random UUID, also where a page that did not come over https has no `crypto.randomUUID`. */
export const newId = () =>
  "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g, (digit) =>
    (digit === "x" ? nibble() : (nibble() & 3) | 8).toString(16),
  );
