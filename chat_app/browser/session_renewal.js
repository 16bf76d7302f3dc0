// The session of this browser: what says who one is lasts a quarter of an hour and is renewed before it is needed.
// Two cookies tell how things stand, since scripts cannot read the tokens themselves (auth/cookies.py).

const RENEWS = "/auth/refresh";
const WAIT = 2000; // milliseconds between two attempts while the server is busy
const ATTEMPTS = 5;

const ELSEWHERE = /^\/(join|auth|setup)/; // pages for people without a session

let way = "/login";
let asked = null;
let line = null;

/** Whether there is a session, and nothing good any more that says whose it is. */
export const mustRenew = () => /parley_signed_in=/.test(document.cookie) && !/parley_fresh=/.test(document.cookie);

/** Where somebody goes who is not signed in any more. The address says why, if the server did. */
export const wayOut = () => way;

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

const tell = (to) => {
  if (!to) return;
  way = to;
  if (!ELSEWHERE.test(location.pathname)) location.replace(to);
};

const ask = async () => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const answer = await fetch(RENEWS, { method: "POST" });
    if (answer.ok) return true;
    if (answer.status === 401) {
      tell((await answer.json()).to);
      return true;
    }
    await wait(WAIT);
  }
  return false;
};

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

/** Have a socket's transport wait for the renewal. Without an answer it is opened all the same, and fails by itself. */
export const renewingFirst = (socket) => {
  line = socket;
  const manager = socket.io,
    open = manager.open;
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
export const isConnected = () => !!line?.connected;
