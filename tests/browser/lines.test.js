import assert from "node:assert/strict";
import test from "node:test";
import { firstUnread, linesOf, messagesIn, seenBy } from "../../chat_app/browser/lines.js";
import { opening } from "../../chat_app/browser/room.js";

process.env.TZ = "UTC";
const MINUTE = 60_000;
const NOON = Date.parse("2026-03-10T12:00:00Z");
const people = { p_ada: { id: "ada", name: "Ada Lovelace" }, p_grace: { id: "grace", name: "Grace Hopper" } };
const session = { me: { user_id: "ada" } };

const message = (seq, changes = {}) => ({
  id: `m${seq}`,
  room_id: "a",
  seq,
  kind: "post",
  sender_id: "grace",
  content: `text ${seq}`,
  reply_to_id: "",
  at: NOON + seq * MINUTE,
  deleted: false,
  mentions: [],
  ...changes,
});

/** A store with these messages, and the window open. */
const feedOf = (messages, view = {}, more = {}) => ({
  view: { ...opening("a"), status: "open", ...view },
  ...Object.fromEntries(messages.map((each) => [`m_${each.id}`, each])),
  ...more,
});
const linesFor = (...given) => linesOf({ feed: feedOf(...given), people, session });

test("the window shows its messages in their order, and no others", () => {
  const others = [message(9, { room_id: "b" }), message(3, { deleted: true }), message(1), message(8)];
  const feed = feedOf([message(5), message(2), ...others], { floor: 2, ceil: 7 });
  assert.deepEqual(
    messagesIn(feed).map((each) => each.seq),
    [2, 5],
  );
  assert.deepEqual(messagesIn({}), []);
});

test("messages of a person within five minutes are a group", () => {
  const lines = linesFor([message(1), message(2), message(8), message(9, { sender_id: "ada" })]);
  assert.deepEqual(
    lines.map((line) => line.first),
    [true, false, true, true],
  );
});

test("a system line ends a group", () => {
  const joined = message(2, { kind: "system", content: JSON.stringify({ act: "joined" }) });
  const lines = linesFor([message(1), joined, message(3)]);
  assert.equal(lines[1].system_text, "Grace Hopper joined");
  assert.equal(lines[2].first, true);
  assert.equal(lines[0].system_text, "");
});

test("a new day has a label and begins a group", () => {
  const midnight = Date.parse("2026-03-11T00:00:00Z");
  const lines = linesFor([message(1, { at: midnight - MINUTE }), message(2, { at: midnight + MINUTE })]);
  assert.match(lines[0].day, /10/);
  assert.match(lines[1].day, /11/);
  assert.equal(lines[1].first, true);
  assert.equal(linesFor([message(1), message(2)])[1].day, "");
});

for (const [said, view, more, messages, place] of [
  ["the first post of others after what was read", { read: 1 }, {}, [message(1), message(2), message(3)], 2],
  ["nowhere when all is read", { read: 3 }, {}, [message(1), message(3)], 0],
  ["nowhere above one's own post", { read: 1 }, {}, [message(1), message(2, { sender_id: "ada" }), message(3)], 0],
  ["past a system line", { read: 1 }, {}, [message(2, { kind: "system", content: "" }), message(3)], 3],
  ["where the reader looked away", { read: 1 }, { read_marker: { room_id: "a", seq: 2 } }, [message(2), message(3)], 3],
  ["not where they did so in another room", { read: 1 }, { read_marker: { room_id: "b", seq: 2 } }, [message(2)], 2],
  ["nowhere above the first message for a newcomer", { read: 0 }, {}, [message(1), message(2)], 0],
  ["nowhere in a window that begins later, for a newcomer", { read: 0 }, {}, [message(5), message(6)], 0],
]) {
  test(`the line New messages stands ${said}`, () => {
    assert.equal(firstUnread(feedOf(messages, view, more), messages, "ada")?.seq ?? 0, place);
  });
}

test("the line New messages is on one line only", () => {
  const lines = linesFor([message(1), message(2), message(3)], { read: 1 });
  assert.deepEqual(
    lines.map((line) => line.fresh),
    [false, true, false],
  );
});

const reader = (user_id, read, changes = {}) => ({ room_id: "a", user_id, read, left: false, ...changes });

for (const [said, read, view, place] of [
  ["below the last that they have read", reader("alan", 2), {}, 2],
  ["below the last before a gap", reader("alan", 4), {}, 3],
  ["nowhere before the window", reader("alan", 0), {}, 0],
  ["nowhere after a window with an end", reader("alan", 9), { ceil: 5 }, 0],
  ["nowhere below their own message", reader("grace", 3), {}, 0],
  ["nowhere when they have left", reader("alan", 2, { left: true }), {}, 0],
  ["nowhere for the reader themselves", reader("ada", 2), {}, 0],
]) {
  test(`who has read stands ${said}`, () => {
    const messages = [message(1), message(2), message(3), message(5)];
    const feed = feedOf(messages, view, { [`s_a_${read.user_id}`]: read });
    const [[seq] = [0]] = [...seenBy(feed, messages, "ada")];
    assert.equal(seq, place);
  });
}

test("who has written has read up to there", () => {
  const messages = [message(1), message(2, { sender_id: "alan" }), message(3)];
  const feed = feedOf(messages, {}, { s_a_alan: reader("alan", 1), s_b_hedy: reader("hedy", 3, { room_id: "b" }) });
  assert.deepEqual([...seenBy(feed, messages, "ada")], []);
});

test("readers of one message are listed in a steady order", () => {
  const read = { s_a_hedy: reader("hedy", 1), s_a_alan: reader("alan", 1) };
  assert.equal(linesFor([message(1)], {}, read)[0].seen, "alan hedy");
});

test("a quoted message that is missing has no text and no author but someone", () => {
  const [line] = linesFor([message(2, { reply_to_id: "m1" })]);
  assert.equal(line.quoted, null);
  assert.equal(line.quoted_author, "Someone");
  const [, answer] = linesFor([message(1), message(2, { reply_to_id: "m1" })]);
  assert.deepEqual([answer.quoted.id, answer.quoted_author], ["m1", "Grace Hopper"]);
});

test("a message calls the reader by name or with everybody, but nobody calls themselves", () => {
  const called = (mentions, sender_id = "grace") => linesFor([message(1, { mentions, sender_id })])[0].mentioned;
  assert.deepEqual([called(["ada"]), called(["room"]), called(["here"])], [true, true, true]);
  assert.deepEqual([called(["alan"]), called([]), called(["here"], "ada")], [false, false, false]);
});

test("the message that a link leads to is marked", () => {
  const lines = linesFor([message(1), message(2)], { focus: 2 });
  assert.deepEqual(
    lines.map((line) => line.focused),
    [false, true],
  );
});

test("a line that says what it said before is the same object, so that React leaves it", () => {
  const feed = feedOf([message(1), message(2)]);
  const before = linesOf({ feed, people, session });
  const more = { ...feed, m_m3: message(3), m_m2: { ...feed.m_m2, content: "changed" } };
  const after = linesOf({ feed: more, people, session });
  assert.equal(after[0], before[0]);
  assert.notEqual(after[1], before[1]);
});

test("a message of somebody who is not known is someone's", () => {
  assert.equal(linesFor([message(1, { sender_id: "hedy" })])[0].sender.name, "Someone");
});
