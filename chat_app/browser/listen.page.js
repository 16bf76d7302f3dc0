// Listening to events of the page.

/** Call listeners, by the kind of the event, until the returned function is called.
 * @param {EventTarget | null | undefined} target @param {Record<string, (event: any) => void>} listeners
 * @param {AddEventListenerOptions | boolean} [options] */
export const listen = (target, listeners, options) => {
  const kinds = Object.entries(listeners);
  for (const [kind, listener] of kinds) target?.addEventListener(kind, listener, options);
  return () => {
    for (const [kind, listener] of kinds) target?.removeEventListener(kind, listener, options);
  };
};
