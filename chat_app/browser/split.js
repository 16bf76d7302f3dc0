// How long a text is, and how one that is too long for a message becomes several.

const NEAR = 3_500; // characters from which on they are counted
const ROOM = 40; // characters that a part leaves free, for the end of a block of code

/** How many characters a text has, as the server counts them. @param {string} text */
export const lengthOf = (text) => [...text].length;

/** A long text in parts that fit: parted between paragraphs, else lines, sentences, words. A block of code that is cut
 * ends in one part and goes on in the next.
 * @param {string} text @param {number} most characters in a part */
export const split = (text, most) => {
  const parts = [];
  let rest = text.trim();
  while (lengthOf(rest) > most) {
    const head = [...rest].slice(0, most - ROOM).join("");
    const cuts = ["\n\n", "\n", ". ", " "].map((mark) => head.lastIndexOf(mark) + (mark === ". " ? 1 : 0));
    const at = cuts.find((place) => place > head.length / 3) ?? head.length;
    const part = rest.slice(0, at).trimEnd();
    const fences = part.match(/^```.*$/gm) ?? [];
    rest = rest.slice(at).replace(/^(\n+| )/, "");
    if (fences.length % 2) rest = `${fences.at(-1)?.slice(0, 20)}\n${rest}`;
    parts.push(fences.length % 2 ? `${part}\n\`\`\`` : part);
  }
  return rest ? [...parts, rest] : parts;
};

/** The length of a text once it nears the limit, and how many messages it would take; null before that.
 * @param {string} text @param {number} most characters in a message @returns {TextSize | null} */
export const measured = (text, most) => {
  const count = text.length < NEAR ? 0 : lengthOf(text.trim());
  if (count < NEAR) return null;
  return { count, parts: count > most ? split(text, most).length : 1, shown: count.toLocaleString("en") };
};
