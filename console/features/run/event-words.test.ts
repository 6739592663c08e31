import assert from "node:assert/strict";
import { test } from "node:test";
import { eventWords } from "./event-words.ts";

const title = (step: string) => `Title of ${step}`;

test("a failure is told with the title of its step, where it failed, and in the words of the system", () => {
  const data = {
    step: "fence",
    token: null,
    outcome: "failed",
    at: "verify",
    message: "3 processes",
    output: null,
    evidence: [],
  };
  const told = eventWords({ type: "StepFailed", data }, title);
  assert.equal(told.text.replaceAll(/[\u2068\u2069]/g, ""), "“Title of fence” failed at its verification.");
  assert.equal(told.said, "3 processes");
  assert.equal(told.kind, "failed");
});

test("a name written from right to left is isolated from the sentence around it", () => {
  const told = eventWords({ type: "StepSkipped", data: { step: "x", reason: "" } }, () => "دانا");
  assert.equal(told.text, "“\u2068دانا\u2069” was skipped.");
  assert.equal(told.said, null);
});

test("an event of a kind this page does not know is shown by its name rather than dropped", () => {
  assert.match(eventWords({ type: "SomethingNew", data: {} }, title).text, /SomethingNew/);
});
