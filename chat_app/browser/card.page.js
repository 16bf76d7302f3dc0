// The card about a person: one for the whole page, opened by elements with `data-card="<user id>"`, and by a
// mention of one person.

import { useEffect, useRef } from "react";
import { cardPlace } from "./card.js";
import { listen } from "./listen.page.js";

const REST = 450; // milliseconds that a mouse rests on a name before its card comes
const LEAVE = 200; // milliseconds after which it goes when the mouse has left both

const NAME = "[data-card], .mention[role=button]";

/** @param {EventTarget | null} target @returns {HTMLElement | null | undefined} */
const nameAt = (target) => (target instanceof Element ? target.closest(NAME) : null);

/** @param {HTMLElement} name */
const personAt = (name) => name.dataset.card ?? name.dataset.mention ?? "";

/** @param {EventTarget | null} target */
const isOnCard = (target) => target instanceof Element && !!target.closest("#card");

/** A click or Enter on a name holds its card open and moves the focus there; a resting mouse shows it meanwhile.
 * @param {PresenceStore} presence @param {SetPresence} setPresence
 * @param {(id: string) => void} see */
export const useCard = ({ card }, setPresence, see) => {
  /** @type {import("react").RefObject<HTMLElement | null>} */
  const opener = useRef(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it calls never changes
  useEffect(() => {
    /** @type {Timer} */
    let timer;
    const shut = () => setPresence({ card: null });
    /** @param {HTMLElement} name @param {boolean} kept_open */
    const show = (name, kept_open) => {
      opener.current = name;
      const id = personAt(name);
      setPresence({ card: { id, ...cardPlace(name.getBoundingClientRect(), window), kept_open } });
      see(id);
    };
    /** @param {MouseEvent} event */
    const press = ({ target }) => {
      const name = nameAt(target);
      clearTimeout(timer);
      if (name) show(name, true);
      else if (card && !isOnCard(target)) shut();
    };
    /** @param {PointerEvent} event */
    const over = ({ pointerType, target }) => {
      if (pointerType !== "mouse") return;
      clearTimeout(timer);
      const name = nameAt(target);
      if (name && card?.id !== personAt(name)) timer = setTimeout(() => show(name, false), REST);
      else if (card && !card.kept_open && !name && !isOnCard(target)) timer = setTimeout(shut, LEAVE);
    };
    /** @param {KeyboardEvent} event */
    const key = (event) => {
      const { target } = event;
      if (event.key === "Enter" && target instanceof HTMLElement && target.matches(".mention[role=button]"))
        show(target, true);
      if (event.key !== "Escape" || !card) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      shut();
      if (card.kept_open) opener.current?.focus();
    };
    const stops = [listen(document, { click: press, pointerover: over }), listen(window, { keydown: key }, true)];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [card]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another card, or this card is kept open from now on
  useEffect(() => {
    if (card?.kept_open) document.getElementById("card")?.focus();
  }, [card?.id, card?.kept_open]);
};
