// The question before a large room is mentioned as a whole; the text waits in the box meanwhile.

import { massMention } from "./mention_confirm.js";
import { messageBox } from "./message_box.page.js";

let confirmed = ""; // the text that its author has just confirmed

/** Whether a text has to be confirmed first, for which the dialog is opened.
 * @param {string} text @param {number} people in the room @param {number} quiet people who are not asked about
 * @param {(entries: ComposerStore) => void} setComposer */
export const mustConfirm = (text, people, quiet, setComposer) => {
  const word = massMention(text);
  const ask = word && people > quiet && confirmed !== text;
  if (ask) setComposer({ loud: { text, people, word } });
  else confirmed = "";
  return !!ask;
};

/** Send the text after all. @param {ComposerStore} composer @param {(entries: ComposerStore) => void} setComposer */
export const confirmMention = ({ loud }, setComposer) => {
  confirmed = loud?.text ?? "";
  setComposer({ loud: null });
  messageBox()?.form?.requestSubmit();
};
