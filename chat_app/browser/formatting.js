// Formatting what is written: marks around the selection.

/** A text with what is selected of it. @typedef {{text: string, start: number, end: number}} Selected */

/** @type {Record<string, [string, string]>} */
const MARKS = { bold: ["**", "**"], italic: ["*", "*"], link: ["[", "](https://)"], code: ["`", "`"] };

/** Put marks around what is selected, and leave it selected.
 * @param {Selected} selected @param {[string, string]} marks @returns {Selected} */
const wrapped = ({ text, start, end }, [left, right]) => ({
  text: text.slice(0, start) + left + text.slice(start, end) + right + text.slice(end),
  start: start + left.length,
  end: end + left.length,
});

/** Make the selected lines items of a list, and set the caret after them. @param {Selected} selected @returns {Selected} */
const listed = ({ text, start, end }) => {
  const from = text.slice(0, start).lastIndexOf("\n") + 1;
  const lines = text.slice(from, end).split("\n");
  const items = lines.map((line) => `- ${line}`).join("\n");
  return { text: text.slice(0, from) + items + text.slice(end), start: from + items.length, end: from + items.length };
};

/** @param {string} kind `bold`, `italic`, `link`, `code` or `list` @param {Selected} selected @returns {Selected} */
export const formatted = (kind, selected) => {
  if (kind === "list") return listed(selected);
  const lines = selected.text.slice(selected.start, selected.end).includes("\n");
  return wrapped(selected, kind === "code" && lines ? ["```\n", "\n```"] : MARKS[kind]);
};
