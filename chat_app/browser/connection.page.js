// How things stand with the server, said in the page while something is wrong: what waiting would never mend is said in
// a sentence.

import { useEffect } from "react";
import { connectionText } from "./connection.js";
import { isConnected } from "./session_renewal.page.js";

const LOOK_EVERY = 2_500; // milliseconds between two looks
const GLANCE_EVERY = 250; // milliseconds, after which what is over is said no more

/** @param {string} probe @returns {Promise<{ours: boolean} | null>} */
const answerOf = (probe) =>
  fetch(probe, { cache: "no-store", signal: AbortSignal.timeout(2 * LOOK_EVERY) }).then(
    (answer) => answer.json(),
    () => null,
  );

/** @param {string} id @param {string} text */
const showText = (id, text) => {
  const place = document.getElementById(id);
  if (place && place.textContent !== text) place.textContent = text;
};

/**
 * Say it in the elements `status` and `said` until the returned function is called. `probe` is an address whose answer
 * has `ours`, whether the page stands at an address of the server's. `failing` is whether a connection has been refused.
 * @param {{status: string, said: string, probe: string}} page @param {boolean} failing
 */
const watchConnection = ({ status, said, probe }, failing) => {
  let answers = 0;
  let looks = failing ? 1 : 0;
  let over = false;
  let turn = 0;
  /** @type {Timer} */
  let timer;
  /** @param {number} mine */
  const look = async (mine) => {
    const well = isConnected() && navigator.onLine;
    const reply = well ? null : await answerOf(probe);
    if (over || mine !== turn) return; // another look has begun meanwhile
    looks = well ? 0 : looks + 1;
    answers = reply ? answers + 1 : 0;
    const now = { connected: isConnected(), online: navigator.onLine, well, reply, looks, answers };
    const text = connectionText(now, location.origin);
    showText(status, text.status);
    showText(said, text.said);
  };
  const next = () => {
    clearTimeout(timer);
    const mine = ++turn;
    look(mine).finally(() => {
      if (!over && mine === turn) timer = setTimeout(next, LOOK_EVERY);
    });
  };
  const glance = setInterval(() => {
    if (isConnected() && navigator.onLine) for (const id of [status, said]) showText(id, "");
  }, GLANCE_EVERY);
  if (failing) next();
  else timer = setTimeout(next, LOOK_EVERY);
  for (const kind of ["online", "offline"]) addEventListener(kind, next);
  return () => {
    over = true;
    clearTimeout(timer);
    clearInterval(glance);
    for (const kind of ["online", "offline"]) removeEventListener(kind, next);
  };
};

/** Look every few seconds, and say what is wrong.
 * @param {boolean} failing @param {{status: string, said: string, probe: string}} page */
export const useConnection = (failing, page) => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids never change
  useEffect(() => watchConnection(page, failing), [failing]);
};
