// The question before a large room is mentioned as a whole; the text waits in the box meanwhile.

import { massMention } from "./mention_confirm.js";
import { messageBox } from "./message_box.page.js";
import { openDialog } from "./page.js";

let confirmed = ""; // the text that its author has just confirmed

/** Whether a text has to be confirmed first, for which the dialog is opened.
 * @param {string} text @param {number} people in the room @param {number} quiet people who are not asked about
 * @param {SetPage} setPage */
export const mustConfirm = (text, people, quiet, setPage) => {
  const word = massMention(text);
  const ask = word && people > quiet && confirmed !== text;
  if (ask) openDialog(setPage, { kind: "mention", text, count: people, name: word });
  else confirmed = "";
  return !!ask;
};

/** Send the text after all. @param {PageStore} page @param {SetPage} setPage */
export const confirmMention = ({ dialog }, setPage) => {
  confirmed = dialog?.text ?? "";
  setPage({ dialog: null });
  messageBox()?.form?.requestSubmit();
};
