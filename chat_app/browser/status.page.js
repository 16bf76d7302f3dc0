// What the dialog of a status does.

import { endOf } from "./status.js";

/** @typedef {(emoji: string, text: string, until: number) => void} Save */

/** Save what the form says. @param {Save} save @param {import("react").FormEvent<HTMLFormElement>} event */
export const submitStatus = (save, event) => {
  event.preventDefault();
  const fields = new FormData(event.currentTarget);
  const [emoji, text, after] = ["emoji", "text", "after"].map((name) => String(fields.get(name)));
  save(emoji.trim(), text, endOf(after));
};

/** Save a ready-made one. @param {Save} save @param {string} emoji @param {string} text @param {string} after */
export const chooseStatus = (save, emoji, text, after) => save(emoji, text, endOf(after));
