// What is said about the connection with the server.

const ANSWERS = 3; // answers of the server while there is no connection: then it is no restart of it

const OFFLINE = "You are offline. What you write is kept, and sent when you are back.";
const LOST = "Reconnecting…";
const BLOCKED =
  "The server answers, but the live connection (a websocket) does not get through: something on the way drops it. " +
  "The people who run this server find in docs/hosting.md what a proxy must pass on.";

/** @param {string} here */
const elsewhere = (here) =>
  `This page was opened at ${here}, which is not the address of this Parley, so it gets no connection. Please open it ` +
  `at the address that you were given. If ${here} is right, the people who run this server set BASE_URL=${here}, or ` +
  "add it to ALLOWED_ORIGINS.";

/**
 * What a look at the connection found. `well`: as it began, all was well, and the server was not asked. `reply`: what
 * the server answered. `looks` and `answers`: how many looks in a row found something wrong, and had an answer.
 *
 * @typedef {{connected: boolean, online: boolean, well: boolean, reply: {ours: boolean} | null, looks: number,
 *   answers: number}} Look
 */

/** The short status, and the sentence about what waiting would never mend; both empty while all is well.
 * @param {Look} look @param {string} here the origin of the page */
export const connectionText = ({ connected, online, well, reply, looks, answers }, here) => {
  const lost = !connected && looks > 1;
  const status = !well && !reply && !online ? OFFLINE : lost ? LOST : "";
  if (!reply || connected) return { status, said: "" };
  return { status, said: reply.ours ? (answers > ANSWERS ? BLOCKED : "") : elsewhere(here) };
};
