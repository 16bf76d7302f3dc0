// The lines of the feed: the messages of the open room and window, with what stands around each.

import { dayName } from "./days.js";
import { entriesOf, messageOf, personOf } from "./entries.js";
import { systemLine } from "./system_line.js";

const GROUP = 5 * 60 * 1000; // milliseconds between two messages of one group

// A page of 500 messages is computed anew with every delta, and writing times is what costs: each is written once.
/** @type {WeakMap<MessageOut, {day: string, name: Date, iso: string, clock: string}>} */
const times = new WeakMap();
// A line that says what it said before is the same object, so that React need not look at what it holds.
/** @type {WeakMap<MessageOut, Line>} */
const kept = new WeakMap();

/** @param {MessageOut} message */
const timeOf = (message) => {
  let time = times.get(message);
  if (!time) {
    const at = new Date(message.at);
    const clock = at.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
    time = { day: at.toDateString(), name: at, iso: at.toISOString(), clock };
    times.set(message, time);
  }
  return time;
};

/** @param {Line} line */
const same = (line) => {
  const old = kept.get(line.message);
  const names = /** @type {(keyof Line)[]} */ (Object.keys(line));
  if (old && names.every((name) => old[name] === line[name])) return old;
  kept.set(line.message, line);
  return line;
};

/** The messages in the window, in their order. @param {FeedStore} feed @returns {MessageOut[]} */
export const messagesIn = (feed) => {
  const { view } = feed;
  if (!view) return [];
  return entriesOf(feed, "m_")
    .filter((message) => !message.deleted && message.room_id === view.room_id)
    .filter((message) => message.seq >= view.floor && (!view.ceil || message.seq <= view.ceil))
    .sort((a, b) => a.seq - b.seq);
};

/** The message above which *New messages* stands: the first post of others after the reader's place.
 * @param {FeedStore} feed @param {MessageOut[]} shown @param {string | undefined} me */
export const firstUnread = (feed, shown, me) => {
  const marker =
    feed.read_marker && feed.read_marker.room_id === feed.view?.room_id ? feed.read_marker.seq : (feed.view?.read ?? 0);
  const next = shown.find((message) => message.seq > marker && message.kind === "post");
  if (!next || next.sender_id === me || (!marker && shown[0].seq !== 1)) return null;
  return next === shown[0] && !marker ? null : next;
};

/** Who has read how far: ids of people by the place of the last message that they have seen.
 * @param {FeedStore} feed @param {MessageOut[]} shown @param {string | undefined} me */
export const seenBy = (feed, shown, me) => {
  /** @type {Map<number, string[]>} */
  const seen = new Map();
  const wrote = new Map(shown.map((message) => [message.sender_id, message.seq]));
  for (const reader of entriesOf(feed, `s_${feed.view?.room_id}`)) {
    const read = Math.max(reader.read, wrote.get(reader.user_id) ?? 0);
    if (reader.left || reader.user_id === me || (feed.view?.ceil && read > feed.view.ceil)) continue;
    const last = shown.findLast((message) => message.seq <= read);
    if (last && last.sender_id !== reader.user_id) seen.set(last.seq, [...(seen.get(last.seq) ?? []), reader.user_id]);
  }
  return seen;
};

/** Whether a message calls the reader, by name or with everybody. @param {MessageOut} message @param {string | undefined} me */
const calls = (message, me) =>
  message.mentions.some((each) => each === me || ((each === "room" || each === "here") && message.sender_id !== me));

/** @param {{feed: FeedStore, people: PeopleStore, session: SessionStore}} stores @returns {Line[]} */
export const linesOf = ({ feed, people, session }) => {
  const me = session.me?.user_id;
  const shown = messagesIn(feed);
  const unread = firstUnread(feed, shown, me);
  const seen = seenBy(feed, shown, me);
  return shown.map((message, index) => {
    const before = shown[index - 1];
    const { day, name, iso, clock } = timeOf(message);
    const newDay = !before || timeOf(before).day !== day;
    const quoted = messageOf(feed, message.reply_to_id) ?? null;
    return same({
      message,
      sender: personOf(people, message.sender_id),
      quoted,
      quoted_author: message.reply_to_id ? personOf(people, quoted?.sender_id).name : "",
      fresh: message === unread,
      focused: message.seq === feed.view?.focus,
      system_text: message.kind === "system" ? systemLine(message, people, me ?? "") : "",
      mentioned: calls(message, me),
      first:
        newDay || before.kind === "system" || before.sender_id !== message.sender_id || message.at - before.at > GROUP,
      seen: seen.get(message.seq)?.sort().join(" ") ?? "",
      day: newDay ? dayName(name) : "",
      clock,
      iso,
    });
  });
};
