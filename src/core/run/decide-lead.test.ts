import assert from "node:assert/strict";
import { test } from "node:test";
import { runView } from "./view.ts";
import { ana, ben, cem, started, step } from "./run.test-kit.ts";

const person = step("a", { work: { type: "person", instructions: "Call.", evidenceRequired: false } });

test("the lead of a run is whose start it was, until somebody it was offered to accepts", () => {
  const run = started([person]);
  assert.deepEqual(run.state().lead, ana);
  run.tell({ type: "OfferLead", to: "person:ben", reason: "end of my shift" }, ana);
  assert.deepEqual(run.state().lead, ana);
  assert.equal(run.state().leadOffer?.to, "person:ben");
  assert.equal(run.refused({ type: "AcceptLead" }, cem), "not-authorised");
  run.tell({ type: "AcceptLead" }, ben);
  assert.deepEqual(run.state().lead, ben);
  assert.equal(run.state().leadOffer, null);
  assert.equal(run.refused({ type: "AcceptLead" }, ben), "run-status");
});

test("an offer of the lead is declined by whom it was made to, or taken back by who made it or leads, with a reason", () => {
  const run = started([person]);
  const offer = { type: "OfferLead", to: "person:ben", reason: "Ana cannot be reached" } as const;
  run.tell(offer, cem);
  assert.equal(run.refused({ type: "DeclineLead", reason: " " }, ben), "reason-missing");
  run.tell({ type: "DeclineLead", reason: "I fall asleep" }, ben);
  for (const actor of [cem, ana]) {
    run.tell(offer, cem);
    run.tell({ type: "DeclineLead", reason: "she is back" }, actor);
    assert.equal(run.state().leadOffer, null);
  }
  assert.deepEqual(run.state().lead, ana);
});

test("the lead goes to one person other than who has it, with a reason, and only while the run is open", () => {
  const run = started([person]);
  const refused = (to: "team:dba" | "person:ana" | "person:ben", reason = "why") =>
    run.refused({ type: "OfferLead", to, reason });
  assert.equal(refused("team:dba"), "illegal-edit");
  assert.equal(refused("person:ana"), "illegal-edit");
  assert.equal(refused("person:ben", ""), "reason-missing");
  run.tell({ type: "AbortRun", reason: "over" });
  assert.equal(refused("person:ben"), "run-over");
});

test("who has the lead gets no right at a gate by it", () => {
  const approval = { by: "team:crisis", quorum: 1, notTheStarter: true } as const;
  const run = started([step("a", { approval })]);
  const dora = { type: "person", ref: "person:dora", teams: [] } as const;
  run.tell({ type: "OfferLead", to: "person:dora", reason: "take it" });
  run.tell({ type: "AcceptLead" }, dora);
  assert.equal(run.refused({ type: "ApproveStep", step: "a", note: "" }, dora), "not-authorised");
  assert.equal(runView("r", 1, run.state(), ben, run.now()).lead, dora);
});
