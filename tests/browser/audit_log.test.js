import assert from "node:assert/strict";
import test from "node:test";
import { actionName } from "../../chat_app/browser/audit_log.js";

test("an act reads as people say it", () => {
  assert.equal(actionName("user.role_changed"), "User role changed");
  assert.equal(actionName("room.archived"), "Room archived");
});
