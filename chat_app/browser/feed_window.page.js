// The ends of the feed: more comes as the reader gets near them, nothing ever jumps, and the place is found again.

import { useEffect, useLayoutEffect, useRef } from "react";
import { forgetMessages, roomOf } from "./entries.js";
import { feedBox, firstRowInSight, rowAt, storedRows } from "./feed_box.page.js";
import { edgeToLoad, isAtEnd, keptPlace, narrowed, placeIn, scrolledAway, surplusIn } from "./feed_window.js";
import { listen } from "./listen.page.js";
import { focusBox } from "./message_box.page.js";

const AHEAD = 600; // pixels before an edge at which its page is asked for
const AGAIN = 5000; // milliseconds after which a page that has not come is asked for again
const PAUSE = 150; // milliseconds of scrolling between two notes of the place
const PLACE = "parley_window"; // in the session storage
const GAP = "parley_window_gap"; // pixels from the top edge to the message at the top

/** @typedef {(room: string, floor: number, ceil: number) => void} Load */
/** @typedef {{feed: FeedStore, rooms: RoomsStore, setFeed: SetFeed, older: Load, newer: Load,
 *   narrow: (room: string, floor: number, ceil: number, toFloor: number, toCeil: number) => void}} Page */

/** @param {Element} element */
const bottomOf = (element) => element.getBoundingClientRect().bottom;

/** Over the end of a window with an end, the browser would go on to the new end: the last message of before stays
 * where it was. @param {string} here @param {View | null | undefined} view */
