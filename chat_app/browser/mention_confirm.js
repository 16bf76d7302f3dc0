// Mentioning everybody at once: in a room of many people the author is asked first.

/** The word by which a text mentions everybody, `@room` or `@here`, else "". What stands in code mentions nobody.
 * @param {string} text */
export const massMention = (text) => {
  const plain = text.replace(/```[\s\S]*?(```|$)|`[^`\n]*`/g, "");
  const found = /(^|[^A-Za-z0-9@./])@(room|here)(?![\p{L}\p{N}])/iu.exec(plain);
  return found ? `@${found[2].toLowerCase()}` : "";
};
