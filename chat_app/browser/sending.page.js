// Sending: what the form of the message box does. There is no round trip before the echo.

import { draftIn } from "./drafts.page.js";
import { roomOf } from "./entries.js";
import { toEnd } from "./feed_window.page.js";
import { newId } from "./ids.js";
import { massMention } from "./mention_confirm.js";
import { boxText, emptyBox, focusBox, messageBox, writeText } from "./message_box.page.js";
import { isPosted, newEchoes } from "./outbox.js";
import { addEchoes } from "./outbox.page.js";
import { openDialog } from "./page.js";
import { isInside } from "./room.js";
import { lengthOf, split } from "./split.js";

let confirmed = ""; // the text that its author has just confirmed

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

/** Whether a text has to be confirmed first, for which the dialog is opened.
 * @param {string} text @param {number} people in the room @param {number} quiet people who are not asked about
 * @param {SetPage} setPage */
const mustConfirm = (text, people, quiet, setPage) => {
  const word = massMention(text);
  const ask = word && people > quiet && confirmed !== text;
  if (ask) openDialog(setPage, { kind: "mention", text, count: people, name: word });
  else confirmed = "";
  return !!ask;
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
  if (!text || !isInside(feed, rooms) || lengthOf(text) > most) return;
  if (mustConfirm(text, roomOf(rooms, feed.view?.room_id)?.members ?? 0, quiet, setPage)) return;
  if (mode?.kind !== "edit") return send([text], page);
  edit(mode.message_id, text);
  setComposer({ mode: null });
  writeText({ text: mode.before ?? "" });
};

/** *Send as 2 messages*. @param {Page} page */
export const sendSplit = (page) => {
  if (!boxText().trim() || !isInside(page.feed, page.rooms)) return;
  send(split(boxText(), page.most), page);
  focusBox();
};

/** Send the text that waits for that question after all. @param {PageStore} page @param {SetPage} setPage */
export const confirmMention = ({ dialog }, setPage) => {
  confirmed = dialog?.text ?? "";
  setPage({ dialog: null });
  messageBox()?.form?.requestSubmit();
};
