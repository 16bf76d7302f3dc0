// The dialogs about the room on the screen. Which one is open is the entry `asking`; the server closes it when the thing
// is done, or says why not.

/** @typedef {(entries: RoomsStore) => void} SetRooms */
/** @typedef {{leave: (room: string) => void, remove: (room: string, user: string) => void,
 *   handOver: (room: string, user: string) => void, archive: (room: string, archived: boolean) => void,
 *   setRole: (room: string, user: string, role: string) => void}} Acts */

/** Open a dialog, also about one of the room's members.
 * @param {FeedStore} feed @param {SetRooms} setRooms @param {string} act @param {string} user_id @param {string} name */
export const ask = ({ view }, setRooms, act, user_id, name) =>
  setRooms({ refused: null, asking: { act, room_id: view?.room_id ?? "", user_id, name } });

/** Open a dialog that the server has to fill. @param {FeedStore} feed @param {SetRooms} setRooms @param {string} act
 * @param {(room: string) => void} fetch */
export const askFilled = (feed, setRooms, act, fetch) => {
  ask(feed, setRooms, act, "", "");
  fetch(feed.view?.room_id ?? "");
};

/** @param {SetRooms} setRooms */
export const cancel = (setRooms) => setRooms({ asking: null, refused: null });

/** What a dialog calls when it opens or closes. @param {SetRooms} setRooms @param {boolean} shown */
export const setShown = (setRooms, shown) => {
  if (!shown) cancel(setRooms);
};

/** Do what was asked. @param {RoomsStore} rooms @param {Acts} acts */
export const confirm = ({ asking }, acts) => {
  if (!asking) return;
  const { act, room_id, user_id = "" } = asking;
  if (act === "leave") acts.leave(room_id);
  else if (act === "remove") acts.remove(room_id, user_id);
  else if (act === "hand_over") acts.handOver(room_id, user_id);
  else if (act === "archive" || act === "unarchive") acts.archive(room_id, act === "archive");
  else acts.setRole(room_id, user_id, act);
};

/** Close the question, and show the members. @param {FeedStore} feed @param {SetRooms} setRooms */
export const showMembers = ({ view }, setRooms) => setRooms({ asking: null, refused: null, pane: view?.room_id });
