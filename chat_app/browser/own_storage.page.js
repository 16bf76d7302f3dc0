// What this browser keeps for the person who is signed in: under keys with their id, read and sent for no other person.
// Keys without an id belong to the browser, and go with a sign-out, or when another person has signed in.

const OURS = "parley";
const OWNER = "parley_owner";
const NOBODYS = [
  "parley_last_room",
  "parley_wanted",
  "parley_window",
  "parley_window_gap",
  "react-router-scroll-positions",
  OWNER,
];

let owner = "";

/** @param {Storage} storage */
const all = (storage) => Object.keys(storage).filter((key) => key.startsWith(`${OURS}:${owner}:`));

/** The key under which something is kept for the person of this page. @param {string} name */
export const ownKey = (name) => `${OURS}:${owner}:${name}`;

/** What is kept under a key, or `missing`. @param {Storage} storage @param {string} key @param {any} missing */
export const kept = (storage, key, missing = null) => {
  try {
    return JSON.parse(storage.getItem(key) ?? "null") ?? missing;
  } catch {
    return missing;
  }
};

/** Whether this page belongs to a person. The first person owns it until it is loaded anew.
 * @param {string | undefined} person */
export const belongsTo = (person) => {
  if (!owner && person) {
    owner = person;
    for (const storage of [localStorage, sessionStorage]) {
      const before = storage.getItem(OWNER);
      if (before && before !== person) {
        for (const key of NOBODYS) if (key !== "parley_wanted") storage.removeItem(key);
      }
      storage.setItem(OWNER, person);
    }
  }
  return !!person && person === owner;
};

/** How many texts this tab has not got rid of: messages that are not sent, drafts that the server does not have. */
export const unsent = () => {
  const drafts = all(sessionStorage)
    .filter((key) => key.startsWith(ownKey("typed:")))
    .map((key) => kept(sessionStorage, key))
    .filter((draft) => draft && !draft.saved && draft.text);
  return kept(sessionStorage, ownKey("pending"), []).length + drafts.length;
};

/** At a sign-out: nothing of this person stays in this tab, and of what other tabs keep only what is not sent. Once more
    when the page goes: until then it lives, and what it hears from the server it writes down again. */
export const clearOut = () => {
  const clear = () => {
    for (const storage of [localStorage, sessionStorage]) {
      for (const key of [...all(storage), ...NOBODYS]) storage.removeItem(key);
    }
  };
  clear();
  window.addEventListener("pagehide", clear);
};

/** Handle a sign-out in another tab: drafts that the server has are removed from this tab. @param {StorageEvent} event */
export const onSignOut = (event) => {
  if (event.key !== OWNER || event.newValue) return;
  for (const key of all(sessionStorage)) {
    if (key.startsWith(ownKey("typed:")) && kept(sessionStorage, key)?.saved) sessionStorage.removeItem(key);
  }
};
