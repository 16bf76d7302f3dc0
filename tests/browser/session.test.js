import assert from "node:assert/strict";
import test from "node:test";
import { may, meOf } from "../../chat_app/browser/session.js";

const me = { user_id: "ada", role: "member", workspace: "Analysts", rights: { workspace: ["talk"] } };

test("the session knows its person, and the workspace as it is called now", () => {
  assert.deepEqual(meOf({ me }), { ...me, picture: "", accent: "" });
  const { workspace, picture } = meOf({ me, workspace: { name: "Engineers", picture: "/w.png" } });
  assert.deepEqual([workspace, picture], ["Engineers", "/w.png"]);
});

test("before the session is known it is nobody's", () => {
  assert.deepEqual(meOf({}), { user_id: "", role: "", rights: {}, workspace: "", picture: "", accent: "" });
});

test("rights in the workspace are those that the server has given; a guest has none", () => {
  assert.equal(may({ me }, "talk"), true);
  assert.equal(may({ me }, "administrate"), false);
  assert.equal(may({ me: { ...me, rights: { workspace: [] } } }, "talk"), false);
  assert.equal(may({}, "talk"), false);
});
