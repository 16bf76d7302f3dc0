import assert from "node:assert/strict";
import test from "node:test";
import { byId, countAfter, firstOf, myself, namesOf, newest, seenByText } from "../../chat_app/browser/people.js";

const ada = { id: "ada", name: "Ada Lovelace" };
const grace = { id: "grace", name: "Grace Hopper" };
const people = { p_ada: ada, p_grace: grace, p_hedy: null };

test("the person of this tab is found, and is nobody before it is known", () => {
  assert.equal(myself(people, { me: { user_id: "ada" } }), ada);
  assert.equal(myself(people, {}).id, "");
});

test("a person of a list is as they are now, or as the list has them", () => {
  assert.equal(newest(people, { id: "ada", name: "Ada Byron" }), ada);
  const alan = { id: "alan", name: "Alan Turing" };
  assert.equal(newest(people, alan), alan);
});

test("names are listed, also of people who are not known", () => {
  assert.equal(namesOf(people, ["ada", "hedy", "x"]), "Ada Lovelace, Someone, Someone");
  assert.equal(namesOf(people, []), "");
  assert.equal(seenByText(people, "ada grace"), "Seen by Ada Lovelace, Grace Hopper");
});

test("of many people the first are shown, and the others counted", () => {
  assert.deepEqual(firstOf(people, "grace ada x", 2), [grace, ada]);
  assert.equal(countAfter("grace ada x", 2), 1);
  assert.equal(countAfter("grace", 5), 0);
});

test("people are found by their ids", () => assert.deepEqual(byId(people), { ada, grace }));
