// The element in which the feed scrolls, and its rows.

import { firstBelow } from "./feed_window.js";

/** The scroller of the feed, if the page has one. */
export const feedBox = () => document.getElementById("feed");

/** The rows of stored messages. @param {HTMLElement} box @returns {HTMLElement[]} */
export const storedRows = (box) =>
  /** @type {HTMLElement[]} */ ([...box.querySelectorAll("[data-seq]")]).filter((row) => Number(row.dataset.seq) > 0);

/** The first row in sight. @param {HTMLElement} box */
export const firstRowInSight = (box) => {
  const rows = /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-seq]"));
  const { top } = box.getBoundingClientRect();
  return rows[firstBelow(rows.length, (index) => rows[index].getBoundingClientRect().bottom, top)];
};

/** The row of a place. @param {HTMLElement} box @param {number} seq @returns {HTMLElement | null} */
export const rowAt = (box, seq) => box.querySelector(`[data-seq="${seq}"]`);

/** The row of a message. @param {string | undefined} id @returns {HTMLElement | null} */
export const rowOfMessage = (id) => document.querySelector(`[data-message-id="${id}"]`);
