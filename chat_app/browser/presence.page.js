// What a page says and asks about presence.

import { useEffect, useRef } from "react";
import { personOf } from "./entries.js";
import { activeFor, isNews, statusOf } from "./presence.js";
import { partnerOf } from "./room.js";

const TOUCHES = ["pointermove", "pointerdown", "keydown", "wheel", "touchstart", "focus"];

/** Ask when the partner of a direct room was last seen, while they are offline.
 * @param {{feed: FeedStore, rooms: RoomsStore, session: SessionStore, people: PeopleStore, presence: PresenceStore,
 *   see: (id: string) => void}} page */
export const useLastSeen = ({ feed, rooms, session, people, presence, see }) => {
  const partner = partnerOf(feed, rooms, session);
  const gone = partner && statusOf(partner, people, presence) === "offline" ? partner : "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each person and connection
  useEffect(() => {
    if (gone) see(gone);
  }, [gone, session.arrived]);
};

/** Send the browser's time zone once for a person who has none.
 * @param {SessionStore} session @param {PeopleStore} people @param {(zone: string) => void} say */
export const useTimeZone = (session, people, say) => {
  const me = session.me?.user_id;
  const zoneless = !!me && personOf(people, me).id === me && !personOf(people, me).time_zone;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zoneless && here) say(here);
  }, [zoneless]);
};

/** Say when the page falls idle and when it is in use again: only changes are sent. A new connection takes the page for
 * active, but may first get what was said while there was none; so it is told how things are.
 * @param {SessionStore} session @param {(active: boolean) => void} setActive */
export const useIdle = (session, setActive) => {
  const connected = session.arrived ?? "";
  const said = useRef({ to: "", active: true });
  const touched = useRef(Date.now());
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it calls never changes
  useEffect(() => {
    if (!connected) return;
    /** @type {Timer} */
    let timer;
    const hidden = () => document.visibilityState === "hidden";
    const since = () => Date.now() - touched.current;
    let active = activeFor(hidden(), since()) > 0;
    const say = () => {
      if (said.current.to === connected && said.current.active === active) return;
      said.current = { to: connected, active };
      setActive(active);
    };
    const rest = () => {
      clearTimeout(timer);
      const left = activeFor(hidden(), since());
      active = left > 0;
      if (active) timer = setTimeout(rest, left);
      say();
    };
    const seen = () => {
      touched.current = Date.now();
      rest();
    };
    const touch = () => {
      if (isNews(hidden(), active, since())) seen();
    };
    if (!said.current.to) said.current = { to: connected, active: true };
    for (const kind of TOUCHES) window.addEventListener(kind, touch, { passive: true });
    document.addEventListener("visibilitychange", seen);
    rest();
    return () => {
      clearTimeout(timer);
      for (const kind of TOUCHES) window.removeEventListener(kind, touch);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [connected]);
};
