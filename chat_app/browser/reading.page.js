// Tells the server how far the reader has read.

import { useEffect, useRef } from "react";
import { feedBox } from "./feed_box.page.js";
import { isAtEnd } from "./feed_window.js";
import { listen } from "./listen.page.js";
import { markerOnLeaving, unreadRoom } from "./reading.js";

/** Say how far the reader has read, when that moves, and move the line *New messages* when the window loses the focus.
 * @param {{feed: FeedStore, rooms: RoomsStore, setFeed: SetFeed,
 *   read: (room: string, seq: number, posts: number) => void}} page */
export const useReading = ({ feed, rooms, setFeed, read }) => {
  const said = useRef("");
  const kept = useRef("");
  const shown = feed.view?.room_id;
  useEffect(() => {
    if (kept.current && kept.current !== shown) setFeed({ read_marker: null, marked_unread: null });
    kept.current = shown ?? "";
  }, [shown, setFeed]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it calls never changes
  useEffect(() => {
    const box = feedBox();
    const look = () => {
      const room = unreadRoom(feed, rooms);
      if (!room || !box || !document.hasFocus() || !isAtEnd(box)) return;
      const mark = `${room.id}:${room.last_seq}`;
      if (said.current === mark) return;
      said.current = mark;
      read(room.id, room.last_seq, room.posts);
    };
    const leave = () => {
      const read_marker = markerOnLeaving(feed, rooms);
      if (read_marker) setFeed({ read_marker });
    };
    look();
    const stops = [listen(window, { focus: look, blur: leave }), listen(box, { scroll: look }, { passive: true })];
    return () => {
      for (const stop of stops) stop();
    };
  }, [feed, rooms]);
};
