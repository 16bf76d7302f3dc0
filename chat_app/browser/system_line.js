// What a system line says, in the words of the person who reads it.

import { isolated } from "./bidi.js";
import { personOf } from "./entries.js";

/** @param {string[]} names */
const enumerated = (names) =>
  names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : (names[0] ?? "");

/** The sentence of a system message. @param {MessageOut} message @param {PeopleStore} people @param {string} me */
export const systemLine = (message, people, me) => {
  const said = JSON.parse(message.content || "{}");
  /** @param {string} id @param {string} you */
  const named = (id, you) => (id === me ? you : isolated(personOf(people, id).name));
  const who = named(message.sender_id, "You");
  const whom = enumerated((said.people ?? []).map((/** @type {string} */ id) => named(id, "you")));
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
