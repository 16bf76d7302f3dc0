// What a system line says, in the words of the person who reads it.

import { isolated, listed } from "./bidi.js";
import { personOf } from "./entries.js";

/** The sentence of a system message. @param {MessageOut} message @param {PeopleStore} people @param {string} me */
export const systemLine = (message, people, me) => {
  const said = JSON.parse(message.content || "{}");
  /** @param {string} id @param {string} you */
  const named = (id, you) => (id === me ? you : isolated(personOf(people, id).name));
  const who = named(message.sender_id, "You");
  const whom = listed((said.people ?? []).map((/** @type {string} */ id) => named(id, "you")));
  /** @type {Record<string, string>} */
  const sentences = {
    joined: `${who} joined`,
    left: `${who} left`,
    added: `${who} added ${whom}`,
    removed: `${who} removed ${whom}`,
    owner: `${who} made ${whom} an owner`,
    renamed: `${who} renamed the room to ${isolated(said.text ?? "")}`,
    archived: `${who} archived the room`,
    unarchived: `${who} took the room into use again`,
    topic: said.text ? `${who} changed the topic to “${isolated(said.text)}”` : `${who} cleared the topic`,
  };
  return sentences[said.act] ?? `${who} changed the room`;
};
