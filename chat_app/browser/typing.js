// Who is typing.

import { isolated } from "./bidi.js";

/** The sentence about the people who type in the room on the screen, or "".
 * @param {{feed: FeedStore, composer: ComposerStore, session: SessionStore}} stores */
export const typingText = ({ feed, composer, session }) => {
  const names = [];
  for (const [key, entry] of Object.entries(composer)) {
    if (!entry || !key.startsWith("t_") || key === `t_${session.me?.user_id}`) continue;
    if (entry.room_id === feed.view?.room_id) names.push(isolated(entry.name.split(" ")[0]));
  }
  if (names.length < 2) return names.length ? `${names[0]} is typing…` : "";
  if (names.length === 2) return `${names.join(" and ")} are typing…`;
  if (names.length === 3) return `${names[0]}, ${names[1]} and ${names[2]} are typing…`;
  return `${names[0]}, ${names[1]} and ${names.length - 2} others are typing…`;
};
