import { isJsonObject } from "#core/model/json.ts";
import type { Impact } from "#core/model/run-plan.ts";
import type { StepState } from "#core/run/state.ts";
import { type Attempt, runCheck } from "./attempt.ts";
import type { ExecutePorts } from "./execute.ts";
import type { TimerJobData } from "./jobs-of.ts";
import type { Job } from "./queue.ts";

/** Seconds between readings of the outside record while the impact lasts. */
const impactSeconds = 0.5;

/** The impact in the output of a reading, or null where it has another shape: then nothing was learnt. */
function impactOf(output: unknown): Impact | null {
  if (!isJsonObject(output)) return null;
  const { lastGoodAt, beganAt, endedAt, failedTransactions } = output;
  const isInstant = (value: unknown): value is string | null => value === null || typeof value === "string";
  if (!isInstant(lastGoodAt) || !isInstant(beganAt) || !isInstant(endedAt)) return null;
  if (typeof failedTransactions !== "number") return null;
  return { lastGoodAt, beganAt, endedAt, failedTransactions };
}

/** Reads the outside record once and asks for the next reading while the run may still learn from it. */
async function observeImpact(run: string, job: Job, signal: AbortSignal, ports: ExecutePorts): Promise<void> {
  const { state } = await ports.handler.read(run);
  const check = state.plan?.impactSource;
  const isOver = state.status === "finished" || (state.impact?.endedAt ?? null) !== null;
  if (!check || !state.plan || isOver) return ports.queue.complete(job);
  const step = state.steps.values().next().value as StepState;
  const attempt: Attempt = { run, plan: state.plan, state, step, signal, ports };
  const outcome = await runCheck(attempt, check);
  const impact = outcome.status === "done" ? impactOf(outcome.output) : null;
  if (impact) {
    await ports.handler.handle(
      run,
      {
        type: "ObserveImpact",
        impact,
        actor: { type: "system", node: ports.node },
        at: ports.clock.now(),
      },
      { commandId: `impact:${job.id}:${job.retry}` },
    );
  }
  // Added before this one is completed: twice after a crash is harmless, never again is not.
  await ports.queue.add([
    {
      queue: "timer",
      data: { purpose: "impact", run },
      startAfterSeconds: impactSeconds,
    },
  ]);
  await ports.queue.complete(job);
}

/** Carries out one delivery of a timer's job. */
export async function fireTimerJob(job: Job, signal: AbortSignal, ports: ExecutePorts): Promise<void> {
  const data = job.data as TimerJobData;
  if (data.purpose === "impact") return observeImpact(data.run, job, signal, ports);
  const result = await ports.handler.handle(
    data.run,
    {
      type: "FireTimer",
      step: data.step,
      dispatch: data.dispatch,
      purpose: data.purpose,
      actor: { type: "system", node: ports.node },
      at: ports.clock.now(),
    },
    { commandId: `timer:${job.id}`, completes: job },
  );
  if (result.status === "refused" || (result.status === "accepted" && !result.stored)) {
    await ports.queue.complete(job);
  }
}
