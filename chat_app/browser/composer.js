// What the message box is doing: writing, answering a message (`reply`), or changing one (`edit`).

import { entriesOf } from "./entries.js";

/** Answering a message of an author. @param {MessageOut} message @param {string} author @returns {Composing} */
export const replyTo = (message, author) => ({
  kind: "reply",
  message_id: message.id,
  author,
  text: message.content.split("\n")[0],
});

/** Changing the text of a message; `before` is what waits in the meantime.
 * @param {string} message_id @param {string} text @param {string} before @returns {Composing} */
export const editOf = (message_id, text, before) => ({
  kind: "edit",
  message_id,
  author: "",
  text: text.split("\n")[0],
  before,
});

/** The last message of a person in the room on the screen. @param {FeedStore} feed @param {string | undefined} person */
export const lastOf = (feed, person) =>
  entriesOf(feed, "m_")
    .filter((message) => message.room_id === feed.view?.room_id && message.sender_id === person)
    .filter((message) => message.kind === "post" && !message.deleted)
    .reduce(
      (last, message) => (message.seq > (last?.seq ?? 0) ? message : last),
      /** @type {MessageOut | null} */ (null),
    );
