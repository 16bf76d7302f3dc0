// Which groups of the room list are folded away: remembered by the browser, for each person.

import { useEffect } from "react";
import { belongsTo, kept, ownKey } from "./own_storage.page.js";

const KEY = "folded";

/** Fetch what was remembered, once it is known who the person is.
 * @param {SessionStore} session @param {SetRooms} setRooms */
export const useFoldedGroups = (session, setRooms) => {
  const whose = belongsTo(session.me?.user_id) ? ownKey(KEY) : "";
  useEffect(() => {
    if (whose) setRooms({ folded: kept(localStorage, whose, {}) });
  }, [whose, setRooms]);
};

/** Fold a group away, or unfold it.
 * @param {RoomsStore} rooms @param {SetRooms} setRooms @param {string} group */
export const toggleGroup = ({ folded }, setRooms, group) => {
  const now = { ...folded, [group]: !folded?.[group] };
  setRooms({ folded: now });
  localStorage.setItem(ownKey(KEY), JSON.stringify(now));
};
