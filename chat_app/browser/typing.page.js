// Says that the reader types, and forgets who has stopped.

import { useEffect, useRef } from "react";
import { ended, typingOf } from "./entries.js";
import { listen } from "./listen.page.js";
import { roomInside } from "./room.js";
import { shouldSay, whoseMessageCame } from "./typing.js";

const FORGOTTEN_AFTER = 5_000; // milliseconds

/** @typedef {{feed: FeedStore, rooms: RoomsStore, composer: ComposerStore, setComposer: SetComposer,
 *   typing: (room: string) => void}} Page */

/** Tell the room that the reader types, at most every two seconds. @param {Page} page */
const useSaying = ({ feed, rooms, typing }) => {
  const here = roomInside(feed, rooms);
  const open = feed.view?.status === "open";
  const said = useRef(0);
  const typed = useRef({ room: "", at: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: listens anew in another room only
  useEffect(() => {
    if (!here) return;
    const say = () => {
      const at = typed.current.room === here ? typed.current.at : 0;
      if (!open || !shouldSay({ now: Date.now(), typed: at, said: said.current })) return;
      said.current = Date.now();
      typing(here);
    };
    say(); // what was typed while the room was being opened
    return listen(document, {
      input: ({ isTrusted, target }) => {
        if (target.name !== "message") return;
        if (isTrusted && target.value) typed.current = { room: here, at: Date.now() };
        say();
      },
      submit: ({ target }) => {
        if (!target.elements?.message) return;
        said.current = 0;
        typed.current = { room: "", at: 0 };
      },
    });
  }, [here, open]);
};

/** Forget who has stopped typing, and whose message has come. @param {Page} page */
const useForgetting = ({ feed, composer, setComposer }) => {
  const last = useRef(/** @type {Record<string, {at: number, timer: Timer}>} */ ({}));
  const newest = useRef(0);
  useEffect(() => {
    for (const [id, entry] of typingOf(composer)) {
      if (last.current[id]?.at === entry.at) continue;
      clearTimeout(last.current[id]?.timer);
      const timer = setTimeout(() => setComposer(ended("t_", [id])), FORGOTTEN_AFTER);
      last.current[id] = { at: entry.at, timer };
    }
  }, [composer, setComposer]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looks at new messages, not at who begins to type
  useEffect(() => {
    const came = whoseMessageCame(feed, composer, newest.current);
    newest.current = came.newest;
    if (came.ids.length) setComposer(ended("t_", came.ids));
  }, [feed]);
};

/** @param {Page} page */
export const useTyping = (page) => {
  useSaying(page);
  useForgetting(page);
};
