// How things stand with the server, said in the page while something is wrong.

import { isConnected } from "./session_renewal.js";

const LOOK_EVERY = 2_500; // milliseconds between two looks
const ANSWERS = 3; // answers of the server while there is no connection: then it is no restart of it

const answerOf = (probe) =>
  fetch(probe, { cache: "no-store", signal: AbortSignal.timeout(2 * LOOK_EVERY) }).then(
    (answer) => answer.json(),
    () => null,
  );

const tellAt = (id, text) => {
  const place = document.getElementById(id);
  if (place && place.textContent !== text) place.textContent = text;
};

/**
 * Say it in the elements `status` and `said` until the returned function is called. `probe` is an address whose answer
 * has `ours`, whether the page stands at an address of the server's. `failing` is whether a connection has been refused.
 */
export const tellConnection = ({ status, said, probe, words }, failing) => {
  let answers = 0,
    looks = failing ? 1 : 0,
    over = false,
    timer = 0,
    turn = 0;
  const look = async (mine) => {
    const well = isConnected() && navigator.onLine;
    const reply = well ? null : await answerOf(probe);
    if (over || mine !== turn) return; // another look has begun meanwhile
    looks = well ? 0 : looks + 1;
    answers = reply ? answers + 1 : 0;
    const lost = !isConnected() && looks > 1;
    tellAt(status, !well && !reply && !navigator.onLine ? words.offline : lost ? words.lost : "");
    tellAt(
      said,
      !reply || isConnected()
        ? ""
        : !reply.ours
          ? words.elsewhere.replaceAll("{here}", location.origin)
          : answers > ANSWERS
            ? words.blocked
            : "",
    );
  };
  const next = () => {
    clearTimeout(timer);
    const mine = ++turn;
    look(mine).finally(() => {
      if (!over && mine === turn) timer = setTimeout(next, LOOK_EVERY);
    });
  };
  const glance = setInterval(() => {
    if (isConnected() && navigator.onLine) for (const id of [status, said]) tellAt(id, "");
  }, 250);
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
