import type { Json } from "#core/model/json.ts";
import type { Evidence, Outcome } from "#core/model/outcome.ts";
import type { RunState, StepState } from "#core/run/state.ts";
import { compareTokens, type Token } from "#core/run/token.ts";
import { type Attempt, callAction, runChecks, type StageResult } from "./attempt.ts";
import type { CallPorts } from "./call.ts";
import type { StepJobData } from "./jobs-of.ts";
import type { Job, Queue } from "./queue.ts";
import { rehearse } from "./rehearse.ts";
import type { RunHandler } from "./run-handler.ts";

export type ExecutePorts = CallPorts & {
  readonly handler: RunHandler;
  readonly queue: Queue;
  readonly node: string;
};

/** What an executor knows about the attempt it holds, besides the attempt itself. */
type Held = {
  readonly job: Job;
  readonly data: StepJobData;
  readonly token: Token;
  readonly ports: ExecutePorts;
};

type EngineReport =
  | { readonly type: "RecordNotDone"; readonly observation: string }
  | { readonly type: "RecordAct"; readonly output: Json; readonly evidence: readonly Evidence[] };

const engineActor = (node: string) => ({ type: "system", node }) as const;

/** Whether the attempt still holds its step; a lost one stops before it touches anything more. */
function holds(state: RunState, held: Held): StepState | null {
  const step = state.steps.get(held.data.step);
  const isHolder =
    step?.status === "running" && step.token !== null && compareTokens(step.token, held.token) === 0;
  return isHolder ? step : null;
}

/** Tells the run something in the middle of an attempt. False when the attempt was lost meanwhile. */
async function report(held: Held, command: EngineReport): Promise<boolean> {
  const { ports, job, data, token } = held;
  const result = await ports.handler.handle(
    data.run,
    { ...command, step: data.step, token, actor: engineActor(ports.node), at: ports.clock.now() },
    { commandId: `${command.type}:${job.id}:${job.retry}` },
  );
  return result.status === "accepted" && holds(result.state, held) !== null;
}

const lost: StageResult = { stage: "act", outcome: { status: "unknown", message: "the attempt was lost" } };

/** Verifies what was done; the output stays that of the act. */
async function verified(attempt: Attempt, output: Json, evidence: readonly Evidence[]): Promise<StageResult> {
  const outcome = await runChecks(attempt, attempt.step.definition.verify);
  if (outcome.status !== "done") {
    // A verification changes nothing, so one without an answer has not held: it is not unknown.
    const failed: Outcome =
      outcome.status === "unknown" ? { status: "unreachable", message: outcome.message } : outcome;
    return { stage: "verify", outcome: failed };
  }
  return {
    stage: "verify",
    outcome: { status: "done", output, evidence: [...evidence, ...(outcome.evidence ?? [])] },
  };
}

async function actAndVerify(attempt: Attempt, held: Held): Promise<StageResult> {
  const { step } = attempt;
  const isUndo = step.activity === "undo";
  const work = step.definition.work;
  const invocation = isUndo ? step.definition.undo : work.type === "action" ? work.action : null;
  if (!invocation) return { stage: "verify", outcome: await runChecks(attempt, step.definition.verify) };
  let resume = step.resume;
  let outcome: Outcome = { status: "done", output: step.acted?.output ?? null };
  let stage: StageResult["stage"] = "act";
  if (resume === "observe") {
    outcome = await callAction(attempt, invocation, "observe");
    stage = "observe";
    if (outcome.status === "failed") {
      if (!(await report(held, { type: "RecordNotDone", observation: outcome.message }))) return lost;
      resume = "act";
    }
  }
  if (resume === "act") {
    stage = "act";
    outcome = await callAction(attempt, invocation, "act");
  }
  if (outcome.status !== "done" || isUndo || step.definition.verify.length === 0) return { stage, outcome };
  const evidence = outcome.evidence ?? [];
  if (resume !== "verify" && !(await report(held, { type: "RecordAct", output: outcome.output, evidence }))) {
    return lost;
  }
  const result = await verified(attempt, outcome.output, evidence);
  return result.outcome.status === "done" && stage === "observe" ? { ...result, stage: "observe" } : result;
}

async function carryOut(attempt: Attempt, held: Held): Promise<StageResult> {
  const { step, state } = attempt;
  if (state.mode === "rehearsal") return { stage: "act", outcome: await rehearse(attempt) };
  if (step.resume === "act" && step.activity === "do" && step.definition.precondition.length > 0) {
    const gate = await runChecks(attempt, step.definition.precondition);
    if (gate.status !== "done") {
      const outcome: Outcome = gate.status === "unknown" ? { ...gate, status: "unreachable" } : gate;
      return { stage: "precondition", outcome };
    }
  }
  return actAndVerify(attempt, held);
}

/**
 * Carries out one delivery of a step's job: claim as an event, then act, verify and settle. Returns
 * when the job is settled, obsolete, or lost to another executor.
 */
export async function executeJob(job: Job, signal: AbortSignal, ports: ExecutePorts): Promise<void> {
  const data = job.data as StepJobData;
  const token: Token = { dispatch: data.dispatch, retry: job.retry };
  const held: Held = { job, data, token, ports };
  const actor = engineActor(ports.node);
  const claim = await ports.handler.handle(
    data.run,
    { type: "ClaimStep", step: data.step, token, node: ports.node, actor, at: ports.clock.now() },
    { commandId: `claim:${job.id}:${job.retry}`, holds: job },
  );
  if (claim.status === "job-lost") return;
  const step = claim.status === "accepted" ? holds(claim.state, held) : null;
  if (!step || !claim.state.plan) return ports.queue.complete(job);
  const { state } = claim;
  const attempt: Attempt = { run: data.run, plan: claim.state.plan, state, step, signal, ports };
  const { stage, outcome } = await carryOut(attempt, held);
  const settled = await ports.handler.handle(
    data.run,
    { type: "SettleStep", step: data.step, token, stage, outcome, actor, at: ports.clock.now() },
    { commandId: `settle:${job.id}:${job.retry}`, completes: job },
  );
  if (settled.status === "job-lost") {
    // The step went to another executor; what this one saw is put on record all the same.
    await ports.handler.handle(
      data.run,
      { type: "SettleStep", step: data.step, token, stage, outcome, actor, at: ports.clock.now() },
      { commandId: `late:${job.id}:${job.retry}` },
    );
  } else if (settled.status === "refused" || !settled.stored) await ports.queue.complete(job);
}
