// Sending: what the form of the message box does. There is no round trip before the echo.

import { draftIn } from "./drafts.page.js";
import { roomOf } from "./entries.js";
import { toEnd } from "./feed_window.page.js";
import { newId } from "./ids.js";
import { mustConfirm } from "./mention_confirm.page.js";
import { boxText, emptyBox, focusBox, writeText } from "./message_box.page.js";
import { isPosted, newEchoes } from "./outbox.js";
import { addEchoes } from "./outbox.page.js";
import { isInside } from "./room.js";
import { lengthOf, split } from "./split.js";

/** `most`: characters in a message.
 * @typedef {{feed: FeedStore, rooms: RoomsStore, composer: ComposerStore, session: SessionStore,
 *   setComposer: SetComposer, latest: (room: string) => void, most: number}} Page */

/** Show texts as echoes, which `useOutbox` sends on their way, and empty the box. The draft's id becomes the message's.
 * Who writes while looking at old messages is taken to the live end.
 * @param {string[]} texts @param {Page} page */
const send = (texts, { feed, composer, session, setComposer, latest }) => {
  const room_id = feed.view?.room_id ?? "";
  const { mode } = composer;
  const draft = draftIn(room_id);
  const id = draft && !isPosted(draft.id, feed, composer) ? draft.id : newId();
  const reply = mode?.kind === "reply" ? mode.message_id : "";
  addEchoes(newEchoes(texts, { id, room_id, by: session.me?.user_id ?? "", reply }), setComposer);
  setComposer({ mode: null });
  emptyBox();
  toEnd(feed, latest);
};

/** Enter, or *Send*. A text that is too long stays in the box, and the strip above it says why; so does one that
 * mentions a crowd, until its author has confirmed it: people in a room beyond `quiet`.
 * @param {Page & {edit: (id: string, text: string) => void, quiet: number,
 *   setPage: SetPage}} page @param {Event} event */
export const submit = (page, event) => {
  event.preventDefault();
  const { feed, rooms, composer, setComposer, setPage, edit, most, quiet } = page;
  const { mode } = composer;
  const text = boxText().trim();
  if (!text || !isInside(feed.view, rooms) || lengthOf(text) > most) return;
  if (mustConfirm(text, roomOf(rooms, feed.view?.room_id)?.members ?? 0, quiet, setPage)) return;
  if (mode?.kind !== "edit") return send([text], page);
  edit(mode.message_id, text);
  setComposer({ mode: null });
  writeText({ text: mode.before ?? "" });
};

/** *Send as 2 messages*. @param {Page} page */
export const sendSplit = (page) => {
  if (!boxText().trim() || !isInside(page.feed.view, page.rooms)) return;
  send(split(boxText(), page.most), page);
  focusBox();
};
