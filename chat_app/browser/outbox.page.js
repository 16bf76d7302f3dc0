// Echoes: what has been sent and not yet been answered, shown at once, kept through a reload, never lost. A copy of them
// is kept in the tab's session storage, under the author's key. An echo goes when its message is in the feed or its
// answer is `sent`.

import { useEffect, useRef } from "react";
import { answerOf, echoEntries, echoOf, ended } from "./entries.js";
import { boxText, focusBox, messageBox, writeText } from "./message_box.page.js";
import { changesOf, due, fate, storedIn } from "./outbox.js";
import { belongsTo, kept, ownKey } from "./own_storage.page.js";
import { isConnected } from "./session_renewal.page.js";

/** @typedef {{feed: FeedStore, composer: ComposerStore, session: SessionStore, setComposer: SetComposer,
 *   post: (room: string, id: string, text: string, reply: string, by: string) => void}} Page */

/** @returns {EchoEntry[]} */
const keptEchoes = () => kept(sessionStorage, ownKey("pending"), []);

/** @param {EchoEntry[]} echoes */
const keepEchoes = (echoes) => sessionStorage.setItem(ownKey("pending"), JSON.stringify(echoes));

/** Show and keep new echoes; `useOutbox` sends them on their way. @param {EchoEntry[]} echoes @param {SetComposer} setComposer */
export const addEchoes = (echoes, setComposer) => {
  setComposer(echoEntries(echoes));
  keepEchoes([...keptEchoes(), ...echoes]);
};

/** Restore echoes after a reload, and after every new connection. What is unanswered is then posted again under its id,
 * which never makes a second message.
 * @param {Page} page @param {boolean} own @param {import("react").RefObject<import("./outbox.js").Posted>} posted */
const useRestoring = ({ composer, session, setComposer }, own, posted) => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each connection
  useEffect(() => {
    if (!own) return;
    posted.current.clear();
    const mine = keptEchoes().filter((echo) => echo.by === session.me?.user_id);
    const missing = mine.filter((echo) => !echoOf(composer, echo.client_msg_id));
    if (missing.length) setComposer(echoEntries(missing));
  }, [session.arrived, own]);
};

/** Post what is due. @param {Page} page @param {boolean} own @param {import("react").RefObject<import("./outbox.js").Posted>} posted */
const usePosting = ({ feed, composer, session, setComposer, post }, own, posted) => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the setter and the event are the same all the time
  useEffect(() => {
    if (!own || !session.arrived) return;
    /** @type {Timer} */
    let timer;
    const work = () => {
      const next = due(composer, feed, posted.current, Date.now(), isConnected());
      for (const echo of next.post) post(echo.room_id, echo.client_msg_id, echo.text, echo.reply, echo.by);
      const changed = changesOf(composer, next);
      if (Object.keys(changed).length) setComposer(changed);
      if (next.wait !== null) timer = setTimeout(work, next.wait);
    };
    work();
    return () => clearTimeout(timer);
  }, [composer, feed, session.arrived, own]);
};

/** Restore echoes, post what is due, drop the answered echoes. @param {Page} page */
export const useOutbox = (page) => {
  const { feed, composer, session, setComposer } = page;
  const own = belongsTo(session.me?.user_id);
  const posted = useRef(new Map());
  useRestoring(page, own, posted);
  usePosting(page, own, posted);
  useEffect(() => {
    const echoes = keptEchoes();
    if (!echoes.length) return;
    const stored = storedIn(feed);
    const open = echoes.filter((echo) => fate(echo, answerOf(composer, echo.client_msg_id), stored) !== "sent");
    if (open.length === echoes.length) return;
    keepEchoes(open);
    setComposer(
      ended(
        "e_",
        echoes.filter((echo) => !open.includes(echo)).map((echo) => echo.client_msg_id),
      ),
    );
  }, [feed, composer, setComposer]);
};

/** Send an echo again, under the same id. @param {ComposerStore} composer @param {SetComposer} setComposer @param {string} id */
export const retryEcho = (composer, setComposer, id) => {
  const echo = echoOf(composer, id);
  if (echo) setComposer({ ...echoEntries([{ ...echo, again: Date.now(), late: false }]), ...ended("a_", [id]) });
};

/** Let a refused echo go. @param {ComposerStore} composer @param {SetComposer} setComposer @param {string} id */
export const discardEcho = (composer, setComposer, id) => {
  if (!echoOf(composer, id)) return;
  keepEchoes(keptEchoes().filter((echo) => echo.client_msg_id !== id));
  setComposer(ended("e_", [id]));
};

/** Put a refused echo back into the box, above the text that is there.
 * @param {ComposerStore} composer @param {SetComposer} setComposer @param {string} id */
export const editEcho = (composer, setComposer, id) => {
  const echo = echoOf(composer, id);
  if (!echo || !messageBox()) return;
  discardEcho(composer, setComposer, id);
  focusBox();
  writeText({ text: [echo.text, boxText()].filter(Boolean).join("\n") });
};
