import assert from "node:assert/strict";
import test from "node:test";
import { editOf, lastOf, replyTo } from "../../chat_app/browser/composer.js";

/** @param {Partial<MessageOut>} more */
const message = (more) =>
  /** @type {MessageOut} */ ({ room_id: "a", kind: "post", sender_id: "ada", deleted: false, ...more });

test("a reply shows the first line of what it answers", () => {
  const answered = replyTo(message({ id: "1", content: "one\ntwo" }), "Ada");
  assert.deepEqual(answered, { kind: "reply", message_id: "1", author: "Ada", text: "one" });
});

test("an edit remembers what was in the box", () => {
  const edited = { kind: "edit", message_id: "1", author: "", text: "one", before: "half a thought" };
  assert.deepEqual(editOf("1", "one\ntwo", "half a thought"), edited);
});

test("the last message of a person is the newest post of theirs in the open room that stands", () => {
  const feed = {
    view: /** @type {any} */ ({ room_id: "a" }),
    m_3: message({ seq: 3 }),
    m_1: message({ seq: 1 }),
    m_4: message({ seq: 4, deleted: true }),
    m_5: message({ seq: 5, sender_id: "grace" }),
    m_6: message({ seq: 6, room_id: "b" }),
    m_7: message({ seq: 7, kind: "system" }),
    m_8: null,
  };
  assert.equal(lastOf(feed, "ada"), feed.m_3);
  assert.equal(lastOf(feed, "alan"), null);
});