const useHold = (here, view) => {
  const was = useRef({ room: "", ceil: 0, below: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another window can make the feed jump
  useLayoutEffect(() => {
    const box = feedBox();
    const before = was.current;
    if (!here || !view || !box) return;
    const rows = storedRows(box);
    const last = rows.findLast((row) => Number(row.dataset.seq) <= (before.ceil || Number.POSITIVE_INFINITY));
    if (box.dataset.to === "end" && !view.ceil) {
      delete box.dataset.to;
      box.scrollTop = 0;
    } else if (before.room === here && before.ceil && before.ceil !== view.ceil && last && box.scrollTop > -1)
      box.scrollTop -= bottomOf(box) - before.below - bottomOf(last);
    const below = bottomOf(box.firstElementChild ?? box) - bottomOf(storedRows(box).at(-1) ?? box);
    was.current = { room: here, ceil: view.ceil, below };
  }, [here, view?.floor, view?.ceil]);
};

/** Load what comes into sight. @param {string} here @param {Page} page */
const useMore = (here, { feed: { view }, older, newer }) => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the edges are other ones in each window only
  useEffect(() => {
    const box = feedBox();
    /** @type {Set<string | undefined>} */
    const near = new Set();
    if (!here || !view || !box) return;
    const ask = () => {
      const edge = edgeToLoad(near);
      if (edge) (edge === "older" ? older : newer)(here, view.floor, view.ceil);
    };
    const watch = new IntersectionObserver(
      (edges) => {
        for (const { target, isIntersecting } of edges)
          near[isIntersecting ? "add" : "delete"](/** @type {HTMLElement} */ (target).dataset.edge);
        ask();
      },
      { root: box, rootMargin: `${AHEAD}px 0px` },
    );
    for (const edge of box.querySelectorAll("[data-edge]")) watch.observe(edge);
    const again = setInterval(ask, AGAIN);
    return () => {
      watch.disconnect();
      clearInterval(again);
    };
  }, [here, view?.floor, view?.ceil]);
};

/** Note when the reader leaves the live end. @param {string} here @param {Page} page */
const useScrolledAway = (here, { feed, rooms, setFeed }) => {
  const now = { ceil: feed.view?.ceil ?? 0, posts: roomOf(rooms, here)?.posts ?? 0, before: feed.scrolled_away };
  const latest = useRef(now);
  latest.current = now;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what else it reads is the latest in any case
  useEffect(() => {
    const box = feedBox();
    if (!here || !box) return;
    const look = () => {
      const { before, ...rest } = latest.current;
      const scrolled_away = scrolledAway(before, { ...rest, room: here, box });
      if (scrolled_away === undefined) return;
      latest.current.before = scrolled_away;
      setFeed({ scrolled_away });
    };
    look();
    return listen(box, { scroll: look }, { passive: true });
  }, [here, feed.view?.ceil]);
};

/** Keep the page so small that it stays quick, also for a tab that has read far back.
 * @param {string} here @param {Page} page */
const useBounds = (here, { feed, rooms, narrow }) => {
  const { view } = feed;
  const last = roomOf(rooms, here)?.last_seq ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page grows with its window and its newest message only
  useEffect(() => {
    const box = feedBox();
    if (!here || !view || !box) return;
    const kept = narrowed(view, last, isAtEnd(box), () => Number(firstRowInSight(box)?.dataset.seq ?? 0));
    if (kept) narrow(here, view.floor, 0, kept.floor, kept.ceil);
  }, [here, view?.floor, view?.ceil, last]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: to look through all messages at each new one costs a frame
  useEffect(() => {
    if (here) forgetMessages(feed, surplusIn(feed));
  }, [here, view?.floor, view?.ceil]);
};

/** Load what comes into sight, keep the page bounded and still, and note when the reader leaves its end.
 * @param {Page} page */
export const useFeedWindow = (page) => {
  const { view } = page.feed;
  const here = view?.status === "open" ? view.room_id : "";
  useHold(here, view);
  useMore(here, page);
  useScrolledAway(here, page);
  useBounds(here, page);
};

/** Show the newest message: by scrolling where it is on the page, else by opening the room's end.
 * @param {FeedStore} feed @param {(room: string) => void} latest */
export const toEnd = ({ view }, latest) => {
  const box = feedBox();
  if (box && view?.ceil) box.dataset.to = "end";
  else if (box) box.scrollTop = 0;
  if (view?.ceil) latest(view.room_id);
};

/** Go to the newest message, and move the focus to the message box.
 * @param {FeedStore} feed @param {(room: string) => void} latest */
export const toLatest = (feed, latest) => {
  toEnd(feed, latest);
  focusBox({ preventScroll: true });
};

/** Note which message is at the top and how far below the edge; near the live end, that the reader is there.
 * @param {HTMLElement} box @param {View} view */
const keepPlace = (box, view) => {
  const first = isAtEnd(box) ? null : firstRowInSight(box);
  const gap = first ? first.getBoundingClientRect().top - box.getBoundingClientRect().top : 0;
  sessionStorage.setItem(PLACE, keptPlace(view, first?.dataset.seq ?? 0, location.pathname.split("/")[3] ?? ""));
  sessionStorage.setItem(GAP, String(gap));
};

/** Scroll to a row that was at the top: twice more, since rows get their true height only when they are drawn.
 * @param {HTMLElement} box @param {HTMLElement} row @param {number} gap */
const scrollBack = (box, row, gap, again = 2) => {
  box.scrollTop += row.getBoundingClientRect().top - box.getBoundingClientRect().top - gap;
  if (again) requestAnimationFrame(() => scrollBack(box, row, gap, again - 1));
};

/** Keep the reader's place in the session storage while they scroll, and go there once, on loading.
 * @param {FeedStore} feed */
export const usePlace = ({ view }) => {
  const restored = useRef("");
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place in the feed is one of these
  useEffect(() => {
    const box = feedBox();
    if (view?.status !== "open" || !box) return;
    const focused = view.room_id + view.focus;
    const target = view.focus && restored.current !== focused && rowAt(box, view.focus);
    if (target) {
      target.scrollIntoView({ block: "center" });
      restored.current = focused;
    } else if (!restored.current.startsWith(view.room_id)) {
      const place = placeIn(sessionStorage.getItem(PLACE), view.room_id);
      const row = place ? rowAt(box, place) : null;
      if (row) scrollBack(box, row, Number(sessionStorage.getItem(GAP)));
      else if (restored.current) box.scrollTop = 0;
      restored.current = view.room_id;
    } else if (!view.focus) restored.current = view.room_id;
    /** @type {Timer} */
    let timer;
    const later = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        keepPlace(box, view);
      }, PAUSE);
    };
    keepPlace(box, view);
    const stop = listen(box, { scroll: later }, { passive: true });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [view?.room_id, view?.status, view?.floor, view?.ceil, view?.focus]);
};
