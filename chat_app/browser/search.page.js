// Searching: the panel beside the room, its key, and more results as the reader gets near their end.

import { useEffect } from "react";
import { rowOfMessage } from "./feed_box.page.js";
import { withControl } from "./keys.js";
import { listen } from "./listen.page.js";
import { focusBox } from "./message_box.page.js";
import { isShown } from "./pane.js";
import { begun, closed, filterAfter, nextPage, opened } from "./search.js";

const PHONE = "(max-width: 767px)"; // there is no room for the panel and a message side by side
const AHEAD = "400px 0px"; // before the end of the results, at which more are asked for

/** @typedef {{rooms: RoomsStore, feed: FeedStore, setRooms: SetRooms}} Page */
/** @typedef {(query: string, room: string, last: string, page: number) => void} Older */

/** What had the focus when the panel was opened. @type {HTMLElement | null} */
let searchedFrom = null;

/** @param {ParentNode} within @returns {HTMLInputElement | null} */
const queryBox = (within, selector = "[name=query]") => within.querySelector(selector);

const panelBox = () => queryBox(document, "[data-search=panel] [name=query]");

/** @param {Page} page */
const open = ({ rooms, feed, setRooms }) => {
  searchedFrom = /** @type {HTMLElement | null} */ (document.activeElement);
  setRooms(opened(rooms, feed.view?.room_id ?? ""));
};

/** @param {Page} page */
const close = ({ rooms, setRooms }) => {
  setRooms(closed(rooms));
  if (searchedFrom?.isConnected) searchedFrom.focus();
  else focusBox();
};

/** Open the panel for the room on the screen, or close it and give the focus back. @param {Page} page */
export const togglePanel = (page) => {
  if (isShown("search", page.rooms, page.feed)) close(page);
  else if (page.feed.view?.status === "open") open(page);
};

/** Search for what the form says, in a room or (with "") in all: then the address says what is asked, so that it can
 * be passed on. @param {SetSearch} setSearch
 * @param {(query: string, room: string) => void} ask @param {string} room @param {SubmitEvent & {target: HTMLFormElement}} event */
export const askFor = (setSearch, ask, room, event) => {
  event.preventDefault();
  const query = queryBox(event.target)?.value.trim();
  if (!query) return;
  setSearch({ status: begun(query, room) });
  if (!room) history.replaceState(history.state, "", `/search?q=${encodeURIComponent(query)}`);
  ask(query, room);
};

/** Put the beginning of a filter into the box. @param {string} filter @param {{currentTarget: HTMLElement}} event */
export const insertFilter = (filter, event) => {
  const form = event.currentTarget.closest("[data-search]");
  const box = form && queryBox(form);
  if (!box) return;
  box.focus();
  box.setRangeText(filterAfter(box.value, filter), box.value.length, box.value.length, "end");
};

/** Follow a result: it is opened beside the panel; on a phone in its place. One that is open already is shown again.
 * @param {SetRooms} setRooms @param {string} id of the message @param {MouseEvent} event */
export const followed = (setRooms, id, event) => {
  const row = rowOfMessage(id);
  if (location.pathname.includes(id) && row) {
    event.preventDefault();
    row.scrollIntoView({ block: "center" });
  }
  if (window.matchMedia(PHONE).matches) setRooms({ pane: null, covered_pane: null });
};

/** Load the next page of results. @param {SearchStore} search @param {Older} older */
export const loadMore = (search, older) => older(...nextPage(search));

/** Load more results as their end comes into sight; a link to results puts what is asked into the box.
 * @param {SearchStore} search @param {Older} older */
export const useResults = (search, older) => {
  const { status } = search;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page comes with a new `status`
  useEffect(() => {
    const more = document.querySelector("[data-more-results]");
    if (!more || !status?.more) return;
    const watch = new IntersectionObserver(
      ([edge]) => {
        if (!edge.isIntersecting) return;
        watch.disconnect();
        loadMore(search, older);
      },
      { rootMargin: AHEAD },
    );
    watch.observe(more);
    return () => watch.disconnect();
  }, [status]);
  useEffect(() => {
    const box = queryBox(document, "[data-search] [name=query]");
    if (box && !box.value && status?.query) box.value = status.query;
  }, [status?.query]);
};

/** Ctrl+F (⌘F) in a room opens the panel; once the focus is in its box, the browser's own search takes over. Esc
 * anywhere in the panel closes it. @param {Page} page */
export const useSearchKeys = (page) => {
  const { view } = page.feed;
  const searching = isShown("search", page.rooms, page.feed);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the stores it needs these alone
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    const press = (event) => {
      const inPanel = event.target instanceof Element && event.target.closest("[data-search=panel]");
      if (event.key === "Escape" && inPanel) close(page);
      if (event.shiftKey || withControl(event) !== "f") return;
      if (view?.status !== "open" || document.querySelector("[role=dialog]")) return;
      const box = panelBox();
      if (box && document.activeElement === box) return;
      event.preventDefault();
      if (box) box.select();
      else open(page);
    };
    return listen(document, { keydown: press });
  }, [view?.room_id, view?.status, page.rooms.pane]);
  useEffect(() => {
    if (searching) panelBox()?.focus();
  }, [searching]);
};
