// What is typed and not yet sent, room by room: what becomes of a draft.

const LONGEST = 40_000; // UTF-16 units: what is longer is no draft for the server, nor a frame (`api/handshake.py`)

/**
 * A draft as this tab keeps it. `id` is the `client_msg_id` of the message to be. Typing in a draft of
 * another device (`adopted`) gives it a new id, so that two messages never share an id; `from` is the old id, which ends
 * when the new message is sent. `saved` says that the server has it.
 * @typedef {{id: string, text: string, reply: string, saved: boolean, adopted?: boolean, from?: string}} Draft
 */

/** The draft after a key press: null while there is nothing to keep. `posted` says that the message of the draft
 * before has been sent already.
 * @param {Draft | null} before
 * @param {{text: string, reply: string, posted: boolean, newId: () => string}} now @returns {Draft | null} */
export const typedDraft = (before, { text, reply, posted, newId }) => {
  if (!text && !before) return null;
  const id = before && !before.adopted && !posted ? before.id : newId();
  return { id, text, saved: false, from: before?.adopted ? before.id : (before?.from ?? ""), reply };
};

/** The draft after one of the server's was put into the box. @param {DraftOut} kept @param {Draft | null} before
 * @returns {Draft | null} */
export const takenDraft = (kept, before) =>
  kept.text
    ? {
        id: kept.client_msg_id,
        text: kept.text,
        reply: kept.reply_to_id,
        saved: true,
        adopted: before?.id !== kept.client_msg_id,
      }
    : null;

/** What a box does when the server's draft of its room has changed: `mark` what was typed here as saved, `take` the
 * other, `keep` what was typed here anew, or nothing (""). A draft of another device fills a box in which the person
 * has not typed, and never replaces what they are typing.
 * @param {DraftOut} kept @param {Draft | null} mine
 * @param {{posted: boolean, touched: boolean, free: boolean}} box `free`: empty, and without the focus */
export const onNews = (kept, mine, { posted, touched, free }) => {
  if (mine && kept.client_msg_id === mine.id) {
    if (kept.text === mine.text) return "mark";
    if (kept.text) return "";
    return mine.saved ? "take" : "keep";
  }
  return !posted && (!touched || free) ? "take" : "";
};

/** Whether a draft is to be saved. @param {Draft | null} draft @returns {draft is Draft} */
export const isUnsaved = (draft) => !!draft && !draft.saved && draft.text.length <= LONGEST;
