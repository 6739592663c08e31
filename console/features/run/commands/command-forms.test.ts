import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { StepDefinition } from "#core/model/step.ts";
import { namePattern } from "#core/model/ref.ts";
import type { RunView, StepView } from "#core/run/view.ts";
import { missingAnswer, type StepContext } from "./command-form.ts";
import { stepName } from "./insert-step-form.ts";
import { runCommandForms, undoAffects } from "./run-command-forms.ts";
import { stepCommandForms } from "./step-command-forms.ts";

const step = {
  id: "promote",
  title: "Promote",
  status: "failed",
  accountable: "team:dba",
  responsible: "team:dba",
  approval: null,
  approvals: [],
  options: [],
} as unknown as StepView;

const run = { runbook: "orders-failover", mode: "live", steps: [step] } as unknown as RunView;

const definition = {
  work: {
    type: "action",
    action: { connector: "postgres", do: "promote", with: { target: "a", waitSeconds: 5 } },
  },
} as unknown as StepDefinition;

const context: StepContext = { run, step, definition, asker: "Ana" };

test("a retry whose input was left as it was is sent without a changed input", () => {
  const form = stepCommandForms.RetryStep.build(context);
  assert.deepEqual(form.send({ ...form.initial, reason: "again" }), {
    to: "retry",
    step: "promote",
    body: { reason: "again" },
  });
});

test("a retry with changed input sends it, and text that is no object is not sent", () => {
  const form = stepCommandForms.RetryStep.build(context);
  const sent = form.send({ reason: "again", input: '{"waitSeconds": 60}' });
  const body = { reason: "again", changedInput: { waitSeconds: 60 } };
  assert.deepEqual(sent, { to: "retry", step: "promote", body });
  assert.throws(() => form.send({ reason: "again", input: "{waitSeconds}" }), SyntaxError);
  assert.throws(() => form.send({ reason: "again", input: "[1]" }), SyntaxError);
});

test("aborting and undoing a run must be confirmed by typing the runbook's name", () => {
  for (const type of ["AbortRun", "UndoRun"] as const) {
    const form = runCommandForms[type].build(run);
    assert.match(missingAnswer(form, { reason: "why", confirm: "orders" }) ?? "", /orders-failover/);
    assert.equal(missingAnswer(form, { reason: "why", confirm: "orders-failover" }), null);
    assert.match(missingAnswer(form, { reason: "  ", confirm: "orders-failover" }) ?? "", /Reason/);
  }
});

test("undoing a run lists what is taken back, newest first, and what stays", () => {
  const done = (title: string, settledAt: string, hasUndo: boolean) =>
    ({ title, settledAt, hasUndo, status: "succeeded", work: "action" }) as StepView;
  const steps = [done("Fence", "1", true), done("Promote", "2", false), done("Switch", "3", true)];
  assert.deepEqual(undoAffects({ ...run, steps }), [
    "Switch: taken back",
    "Fence: taken back",
    "Promote: stays, it declares no undo",
  ]);
});

test("any title gives a step a name that documents allow", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(3000), (title, count) => namePattern.test(stepName(title, count))),
  );
});
