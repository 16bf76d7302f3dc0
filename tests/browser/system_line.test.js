import assert from "node:assert/strict";
import test from "node:test";
import { systemLine } from "../../chat_app/browser/system_line.js";

const people = {
  p_ada: { id: "ada", name: "Ada" },
  p_grace: { id: "grace", name: "Grace" },
  p_alan: { id: "alan", name: "Alan" },
  p_dana: { id: "dana", name: "דנה" },
};
const said = (content, sender_id = "grace") =>
  systemLine({ sender_id, content: JSON.stringify(content) }, people, "ada");

for (const [content, sentence] of [
  [{ act: "joined" }, "Grace joined"],
  [{ act: "left" }, "Grace left"],
  [{ act: "added", people: ["alan"] }, "Grace added Alan"],
  [{ act: "added", people: ["alan", "ada"] }, "Grace added Alan and you"],
  [{ act: "added", people: ["alan", "ada", "x"] }, "Grace added Alan, you and Someone"],
  [{ act: "removed", people: ["ada"] }, "Grace removed you"],
  [{ act: "owner", people: ["alan"] }, "Grace made Alan an owner"],
  [{ act: "renamed", text: "tea" }, "Grace renamed the room to tea"],
  [{ act: "archived" }, "Grace archived the room"],
  [{ act: "unarchived" }, "Grace took the room into use again"],
  [{ act: "topic", text: "Tea" }, "Grace changed the topic to “Tea”"],
  [{ act: "topic", text: "" }, "Grace cleared the topic"],
  [{ act: "of a later version" }, "Grace changed the room"],
  [{}, "Grace changed the room"],
]) {
  test(`a system line says: ${sentence}`, () => assert.equal(said(content), sentence));
}

test("the reader is called you, and nobody known someone", () => {
  assert.equal(said({ act: "joined" }, "ada"), "You joined");
  assert.equal(said({ act: "joined" }, "x"), "Someone joined");
});

test("names from right to left turn nothing round", () => {
  assert.equal(said({ act: "added", people: ["dana"] }), "Grace added \u2068דנה\u2069");
  assert.equal(said({ act: "renamed", text: "תה" }), "Grace renamed the room to \u2068תה\u2069");
});

test("a line without content is a change of the room", () => {
  assert.equal(systemLine({ sender_id: "grace", content: "" }, people, "ada"), "Grace changed the room");
});
