// What is sent and not answered leaves one message at a time in each room, in the order in which it was written: what
// the server holds back for a while, or does not answer, holds back what was written after it. What it has refused for
// good waits for its author, and holds nothing back.

import { answerOf, echoEntries, echoOf, ended, entriesOf } from "./entries.js";
import { newId } from "./ids.js";

const REPEAT = 10_000; // milliseconds without an answer, after which it is sent again under the same id

/** When an echo was posted on this connection, and of a delayed one, until when; by id and attempt.
 * @typedef {Map<string, {at: number, until?: number}>} Posted */

/** What became of an echo: `sent`, `refused` (for good), `delayed` (until it may go) or `open`.
 * @param {EchoEntry} echo @param {Answer | null | undefined} answer @param {Set<string>} stored */
export const fate = (echo, answer, stored) => {
  if (answer?.status === "sent" || stored.has(echo.client_msg_id)) return "sent";
  if (answer?.status !== "refused") return "open";
  return answer.wait ? "delayed" : "refused";
};

/** The `client_msg_id`s of the messages that the feed has. @param {FeedStore} feed */
export const storedIn = (feed) => new Set(entriesOf(feed, "m_").map((message) => message.client_msg_id));

/** Whether a message has been posted, or is on its way, as far as this tab knows.
 * @param {string} id @param {FeedStore} feed @param {ComposerStore} composer */
export const isPosted = (id, feed, composer) =>
  !!echoOf(composer, id) || answerOf(composer, id)?.status === "sent" || storedIn(feed).has(id);

/** Texts that are sent together, as echoes in their order. The first has a given id, and answers the message `reply`.
 * @param {string[]} texts @param {{id: string, room_id: string, by: string, reply: string}} first
 * @returns {EchoEntry[]} */
export const newEchoes = (texts, { id, room_id, by, reply }, now = Date.now()) =>
  texts.map((text, index) => ({
    client_msg_id: index ? newId() : id,
    room_id,
    text,
    by,
    reply: index ? "" : reply,
    order: now + index,
    late: false,
  }));

/** The first echo of each room that is not answered, with its fate.
 * @param {FeedStore} feed @param {ComposerStore} composer */
const headsOf = (feed, composer) => {
  const stored = storedIn(feed);
  /** @type {Map<string, {echo: EchoEntry, state: string}>} */
  const heads = new Map();
  for (const echo of entriesOf(composer, "e_").sort((a, b) => a.order - b.order)) {
    const state = fate(echo, answerOf(composer, echo.client_msg_id), stored);
    if (!heads.has(echo.room_id) && (state === "open" || state === "delayed")) heads.set(echo.room_id, { echo, state });
  }
  return [...heads.values()];
};

/**
 * What is to be posted now, which of it has been unanswered for long, and in how many milliseconds to look again.
 * Without a connection nothing is repeated: it is posted anew with the next one.
 * @param {ComposerStore} composer @param {FeedStore} feed @param {Posted} posted is kept here
 * @param {number} now @param {boolean} connected
 */
export const due = (composer, feed, posted, now, connected) => {
  /** @type {EchoEntry[]} */
  const post = [];
  /** @type {EchoEntry[]} */
  const late = [];
  const times = [];
  for (const { echo, state } of headsOf(feed, composer)) {
    const key = `${echo.client_msg_id} ${echo.again ?? 0}`;
    const before = posted.get(key);
    const wait = 1000 * (answerOf(composer, echo.client_msg_id)?.wait ?? 0);
    let at = before ? before.at + REPEAT : now;
    if (state === "delayed") at = before?.until ?? now + wait;
    if (at <= now) {
      if (state === "open" && before) late.push(echo);
      if (connected || !before) post.push(echo);
      posted.set(key, { at: now });
      at = now + REPEAT;
    } else if (state === "delayed") posted.set(key, { at: now, until: at });
    times.push(at);
  }
  return { post, late, wait: times.length ? Math.max(0, Math.min(...times) - now) : null };
};

/** What that changes in the store: an echo is late now, and an earlier answer to what is posted counts no more.
 * @param {ComposerStore} composer @param {{post: EchoEntry[], late: EchoEntry[]}} due @returns {ComposerStore} */
export const changesOf = (composer, { post, late }) => ({
  ...echoEntries(late.filter((echo) => !echo.late).map((echo) => ({ ...echo, late: true }))),
  ...ended(
    "a_",
    post.map((echo) => echo.client_msg_id).filter((id) => answerOf(composer, id)),
  ),
});

/** The echoes of the open room that are not answered, in the order in which they were sent.
 * @param {FeedStore} feed @param {ComposerStore} composer */
export const echoesOf = (feed, composer) => {
  const echoes = entriesOf(composer, "e_").filter((echo) => echo.room_id === feed.view?.room_id);
  if (!echoes.length) return [];
  const stored = storedIn(feed);
  return echoes
    .map((echo) => {
      const answer = answerOf(composer, echo.client_msg_id);
      return { echo, answer, fate: fate(echo, answer, stored) };
    })
    .filter((each) => each.fate !== "sent")
    .sort((a, b) => a.echo.order - b.echo.order)
    .map(({ echo, answer, fate }, index) => ({
      ...echo,
      id: echo.client_msg_id,
      seq: 0,
      first: index === 0,
      state: fate === "refused" ? "refused" : echo.late ? "unconfirmed" : "pending",
      delayed: fate === "delayed",
      reason: answer?.reason ?? "",
      clock: new Date(echo.order).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" }),
      iso: new Date(echo.order).toISOString(),
    }));
};
