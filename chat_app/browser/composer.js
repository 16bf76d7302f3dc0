// What is in the message box.

/** How long the text in the box is, once that matters, and how many messages it would take.
 * @param {ComposerStore} composer */
export const sizeOf = ({ size }) => ({ count: 0, parts: 1, ...size, shown: (size?.count ?? 0).toLocaleString("en") });
