// Passkeys: the question comes from the server, the device answers, the answer goes back.

/** @param {string} path @param {object} [body] */
const send = async (path, body) => {
  const answer = await fetch(`/auth/passkey/${path}`, { method: "POST", body: body && JSON.stringify(body) });
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error);
  return found;
};

/** @type {Record<string, string>} */
const FAILURES = {
  NotAllowedError: "No passkey was used.",
  InvalidStateError: "This device has a passkey for your account already.",
};

/** Take the steps; the element with the id `said` says what went wrong, and is empty otherwise.
 * @param {string} said @param {() => Promise<void>} steps */
const ceremony = async (said, steps) => {
  /** @param {string} text */
  const say = (text) => {
    const place = document.getElementById(said);
    if (place) place.textContent = text;
  };
  say("");
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
    return say("This browser cannot use passkeys here. They need a recent browser, and https.");
  }
  try {
    await steps();
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    say(FAILURES[name] || message || "That did not work. Please try again.");
  }
};

/** Sign in with a passkey of this device, or of a phone nearby. @param {string} said */
export const signIn = (said) =>
  ceremony(said, async () => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await send("ask"));
    const given = /** @type {PublicKeyCredential} */ (await navigator.credentials.get({ publicKey }));
    window.location.assign((await send("use", given.toJSON())).to);
  });

/** Make a passkey for the person who is signed in, then call `added`. @param {string} said @param {() => void} added */
export const addPasskey = (said, added) =>
  ceremony(said, async () => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await send("ask-new"));
    const made = /** @type {PublicKeyCredential} */ (await navigator.credentials.create({ publicKey }));
    await send("add", made.toJSON());
    added();
  });
