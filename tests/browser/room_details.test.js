import assert from "node:assert/strict";
import test from "node:test";
import { aboutOf, areShown, membersOf } from "../../chat_app/browser/room_details.js";

process.env.TZ = "UTC";
const details = {
  room_id: "a",
  version: 4,
  description: "Tea",
  created_at: Date.parse("2026-03-10T12:00:00Z"),
  created_by: "grace",
  members: [
    { id: "ada", role: "owner" },
    { id: "grace", role: "member" },
  ],
};
const rooms = { i_a: details, r_a: { id: "a", kind: "open", about: 4 }, u_a: { room_id: "a", role: "owner" } };
const people = { p_grace: { id: "grace", name: "Grace Hopper" } };
const session = { me: { user_id: "ada", rights: { owner: ["manage"], member: [], direct: [] } } };
const feed = { view: { room_id: "a", status: "open" } };

test("the details say what the room is for, when it was made and by whom", () => {
  const about = aboutOf({ rooms, feed, people });
  assert.match(about.created, /^Created .*2026 by Grace Hopper$/);
  assert.deepEqual([about.description, about.fresh], ["Tea", true]);
});

test("a maker who is not known is someone, and one who is gone is not named", () => {
  assert.match(aboutOf({ rooms, feed, people: {} }).created, / by someone$/);
  assert.match(aboutOf({ rooms: { ...rooms, i_a: { ...details, created_by: "" } }, feed, people }).created, /2026$/);
});

test("details are stale once the room has changed, and empty before they are there", () => {
  assert.equal(aboutOf({ rooms: { ...rooms, r_a: { ...rooms.r_a, about: 5 } }, feed, people }).fresh, false);
  assert.deepEqual(aboutOf({ rooms: {}, feed, people }), { description: "", created: "", fresh: false });
});

test("members are listed with their role, and those who manage may change the others", () => {
  const [me, grace] = membersOf({ rooms, feed, people, session });
  assert.deepEqual([me.id, me.name, me.role, me.manageable], ["ada", "Someone", "owner", false]);
  assert.deepEqual([grace.id, grace.name, grace.role, grace.manageable], ["grace", "Grace Hopper", "member", true]);
});

test("who does not manage changes nobody", () => {
  const mine = { ...rooms, u_a: { room_id: "a", role: "member" } };
  assert.ok(membersOf({ rooms: mine, feed, people, session }).every((each) => !each.manageable));
  assert.deepEqual(membersOf({ rooms: {}, feed, people, session }), []);
});

test("the pane is shown for the room on the screen, once that is open", () => {
  assert.equal(areShown({ pane: "a" }, feed), true);
  assert.equal(areShown({ pane: "b" }, feed), false);
  assert.equal(areShown({ pane: "a" }, { view: { room_id: "a", status: "loading" } }), false);
  assert.equal(areShown({}, {}), false);
});
