// What pages show, computed by the modules that run in browsers: tests in Python ask, one JSON line for each question
// (`tests/live/shown.py`). The stores of a tab are kept here, and deltas merged into them as Reflex's front end does.

import { createInterface } from "node:readline";
import { draftOf, membershipsOf, personOf, roomOf, roomsOf } from "../../chat_app/browser/entries.js";
import { linesOf, messagesIn } from "../../chat_app/browser/lines.js";
import { pinnedIn } from "../../chat_app/browser/pins.js";
import { statusOf } from "../../chat_app/browser/presence.js";
import { isInside, unreadOf } from "../../chat_app/browser/room.js";
import { rowsOf } from "../../chat_app/browser/rows.js";

const STORES = ["feed", "rooms", "people", "session", "presence"];

const open = ({ feed, rooms }) => isInside(feed, rooms);
const messages = (stores) => (open(stores) ? messagesIn(stores.feed) : []);
const byName = (items, key) => Object.fromEntries(items.map((item) => [key(item), item]));

const QUESTIONS = {
  messages,
  texts: (stores) => messages(stores).flatMap(({ kind, content }) => (kind === "post" ? [content] : [])),
  // Without what depends on when the page was opened; people are a question of their own.
  lines: (stores) => (open(stores) ? linesOf(stores) : []).map(({ fresh, focused, sender, ...line }) => line),
  pins: (stores) => (open(stores) ? pinnedIn(stores.feed, stores.people) : []).map(({ sender, ...pin }) => pin),
  memberships: ({ rooms }) => {
    const found = membershipsOf(rooms).map((mine) => ({ mine, room: roomOf(rooms, mine.room_id) ?? null }));
    const counted = found.map((each) => ({ ...each, unread: unreadOf(each.room, each.mine) }));
    return byName(counted, ({ mine }) => mine.room_id);
  },
  // Without the dot of presence, which moves with every page that comes and goes, and without what follows from the view
  // and the drafts: a tab whose member was removed, and is back, still names the room that a fresh page does not open.
  rows: (stores) =>
    ["starred", "rooms", "direct"].map((part) =>
      rowsOf(part, stores).map(({ presence, active, draft, ...row }) => row),
    ),
  drafts: ({ rooms }) => {
    const drafts = membershipsOf(rooms).map(({ room_id }) => [room_id, draftOf(rooms, room_id)?.text]);
    return Object.fromEntries(drafts.filter(([, text]) => text));
  },
  // The authors, and the members of direct rooms. A version moves with every post: it is on no screen.
  people: (stores) => {
    const { people, rooms } = stores;
    const authors = messages(stores).map((message) => message.sender_id);
    const ids = new Set([...authors, ...roomsOf(rooms).flatMap((room) => room.member_ids)]);
    return Object.fromEntries([...ids].map((id) => [id, { ...personOf(people, id), version: 0 }]));
  },
  statuses: ({ people, presence }, ids) => Object.fromEntries(ids.map((id) => [id, statusOf(id, people, presence)])),
};

const tabs = new Map();

/** @param {{tab: number, delta: Record<string, object>, ask: string[], of: string[], gone: number[]}} question */
const answer = ({ tab, delta, ask, of, gone }) => {
  for (const each of gone) tabs.delete(each);
  if (!tabs.has(tab)) tabs.set(tab, Object.fromEntries(STORES.map((store) => [store, {}])));
  const stores = tabs.get(tab);
  for (const [state, entries] of Object.entries(delta)) {
    const store = state.match(/____(\w+)_state$/)?.[1];
    if (stores[store]) stores[store] = { ...stores[store], ...entries };
  }
  return Object.fromEntries(ask.map((part) => [part, QUESTIONS[part](stores, of)]));
};

for await (const line of createInterface({ input: process.stdin })) {
  let said;
  try {
    said = { answer: answer(JSON.parse(line)) };
  } catch (error) {
    said = { error: error.stack };
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
