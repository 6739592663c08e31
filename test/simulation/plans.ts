import type { RunPlan } from "#core/model/run-plan.ts";
import type { Invocation, StepDefinition, StepWork } from "#core/model/step.ts";
import type { Random } from "./random.ts";

function invocation(random: Random, name: string): Invocation {
  const policy = random.pick(["idempotent", "observe", "ask"] as const);
  return { connector: "world", do: policy, with: { name }, policy };
}

function randomWork(random: Random, id: string): StepWork {
  const draw = random.below(10);
  if (draw < 6) return { type: "action", action: invocation(random, id) };
  if (draw === 6) return { type: "person", instructions: "do it", evidenceRequired: false };
  if (draw === 7) return { type: "wait", seconds: 1 + random.below(5) };
  if (draw === 8) return { type: "check" };
  return {
    type: "decision",
    question: "go on?",
    authority: "team:crisis",
    options: [
      { id: "yes", title: "Go on", effect: "continue" },
      { id: "no", title: "Go on without", effect: "continue" },
    ],
    timeoutSeconds: random.chance(0.5) ? 5 : null,
    defaultOption: "yes",
  };
}

/** A step with everything that a step can have, drawn from the seed. */
export function randomStep(random: Random, id: string, after: readonly string[]): StepDefinition {
  const work = randomWork(random, id);
  const check = { connector: "world", check: "holds", with: { name: id }, withinSeconds: random.below(2) };
  return {
    id,
    title: `Step ${id}`,
    after,
    phase: "execute",
    accountable: "team:dba",
    responsible: "team:dba",
    consulted: [],
    informed: [],
    duration: null,
    work,
    when: null,
    precondition: random.chance(0.15) ? [check] : [],
    approval: random.chance(0.2) ? { by: "team:crisis", quorum: 1, notTheStarter: true } : null,
    verify: work.type === "check" || random.chance(0.3) ? [check] : [],
    undo: random.chance(0.5) ? { ...invocation(random, `undo-${id}`) } : null,
    retry: { attempts: 1 + random.below(3), backoffSeconds: random.below(2) },
    timeoutSeconds: null,
    workaround: null,
  };
}

/** A runbook of two to seven steps with random precedence. */
export function randomPlan(random: Random): RunPlan {
  const steps: StepDefinition[] = [];
  const count = 2 + random.below(6);
  for (let index = 0; index < count; index += 1) {
    const before = steps.map((step) => step.id).filter(() => random.chance(0.4));
    steps.push(randomStep(random, `s${index + 1}`, before));
  }
  return {
    runbook: "simulated",
    title: "Simulated",
    purpose: "failover",
    revision: "0",
    recovers: [],
    objectives: { rtoSeconds: null, rpoSeconds: null },
    steps,
    access: {},
    impactSource: null,
    members: {},
  };
}
