import assert from "node:assert/strict";
import test from "node:test";
import { shouldSay, typingText, whoseMessageCame } from "../../chat_app/browser/typing.js";

const feed = { view: /** @type {any} */ ({ room_id: "a" }) };
const session = { me: /** @type {any} */ ({ user_id: "me" }) };

/** @param {string[]} names @returns {any} */
const typing = (...names) =>
  Object.fromEntries(names.map((name, index) => [`t_${index}`, { room_id: "a", name, at: index }]));

/** @type {[string[], string][]} */
const SENTENCES = [
  [[], ""],
  [["Ada Lovelace"], "Ada is typing…"],
  [["Ada", "Grace"], "Ada and Grace are typing…"],
  [["Ada", "Grace", "Alan"], "Ada, Grace and Alan are typing…"],
  [["Ada", "Grace", "Alan", "Hedy"], "Ada, Grace and 2 others are typing…"],
  [["דנה"], "\u2068דנה\u2069 is typing…"],
];
for (const [names, sentence] of SENTENCES) {
  test(`of ${names.length} people who type is said: ${sentence || "nothing"}`, () =>
    assert.equal(typingText({ feed, composer: typing(...names), session }), sentence));
}

test("nothing is said of the reader, of another room, and of who has stopped", () => {
  const entry = { room_id: "a", name: "Ada", at: 1 };
  const composer = { t_me: entry, t_1: { ...entry, room_id: "b" }, t_2: null, e_3: /** @type {any} */ (entry) };
  assert.equal(typingText({ feed, composer, session }), "");
});

test("the room hears of typing at once, then at most every two seconds", () => {
  assert.ok(shouldSay({ now: 10_000, typed: 10_000, said: 0 }));
  assert.ok(shouldSay({ now: 10_000, typed: 8_000, said: 8_000 }));
  assert.ok(!shouldSay({ now: 10_000, typed: 10_000, said: 8_001 }));
  assert.ok(!shouldSay({ now: 10_000, typed: 7_999, said: 0 }));
});

test("who types is forgotten when their message has come, and each message is looked at once", () => {
  const messages = {
    m_1: /** @type {any} */ ({ sender_id: "0", at: 20 }),
    m_2: /** @type {any} */ ({ sender_id: "5", at: 30 }),
  };
  assert.deepEqual(whoseMessageCame(messages, typing("Ada", "Grace"), 10), { newest: 30, ids: ["0"] });
  assert.deepEqual(whoseMessageCame(messages, typing("Ada", "Grace"), 30), { newest: 30, ids: [] });
  assert.deepEqual(whoseMessageCame({}, {}, 0), { newest: 0, ids: [] });
});
