// @ts-nocheck (until its types are written)
// What is sent and not answered leaves one message at a time in each room, in the order in which it was written: what
// the server holds back for a while, or does not answer, holds back what was written after it. What it has refused for
// good waits for its author, and holds nothing back.

import { entriesOf } from "./entries.js";

const REPEAT = 10_000; // milliseconds without an answer, after which it is sent again under the same id

/** What became of an echo: `sent`, `refused` (for good), `held` (until it may go) or `open`. */
export const fate = (echo, answer, stored) => {
  if (answer?.status === "sent" || stored.has(echo.client_msg_id)) return "sent";
  if (answer?.status !== "refused") return "open";
  return answer.wait ? "held" : "refused";
};

/** The ids of the messages that the feed has. */
export const storedIn = (feed) => new Set(Object.values(feed).map((message) => message?.client_msg_id));

/**
 * What is to be posted now, which of it has been unanswered for long, and in how many milliseconds to look again.
 *
 * `posted` says of each id when it was posted on this connection, and of what is held, until when. It is kept here.
 * Without a connection nothing is repeated: it is posted anew with the next one.
 */
export const due = (composer, feed, posted, now, connected) => {
  const stored = storedIn(feed),
    heads = new Map();
  const echoes = Object.entries(composer)
    .filter(([key, echo]) => key.startsWith("e_") && echo)
    .map(([, echo]) => echo);
  for (const echo of echoes.sort((a, b) => a.order - b.order)) {
    const state = fate(echo, composer["a_" + echo.client_msg_id], stored);
    if (!heads.has(echo.room_id) && (state === "open" || state === "held")) heads.set(echo.room_id, [echo, state]);
  }
  const post = [],
    late = [],
    times = [];
  for (const [echo, state] of heads.values()) {
    const key = `${echo.client_msg_id} ${echo.again ?? 0}`,
      before = posted.get(key);
    const wait = 1000 * (composer["a_" + echo.client_msg_id]?.wait ?? 0);
    let at = before ? before.at + REPEAT : now;
    if (state === "held") at = before?.until ?? now + wait;
    if (at <= now) {
      if (state === "open" && before) late.push(echo);
      if (connected || !before) post.push(echo);
      posted.set(key, { at: now });
      at = now + REPEAT;
    } else if (state === "held") posted.set(key, { at: now, until: at });
    times.push(at);
  }
  return { post, late, wait: times.length ? Math.max(0, Math.min(...times) - now) : null };
};

/** The echoes of the open room that are not answered, in the order in which they were sent.
 * @param {FeedStore} feed @param {ComposerStore} composer */
export const echoesOf = (feed, composer) => {
  const echoes = entriesOf(composer, "e_").filter((echo) => echo.room_id === feed.view?.room_id);
  if (!echoes.length) return [];
  const stored = storedIn(feed);
  return echoes
    .map((echo) => {
      const answer = composer[`a_${echo.client_msg_id}`];
      return { echo, answer, fate: fate(echo, answer, stored) };
    })
    .filter((each) => each.fate !== "sent")
    .sort((a, b) => a.echo.order - b.echo.order)
    .map(({ echo, answer, fate }, index) => ({
      ...echo,
      first: index === 0,
      state: fate === "refused" ? "refused" : echo.late ? "unconfirmed" : "pending",
      held: fate === "held",
      reason: answer?.reason ?? "",
      clock: new Date(echo.order).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" }),
      iso: new Date(echo.order).toISOString(),
    }));
};
