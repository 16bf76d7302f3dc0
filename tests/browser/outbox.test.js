import assert from "node:assert/strict";
import test from "node:test";
import { changesOf, due, echoesOf, fate, isPosted, newEchoes, storedIn } from "../../chat_app/browser/outbox.js";

/** @param {string} id @param {Partial<EchoEntry>} [more] @returns {EchoEntry} */
const echo = (id, more) => ({ client_msg_id: id, room_id: "a", text: id, by: "ada", reply: "", order: 0, ...more });

/** @param {string} status @param {number} [wait] @returns {Answer} */
const answer = (status, wait = 0) => ({ status, wait, reason: "" });

/** A feed that has messages with these ids. @param {string[]} ids @returns {FeedStore} */
const feedWith = (...ids) =>
  Object.fromEntries(ids.map((id) => [`m_${id}`, /** @type {any} */ ({ client_msg_id: id })]));

/** A page's echoes, answers and clock. Each `look` says what is posted, what is late, and when to look again. */
const page = () => {
  /** @type {ComposerStore} */
  let composer = {};
  const posted = new Map();
  let order = 0;
  const put = (/** @type {any} */ entries) => {
    composer = { ...composer, ...entries };
  };
  return {
    put,
    echo: (/** @type {string} */ id, room_id = "a") => put({ [`e_${id}`]: echo(id, { room_id, order: order++ }) }),
    answer: (/** @type {string} */ id, /** @type {string} */ status, wait = 0) =>
      put({ [`a_${id}`]: answer(status, wait) }),
    look: (/** @type {number} */ at, { connected = true, feed = /** @type {FeedStore} */ ({}) } = {}) => {
      const { post, late, wait } = due(composer, feed, posted, at, connected);
      return [post.map((each) => each.client_msg_id), late.map((each) => each.client_msg_id), wait];
    },
  };
};

test("of each room one message at a time leaves, in the order of writing", () => {
  const { echo, answer, look } = page();
  echo("one");
  echo("two");
  echo("other", "b");
  assert.deepEqual(look(0), [["one", "other"], [], 10_000]);
  assert.deepEqual(look(5), [[], [], 9_995]);
  answer("one", "sent");
  assert.deepEqual(look(10), [["two"], [], 9_990]);
  assert.deepEqual(look(20, { feed: feedWith("two") }), [[], [], 9_980]);
});

test("what is held goes when it may, and what follows waits", () => {
  const { echo, answer, put, look } = page();
  echo("one");
  echo("two");
  assert.deepEqual(look(0)[0], ["one"]);
  answer("one", "refused", 3);
  assert.deepEqual(look(100)[0], []);
  assert.deepEqual(look(3_000)[0], []);
  assert.deepEqual(look(3_100)[0], ["one"]);
  put({ a_one: null });
  assert.deepEqual(look(3_101)[0], []);
  answer("one", "refused", 1);
  assert.deepEqual(look(3_200)[0], []);
  assert.deepEqual(look(4_200)[0], ["one"]);
});

test("what is refused for good holds nothing back, and goes first when it is sent again", () => {
  const { echo: write, answer, put, look } = page();
  write("one");
  write("two");
  write("three");
  assert.deepEqual(look(0)[0], ["one"]);
  answer("one", "refused");
  assert.deepEqual(look(10)[0], ["two"]);
  put({ a_one: null, e_one: echo("one", { order: 0, again: 20 }) });
  assert.deepEqual(look(20)[0], ["one"]);
  answer("two", "sent");
  assert.deepEqual(look(30)[0], []);
  answer("one", "sent");
  assert.deepEqual(look(40)[0], ["three"]);
});

test("what is not answered is late, and sent again while there is a connection", () => {
  const { echo, look } = page();
  echo("one");
  echo("two");
  assert.deepEqual(look(0), [["one"], [], 10_000]);
  assert.deepEqual(look(9_999), [[], [], 1]);
  assert.deepEqual(look(10_000), [["one"], ["one"], 10_000]);
  assert.deepEqual(look(20_000, { connected: false }), [[], ["one"], 10_000]);
  assert.deepEqual(look(30_000), [["one"], ["one"], 10_000]);
});

test("nothing on its way wakes nobody", () => {
  const { echo, answer, look } = page();
  assert.deepEqual(look(0), [[], [], null]);
  echo("one");
  answer("one", "refused");
  assert.deepEqual(look(1), [[], [], null]);
});

test("an echo is sent, open, held, or refused for good", () => {
  const stored = storedIn(feedWith("stored"));
  assert.equal(fate(echo("stored"), undefined, stored), "sent");
  assert.equal(fate(echo("one"), answer("sent"), stored), "sent");
  assert.equal(fate(echo("one"), null, stored), "open");
  assert.equal(fate(echo("one"), answer("refused", 3), stored), "delayed");
  assert.equal(fate(echo("one"), answer("refused"), stored), "refused");
});

test("a message is posted once it is an echo, answered, or in the feed; not when it is refused", () => {
  assert.ok(isPosted("one", {}, { e_one: echo("one") }));
  assert.ok(isPosted("one", {}, { a_one: answer("sent") }));
  assert.ok(isPosted("one", feedWith("one"), {}));
  assert.ok(!isPosted("one", feedWith("two"), { a_one: answer("refused"), e_one: null }));
});

test("the parts of a text leave in their order, and only the first answers a message", () => {
  const [first, second] = newEchoes(["a", "b"], { id: "one", room_id: "room", by: "ada", reply: "that" }, 1_000);
  const expected = {
    client_msg_id: "one",
    room_id: "room",
    text: "a",
    by: "ada",
    reply: "that",
    order: 1_000,
    late: false,
  };
  assert.deepEqual(first, expected);
  assert.deepEqual(
    { ...second, client_msg_id: "" },
    { ...expected, client_msg_id: "", text: "b", reply: "", order: 1_001 },
  );
  assert.match(second.client_msg_id, /^[0-9a-f-]{36}$/);
});

test("what is late is marked once, and an earlier answer to what is posted again counts no more", () => {
  const [one, two] = [echo("one"), echo("two", { late: true })];
  const changed = changesOf({ a_one: answer("refused", 3) }, { post: [one, two], late: [one, two] });
  assert.deepEqual(changed, { e_one: { ...one, late: true }, a_one: null });
  assert.deepEqual(changesOf({}, { post: [one], late: [] }), {});
});

test("the echoes of the open room are listed with their state until they are answered", () => {
  const feed = { ...feedWith("stored"), view: /** @type {any} */ ({ room_id: "a" }) };
  const composer = {
    e_late: echo("late", { order: 3, late: true }),
    e_delayed: echo("delayed", { order: 2 }),
    e_no: echo("no", { order: 1 }),
    e_stored: echo("stored"),
    e_elsewhere: echo("elsewhere", { room_id: "b" }),
    a_delayed: answer("refused", 3),
    a_no: { ...answer("refused"), reason: "No." },
  };
  const shown = echoesOf(feed, composer).map(({ text, first, state, delayed, reason }) => [
    text,
    first,
    state,
    delayed,
    reason,
  ]);
  assert.deepEqual(shown, [
    ["no", true, "refused", false, "No."],
    ["delayed", false, "pending", true, ""],
    ["late", false, "unconfirmed", false, ""],
  ]);
  assert.deepEqual(echoesOf(feed, {}), []);
});

test("an echo says when it was written", () => {
  const [{ iso }] = echoesOf({ view: /** @type {any} */ ({ room_id: "a" }) }, { e_one: echo("one", { order: 0 }) });
  assert.equal(iso, "1970-01-01T00:00:00.000Z");
});
