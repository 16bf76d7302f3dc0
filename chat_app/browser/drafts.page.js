// Drafts: on the server for all devices of a person, and in this tab's session storage at every moment, under the key of
// the person who typed it. What is typed offline is saved with the next connection.

import { useEffect, useRef } from "react";
import { useLocation } from "react-router";
import { replyTo } from "./composer.js";
import { isUnsaved, onNews, takenDraft, typedDraft } from "./drafts.js";
import { draftOf, messageOf, personOf } from "./entries.js";
import { newId } from "./ids.js";
import { listen } from "./listen.page.js";
import { boxText, focusBox, messageBox, onTextChange, replaceText } from "./message_box.page.js";
import { isPosted } from "./outbox.js";
import { belongsTo, kept as keptIn, ownKey } from "./own_storage.page.js";
import { isInside, roomIn } from "./room.js";

const PAUSE = 1000; // milliseconds after the last key

/** @typedef {import("./drafts.js").Draft} Draft */
/** @typedef {{feed: FeedStore, rooms: RoomsStore, people: PeopleStore, composer: ComposerStore, session: SessionStore,
 *   setComposer: SetComposer,
 *   save: (room: string, id: string, text: string, reply: string, by: string) => void}} Page */
/** What is latest, for listeners that live longer than a rendering: the page, whether the person has typed, and what the
 * open box does.
 * @typedef {{page: Page, touched: boolean, timer: Timer, box: {take: (draft: DraftOut) => void, keep: () => void} | null}} Now */

/** @param {string} room @returns {Draft | null} */
export const draftIn = (room) => keptIn(sessionStorage, ownKey(`typed:${room}`));

/** @param {string} room @param {Draft | null} draft */
const putDraft = (room, draft) => {
  const key = ownKey(`typed:${room}`);
  if (draft) sessionStorage.setItem(key, JSON.stringify(draft));
  else sessionStorage.removeItem(key);
};

/** Send a draft to the server, unless it has it. @param {string} room @param {Page} page */
const save = (room, { session, save }) => {
  const draft = draftIn(room);
  if (!isUnsaved(draft)) return;
  save(room, draft.id, draft.text, draft.reply, session.me?.user_id ?? "");
  if (!draft.text) putDraft(room, null);
};

/** What a draft of a room's box goes through. Saved for the person of `page` only, not of `now.page`.
 * @param {string} room @param {Page} page @param {Now} now */
const draftBox = (room, page, now) => {
  const keep = () => {
    const { composer, feed } = now.page;
    const mode = composer.mode;
    if (mode?.kind === "edit") return;
    const before = draftIn(room);
    const reply = mode?.kind === "reply" ? mode.message_id : "";
    const posted = !!before && isPosted(before.id, feed, composer);
    const draft = typedDraft(before, { text: boxText(), reply, posted, newId });
    if (!draft) return;
    now.touched = true;
    putDraft(room, draft);
    clearTimeout(now.timer);
    now.timer = setTimeout(() => save(room, page), PAUSE);
  };
  /** @param {DraftOut} draft */
  const take = (draft) => {
    const answers = messageOf(now.page.feed, draft.reply_to_id);
    putDraft(room, takenDraft(draft, draftIn(room)));
    replaceText(draft.text);
    if (!answers || answers.deleted) return;
    // Another room ends a reply (`useComposer`): this one begins after that.
    const author = personOf(now.page.people, answers.sender_id).name;
    setTimeout(() => page.setComposer({ mode: replyTo(answers, author) }));
  };
  const sent = () => {
    const from = draftIn(room)?.from;
    clearTimeout(now.timer);
    putDraft(room, null);
    if (from) page.save(room, from, "", "", page.session.me?.user_id ?? "");
  };
  return { keep, take, sent };
};

/** Fill the box of a room when it opens, keep what is typed there, and move the focus there on a desk.
 * @param {string} here the room, or "" @param {Now} now */
const useBox = (here, now) => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a box is filled once for each room
  useEffect(() => {
    if (!here || !messageBox()) return;
    const { page } = now;
    const { keep, take, sent } = draftBox(here, page, now);
    const mine = draftIn(here);
    const kept = draftOf(page.rooms, here);
    now.touched = !!mine && !mine.saved;
    if (mine && now.touched) {
      replaceText(mine.text);
      save(here, page);
    } else if (kept?.text && !isPosted(kept.client_msg_id, page.feed, page.composer)) take(kept);
    else {
      putDraft(here, null);
      replaceText("");
    }
    if (window.matchMedia("(hover: hover)").matches) focusBox();
    const stops = [
      onTextChange((change) => {
        if (change === "written") keep();
        else if (change === "sent") sent();
      }),
      listen(document, { visibilitychange: () => document.visibilityState === "hidden" && save(here, page) }),
    ];
    now.box = { take, keep };
    return () => {
      clearTimeout(now.timer);
      save(here, page);
      now.box = null;
      for (const stop of stops) stop();
    };
  }, [here]);
};

/** Put the draft of a room into the box when it opens, and keep and save it while the person types. @param {Page} page */
export const useDrafts = (page) => {
  const { feed, rooms, composer, session } = page;
  const own = belongsTo(session.me?.user_id ?? "");
  const room = roomIn(useLocation().pathname);
  const here = own && isInside(feed, rooms) ? room : "";
  const kept = draftOf(rooms, here);
  const { mode } = composer;
  const { current: now } = useRef(/** @type {Now} */ ({ page, touched: false, timer: undefined, box: null }));
  now.page = page;
  useBox(here, now);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each version of the server's draft is heard once
  useEffect(() => {
    if (!here || !kept || !now.box || mode?.kind === "edit") return;
    const mine = draftIn(here);
    const free = !boxText() && document.activeElement !== messageBox();
    const posted = isPosted(kept.client_msg_id, feed, composer);
    const act = onNews(kept, mine, { posted, touched: now.touched, free });
    if (act === "mark") putDraft(here, { .../** @type {Draft} */ (mine), saved: true });
    else if (act === "take") now.box.take(kept);
    else if (act === "keep") now.box.keep();
  }, [kept?.version]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft that begins to answer a message is another one
  useEffect(() => {
    const mine = here ? draftIn(here) : null;
    if (mode?.kind === "reply" && mine && mine.reply !== mode.message_id) now.box?.keep();
  }, [mode]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each connection
  useEffect(() => {
    const typed = ownKey("typed:");
    if (!session.arrived || !own) return;
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(typed)) save(key.slice(typed.length), page);
  }, [session.arrived, own]);
};
