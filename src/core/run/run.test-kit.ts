import assert from "node:assert/strict";
import type { Actor } from "../model/actor.ts";
import type { Json } from "../model/json.ts";
import type { RunPlan } from "../model/run-plan.ts";
import type { Invocation, StepDefinition } from "../model/step.ts";
import type { EngineCommand, PersonCommand, Refusal } from "./commands.ts";
import { decide } from "./decide.ts";
import type { RecordedRunEvent, RunEvent } from "./events.ts";
import { fold } from "./evolve.ts";
import { violations } from "./invariants.ts";
import { initialRunState, type RunState, type StepState } from "./state.ts";

export const ana: Actor = { type: "person", ref: "person:ana", teams: ["team:dba"] };
export const ben: Actor = { type: "person", ref: "person:ben", teams: ["team:crisis"] };
export const cem: Actor = { type: "person", ref: "person:cem", teams: ["team:crisis"] };
export const engine: Actor = { type: "system", node: "n1" };

export function invocation(policy: Invocation["policy"] = "observe", name = "act"): Invocation {
  return { connector: "world", do: name, with: { name }, policy };
}

/** A step with nothing but what the test is about. */
export function step(id: string, changes: Partial<StepDefinition> = {}): StepDefinition {
  return {
    id,
    title: `Step ${id}`,
    after: [],
    phase: "execute",
    accountable: "team:dba",
    responsible: "team:dba",
    consulted: [],
    informed: [],
    duration: null,
    work: { type: "action", action: invocation() },
    when: null,
    precondition: [],
    approval: null,
    verify: [],
    undo: null,
    retry: { attempts: 1, backoffSeconds: 0 },
    timeoutSeconds: null,
    workaround: null,
    ...changes,
  };
}

export function plan(steps: readonly StepDefinition[], changes: Partial<RunPlan> = {}): RunPlan {
  return {
    runbook: "test",
    title: "Test",
    purpose: "failover",
    revision: "r1",
    recovers: ["service:orders"],
    objectives: { rtoSeconds: 120, rpoSeconds: 0 },
    steps,
    access: {},
    impactSource: null,
    members: {},
    ...changes,
  };
}

/** A run that is told one command after another, one second apart, and kept to its invariants. */
export type TestRun = {
  readonly log: RecordedRunEvent[];
  /** Types of the events that the last command caused. */
  last: readonly RunEvent["type"][];
  state(): RunState;
  step(id: string): StepState;
  tell(command: EngineCommand | PersonCommand, actor?: Actor): void;
  refused(command: EngineCommand | PersonCommand, actor?: Actor): Refusal["code"];
  /** Claims the step's present dispatch for the given delivery. */
  claim(id: string, retry?: number): void;
  /** Claims and settles the step's present dispatch as done. */
  succeed(id: string, output?: Json): void;
  now(): string;
  pass(seconds: number): void;
};

const startMilliseconds = Date.UTC(2026, 0, 1);

export function testRun(): TestRun {
  const log: RecordedRunEvent[] = [];
  let seconds = 0;
  const now = () => new Date(startMilliseconds + seconds * 1000).toISOString();
  const state = () => fold(initialRunState(), log);
  const run: TestRun = {
    log,
    last: [],
    state,
    now,
    pass: (passed) => {
      seconds += passed;
    },
    step: (id) => state().steps.get(id) ?? assert.fail(`no step ${id}`),
    tell(command, actor = "node" in command ? engine : ana) {
      seconds += 1;
      const at = now();
      const decision = decide({ ...command, actor, at }, state());
      if (decision.status === "refused") assert.fail(`${command.type}: ${decision.refusal.message}`);
      log.push(...decision.events.map((event) => ({ ...event, actor, at })));
      run.last = decision.events.map(({ type }) => type);
      assert.deepEqual(violations(log), []);
      assert.deepEqual(decision.state, state(), "the decided state is the one its events fold to");
    },
    refused(command, actor = ana) {
      const decision = decide({ ...command, actor, at: now() }, state());
      return decision.status === "refused"
        ? decision.refusal.code
        : assert.fail(`${command.type} was accepted`);
    },
    claim(id, retry = 0) {
      const token = { dispatch: run.step(id).dispatch, retry };
      run.tell({ type: "ClaimStep", step: id, token, node: "n1" }, engine);
    },
    succeed(id, output = null) {
      if (run.step(id).status === "dispatched") run.claim(id);
      const token = run.step(id).token ?? assert.fail("no token");
      run.tell(
        { type: "SettleStep", step: id, token, stage: "act", outcome: { status: "done", output } },
        engine,
      );
    },
  };
  return run;
}

/** A live run of these steps, started by Ana. */
export function started(
  steps: readonly StepDefinition[],
  changes: Partial<Extract<PersonCommand, { type: "StartRun" }>> = {},
): TestRun {
  const run = testRun();
  run.tell({
    type: "StartRun",
    plan: plan(steps),
    mode: "live",
    reason: "test",
    impact: null,
    detection: null,
    slowAfterSeconds: {},
    ...changes,
  });
  return run;
}
