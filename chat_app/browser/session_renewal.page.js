// The session of this browser: the access token lasts a quarter of an hour and is renewed before it is needed. Two
// cookies without secrets say whether it is there, since scripts cannot read tokens (auth/cookies.py).

import { useEffect, useRef } from "react";
import { useAccent } from "./accent.page.js";
import { listen } from "./listen.page.js";
import { belongsTo, onSignOut } from "./own_storage.page.js";

/** The parts of a socket of socket.io that are used here.
 * @typedef {{engine?: {close: () => void}, open: (done?: unknown) => Manager, renewing?: boolean}} Manager
 * @typedef {{io: Manager, connected: boolean}} Socket */

const RENEWS = "/auth/refresh";
const WAIT = 2000; // milliseconds between two attempts while the server is busy
const ATTEMPTS = 5;
const RENEW_EVERY = 10 * 60 * 1000; // milliseconds
const LOOK_EVERY = 60 * 1000; // milliseconds between two looks whether that is over

const ELSEWHERE = /^\/(join|auth|setup)/; // pages for people without a session

let path = "/login"; // for a person who is not signed in any more; with the server's reason, if there was one
/** @type {Promise<boolean> | null} */
let asked = null;
/** @type {Socket | null} */
let connection = null;

/** Whether there is a session, and nothing good any more that says whose it is. */
const mustRenew = () => /parley_signed_in=/.test(document.cookie) && !/parley_fresh=/.test(document.cookie);

/** @param {number} milliseconds */
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Go there, unless this is a page for people without a session. @param {string | undefined} to */
const leaveFor = (to) => {
  if (!to) return;
  path = to;
  if (!ELSEWHERE.test(location.pathname)) location.replace(to);
};

const ask = async () => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const answer = await fetch(RENEWS, { method: "POST" });
    if (answer.ok) return true;
    if (answer.status === 401) {
      leaveFor((await answer.json()).to);
      return true;
    }
    await wait(WAIT);
  }
  return false;
};

/** @param {() => Promise<boolean>} task @returns {Promise<boolean>} */
const inTurn = (task) => (navigator.locks ? navigator.locks.request("parley-renewal", task) : task());

/**
 * Renew the session: with `always` in any case, otherwise if it must be. Tabs that wake together ask once.
 * Resolves to whether the server has answered; never rejects.
 */
export const renewed = (always = false) => {
  if (!always && !mustRenew()) return Promise.resolve(true);
  asked ??= inTurn(async () => (always || mustRenew() ? ask() : true))
    .catch(() => false)
    .finally(() => {
      asked = null;
    });
  return asked;
};

/** Have a socket's transport wait for the renewal. Without an answer it is opened all the same, and fails by itself.
 * @param {Socket} socket */
export const renewingFirst = (socket) => {
  connection = socket;
  const manager = socket.io;
  const open = manager.open;
  if (manager.renewing) return socket;
  manager.renewing = true;
  // Of a network that was away, nothing tells whether its connections are.
  addEventListener("online", () => manager.engine?.close());
  manager.open = (done) => {
    if (mustRenew()) renewed().then(() => open.call(manager, done));
    else open.call(manager, done);
    return manager;
  };
  return socket;
};

/** Whether there is a connection with the server. */
export const isConnected = () => !!connection?.connected;

/** On submit of a plain form: a page that slept renews its session, then the form is sent.
 * @param {Event & {currentTarget: HTMLFormElement}} event */
export const renewedSubmit = (event) => {
  if (!mustRenew()) return;
  const form = event.currentTarget;
  event.preventDefault();
  renewed().then(() => form.submit());
};

/** Renew every ten minutes and on waking up. */
const useRenewal = () => {
  const last = useRef(Date.now());
  useEffect(() => {
    const renew = () => {
      if (document.visibilityState === "hidden" || Date.now() - last.current < RENEW_EVERY) return;
      last.current = Date.now();
      renewed(true).then((done) => {
        if (!done) last.current = 0;
      });
    };
    const clock = setInterval(renew, LOOK_EVERY);
    const stop = listen(document, { visibilitychange: renew });
    return () => {
      clearInterval(clock);
      stop();
    };
  }, []);
};

/** Keep the session of an open page; a person who is signed in no more goes to the sign-in page, or is told why.
 * The page has the colour of the workspace.
 * @param {SessionStore} session */
export const useSession = (session) => {
  useRenewal();
  useAccent(session.workspace?.accent ?? "");
  const me = session.me?.user_id ?? "";
  useEffect(() => {
    if (me && !belongsTo(me)) location.reload(); // another person has signed in
  }, [me]);
  useEffect(() => listen(window, { storage: onSignOut }), []);
  const lost = session.ended && !session.me;
  useEffect(() => {
    if (!lost) return;
    localStorage.setItem("parley_wanted", location.pathname);
    location.replace(path);
  }, [lost]);
};
