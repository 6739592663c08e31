import type { EndCause } from "#core/grant/events.ts";
import { type GrantState, isOver } from "#core/grant/state.ts";
import type { Ref } from "#core/model/ref.ts";
import { isSettled, type RunState, type StepState } from "#core/run/state.ts";
import type { Job } from "../queue.ts";
import type { GrantJobData } from "./grant-handler.ts";
import { type GrantPorts, giveGrant } from "./grant-ports.ts";

/** Seconds between looks at the step and the time of a grant that has not ended. */
const watchSeconds = 1;

/** Looks whether a grant has to end, ends it, or asks for the next look. */
export async function watchGrant(grant: string, job: Job, ports: GrantPorts): Promise<void> {
  const { queue, clock } = ports;
  const { state } = await ports.grants.read(grant);
  if (state.asked === null || isOver(state) || state.status === "closing") return queue.complete(job);
  const run = await ports.handler.read(state.asked.run);
  const due = endDue(state, run.state, clock.now());
  if (due !== null) {
    const ended = await giveGrant(
      ports,
      grant,
      { type: "EndGrant", ...due },
      { commandId: `grant:${job.id}:${job.retry}:end`, completes: job },
    );
    if (ended.status === "accepted" && !ended.stored) await queue.complete(job);
    return;
  }
  const data: GrantJobData = { purpose: "watch", grant };
  // Added before this one is completed: two looks after a crash are harmless, none is not.
  await queue.add([{ queue: "grant", data, startAfterSeconds: watchSeconds }]);
  await queue.complete(job);
}

type Due = { readonly cause: EndCause; readonly reason: string };

/** Why a grant has to end now, or null while it may go on. */
export function endDue({ asked, until }: GrantState, run: RunState, now: string): Due | null {
  if (asked === null) return null;
  if (until !== null && now >= until) return { cause: "expired", reason: `its time ended at ${until}` };
  if (run.status === "finished") return { cause: "run-over", reason: `the run is over (${run.result})` };
  if (asked.step === null) return null;
  const step = run.steps.get(asked.step);
  if (!step || isClosed(step))
    return { cause: "step-closed", reason: `the step ${asked.step} is ${step?.status ?? "gone"}` };
  if (asked.origin === "step" && doerOf(step) !== asked.grantee) {
    const reason = `the step ${asked.step} is not ${asked.grantee}'s any more`;
    return { cause: "step-handed-on", reason };
  }
  return null;
}

/** Why nobody is let in for this step of a run now, or null when access can be asked for. */
export function closedForAccess(run: RunState, stepId: string | null): string | null {
  if (run.mode !== "live") return `A ${run.mode} changes nothing: nobody is let in for it.`;
  if (run.status === "finished") return `The run is over (${run.result}).`;
  if (stepId === null) return null;
  const step = run.steps.get(stepId);
  if (!step) return `There is no step ${stepId}.`;
  const isBefore = step.status === "pending" || step.status === "awaiting-approval";
  return isBefore || isClosed(step) ? `The step ${stepId} is ${step.status}: it is not open.` : null;
}

/** Whether nobody works on a step any more, or not yet. */
export function isClosed({ status }: StepState): boolean {
  return isSettled(status) || status === "undone";
}

/** The person who does a step, or null while it is a team's that nobody has taken. */
export function doerOf({ takenBy, responsible }: StepState): Ref | null {
  if (takenBy?.type === "person") return takenBy.ref;
  return responsible.startsWith("person:") ? responsible : null;
}
