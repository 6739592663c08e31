import assert from "node:assert/strict";
import { test } from "node:test";
import type { Authority } from "../model/plan.ts";
import type { IncidentOrder } from "./commands.ts";
import { ana, chloe, dev, fact, opening, story } from "./incident.test-kit.ts";

const authority: Authority = {
  declare: [
    { who: "person:dev", afterSeconds: null },
    { who: "person:chloe", afterSeconds: 60 },
  ],
  quorum: 1,
  standDown: "team:crisis",
};

const ask = (more: Partial<Authority> = {}): IncidentOrder => ({
  type: "AskDeclaration",
  plan: "plan:orders-without-east",
  authority: { ...authority, ...more },
  revision: "r1",
  reason: "east does not answer",
});

const declare = (more: object = {}): IncidentOrder => ({
  type: "Declare",
  reason: "east is gone",
  infeasible: { shown: true, because: "the repair takes till night" },
  desk: null,
  override: false,
  optionsNotTaken: ["wait for the repair"],
  ...more,
});

test("[A2.6] [B3.1] only who the plan names may declare, deputies when their time has come", () => {
  const one = story();
  one.tell(ana, opening);
  assert.equal(one.refused(dev, declare()), "declaration-not-asked");
  one.tell(ana, ask());
  assert.equal(one.refused(ana, declare()), "not-authorised");
  assert.equal(one.refused(chloe, declare()), "not-authorised", "her time has not come");
  one.wait(59);
  assert.equal(one.refused(chloe, declare()), "not-authorised");
  one.wait(1);
  assert.deepEqual(one.tell(chloe, declare()), ["DeclarationAgreed", "DisasterDeclared"]);
  assert.equal(one.state().status, "declared");
  assert.deepEqual(one.state().declaration?.votes[0]?.optionsNotTaken, ["wait for the repair"]);
});

test("[A2.6] a quorum of two is two people", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, ask({ quorum: 2 }));
  assert.deepEqual(one.tell(dev, declare()), ["DeclarationAgreed"]);
  assert.equal(one.refused(dev, declare()), "already-agreed");
  one.wait(60);
  assert.deepEqual(one.tell(chloe, declare()), ["DeclarationAgreed", "DisasterDeclared"]);
});

test("[A7.3] a disaster is declared only when repair in time is shown to be impossible, or by an override that a second person stands up for", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, ask());
  const notShown = { infeasible: { shown: false, because: "nobody has given an estimate" } };
  assert.equal(one.refused(dev, declare(notShown)), "infeasibility-not-shown");
  assert.deepEqual(one.tell(dev, declare({ ...notShown, override: true })), ["DeclarationAgreed"]);
  assert.equal(one.state().status, "open", "one alone cannot override");
  const second: IncidentOrder = { type: "SecondOverride", reason: "I have seen the smoke" };
  assert.equal(one.refused(dev, second), "doer-is-approver");
  assert.equal(one.refused(ana, second), "not-authorised", "ana holds no role here");
  assert.deepEqual(one.tell(chloe, second), ["OverrideSeconded", "DisasterDeclared"]);
  assert.equal(one.state().declaration?.basis, "override");
});

test("[B3.6] what was declined stays in the record, and can be asked again", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, ask());
  assert.equal(one.refused(ana, ask()), "declaration-asked");
  one.tell(dev, { type: "DeclineDeclaration", reason: "the repair is nearly done" });
  assert.equal(one.state().declined.length, 1);
  one.tell(ana, ask());
  assert.equal(one.refused(ana, ask({ declare: [] })), "declaration-asked");
});

test("nobody can declare on a plan that names nobody", () => {
  const one = story();
  one.tell(ana, opening);
  assert.equal(one.refused(ana, ask({ declare: [] })), "authority-missing");
});

test("a declared disaster is stood down by its authority before it is closed; the log is corrected beside, not over", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, ask());
  one.tell(dev, declare());
  const close: IncidentOrder = { type: "CloseIncident", reason: "done", result: "restored" };
  assert.equal(one.refused(dev, close), "incident-status");
  const down = { type: "StandDown", reason: "back", authority: "team:crisis", criteria: [] } as const;
  assert.equal(one.refused(ana, down), "not-authorised");
  one.tell(dev, down);
  one.tell(dev, close);
  assert.equal(one.refused(ana, fact("users-affected", 1)), "incident-status");
  const correct = { type: "CorrectEntry", lastVersion: 6, text: "it was 14:05", reason: "typo" } as const;
  assert.equal(one.refused(ana, { ...correct, version: 7 }), "entry-missing");
  one.tell(ana, { ...correct, version: 2 });
  one.tell(ana, { type: "ReopenIncident", reason: "it is back" });
  assert.equal(one.state().status, "stood-down");
});
