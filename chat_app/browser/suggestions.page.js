// The list of suggestions over the message box. The focus stays in the box all the time.

import { useEffect, useRef } from "react";
import { listen } from "./listen.page.js";
import { focusBox, insertText, messageBox } from "./message_box.page.js";
import { roomInside } from "./room.js";
import { leadsNowhere, onKey, suggestionsOf, wordBefore } from "./suggestions.js";

const PAUSE = 120; // milliseconds without a letter before the server is asked

/** Write what a line stands for. @param {ComposerStore} composer @param {SetComposer} setComposer @param {Hit} hit */
export const pick = ({ typed_word }, setComposer, hit) => {
  const start = typed_word?.start ?? 0;
  setComposer({ typed_word: null, dismissed_word: { start, word: hit.insert.slice(1).toLowerCase() } });
  focusBox();
  insertText(`${hit.insert} `, start);
};

/** Let the open list have a key of the box, and say whether it took it.
 * @param {FeedStore} feed @param {ComposerStore} composer @param {SetComposer} setComposer
 * @param {import("react").KeyboardEvent} event */
export const takeKey = (feed, composer, setComposer, event) => {
  if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return false;
  const act = onKey(suggestionsOf(feed, composer), event.key);
  if (!act) return false;
  event.preventDefault();
  if (act.pick) pick(composer, setComposer, act.pick);
  else if (act.close) {
    setComposer({ dismissed_word: composer.typed_word });
    event.stopPropagation();
  } else setComposer({ chosen_hit: act.chosen });
  return true;
};

/** Leave the focus where it is when the pointer is pressed. @param {Event} event */
export const keepFocus = (event) => event.preventDefault();

/** Look at the word before the caret, and ask the server when the reader pauses.
 * @param {{feed: FeedStore, rooms: RoomsStore, composer: ComposerStore, setComposer: SetComposer,
 *   suggest: (room: string, sign: string, word: string) => void}} page */
export const useSuggestions = ({ feed, rooms, composer, setComposer, suggest }) => {
  const room = roomInside(feed, rooms);
  const hits = useRef(composer.hits);
  useEffect(() => {
    hits.current = composer.hits;
  }, [composer.hits]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: listens anew in another room only
  useEffect(() => {
    const box = messageBox();
    if (!room || !box) return;
    /** @type {Timer} */
    let timer;
    const look = () => {
      const found = box.selectionStart === box.selectionEnd ? wordBefore(box.value.slice(0, box.selectionStart)) : null;
      const typed_word = found && { ...found, room };
      clearTimeout(timer);
      setComposer({ typed_word, chosen_hit: 0, ...(typed_word ? {} : { dismissed_word: null }) });
      if (!typed_word || leadsNowhere(typed_word, hits.current)) return;
      timer = setTimeout(() => suggest(room, typed_word.sign, typed_word.word), typed_word.word ? PAUSE : 0);
    };
    const close = () => {
      clearTimeout(timer);
      setComposer({ typed_word: null });
    };
    const stop = listen(box, {
      input: (event) => !event.isComposing && look(),
      click: look,
      keyup: (event) => /^(Arrow(Left|Right)|Home|End)$/.test(event.key) && !event.isComposing && look(),
      blur: close,
    });
    return () => {
      close();
      stop();
    };
  }, [room]);
};
