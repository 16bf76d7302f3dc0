// Who is typing.

import { isolated, listed } from "./bidi.js";
import { entriesOf, typingOf } from "./entries.js";

const SAID_EVERY = 2_000; // milliseconds

/** The sentence about the people who type in the room on the screen, or "".
 * @param {{feed: FeedStore, composer: ComposerStore, session: SessionStore}} stores */
export const typingText = ({ feed, composer, session }) => {
  const names = typingOf(composer)
    .filter(([id, { room_id }]) => id !== session.me?.user_id && room_id === feed.view?.room_id)
    .map(([, { name }]) => isolated(name.split(" ")[0]));
  const shown = names.length > 3 ? [names[0], names[1], `${names.length - 2} others`] : names;
  return names.length ? `${listed(shown)} ${names.length > 1 ? "are" : "is"} typing…` : "";
};

/** Whether to tell the room that the reader types: they have just typed, and it was not sent within the interval.
 * @param {{now: number, typed: number, said: number}} times milliseconds since 1970 */
export const shouldSay = ({ now, typed, said }) => now - typed <= SAID_EVERY && now - said >= SAID_EVERY;

/** The ids of those who type and whose message has come since a moment, and the moment of the newest message.
 * @param {FeedStore} feed @param {ComposerStore} composer @param {number} since milliseconds since 1970 */
export const whoseMessageCame = (feed, composer, since) => {
  const fresh = entriesOf(feed, "m_").filter((message) => message.at > since);
  const senders = new Set(fresh.map((message) => message.sender_id));
  return {
    newest: Math.max(since, ...fresh.map((message) => message.at)),
    ids: typingOf(composer).flatMap(([id]) => (senders.has(id) ? [id] : [])),
  };
};
