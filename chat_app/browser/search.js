// What is searched for, and what was found so far.

import { paneOf } from "./pane.js";

/** All results that are here, over their pages. @param {SearchStore} search */
export const resultsOf = (search) =>
  Array.from({ length: search.status?.pages ?? 0 }, (_, page) => search[`page_${page}`] ?? []).flat();

/** What the server is asked for the page after the last one: query, room, last result and number of the page.
 * @param {SearchStore} search @returns {[string, string, string, number]} */
export const nextPage = (search) => {
  const { query = "", room_id = "", pages = 0 } = search.status ?? {};
  return [query, room_id, search[`page_${pages - 1}`]?.at(-1)?.id ?? "", pages];
};

/** The search that has just been asked for. @param {string} query @param {string} room_id @returns {SearchStatus} */
export const begun = (query, room_id) => ({ query, room_id, pages: 0, more: false, error: "", loading: true });

/** What the beginning of a filter adds to a query. @param {string} query @param {string} filter */
export const filterAfter = (query, filter) => (query && !query.endsWith(" ") ? " " : "") + filter;

/** The entries that open the panel beside the room on the screen: what it stands in for comes back after it.
 * @param {RoomsStore} rooms @param {string} room @returns {RoomsStore} */
export const opened = (rooms, room) => ({ pane: paneOf("search", room), covered_pane: rooms.pane ?? null });

/** The entries that close it. @param {RoomsStore} rooms @returns {RoomsStore} */
export const closed = (rooms) => ({ pane: rooms.covered_pane ?? null, covered_pane: null });
