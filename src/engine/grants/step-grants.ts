import { grantIdOf } from "#core/grant/grant-id.ts";
import type { Ref } from "#core/model/ref.ts";
import type { RunEvent } from "#core/run/events.ts";
import type { RunState } from "#core/run/state.ts";
import type { Job, NewJob } from "../queue.ts";
import type { GrantJobData } from "./grant-handler.ts";
import { type GrantPorts, giveGrant } from "./grant-ports.ts";
import { doerOf, isClosed } from "./watch-grant.ts";

/** Events after which a step has somebody who does it. */
const opens: ReadonlySet<RunEvent["type"]> = new Set(["PersonAsked", "StepTaken", "StepReassigned"]);

/** The jobs that follow for grants from the events of a run: one for each step that was opened and declares some. */
export function grantJobsOf(run: string, events: readonly RunEvent[], state: RunState): readonly NewJob[] {
  if (state.mode !== "live") return [];
  const opened = events.flatMap((event) =>
    opens.has(event.type) ? [(event.data as { readonly step: string }).step] : [],
  );
  return [...new Set(opened)]
    .filter((step) => (state.steps.get(step)?.definition.grants ?? []).length > 0)
    .map((step): NewJob => {
      const data: GrantJobData = { purpose: "step", run, step };
      return { queue: "grant", data };
    });
}

/** Asks for what a step declares, for whoever does it. The same opening for the same person asks once. */
export async function askForStep(
  { run, step: id }: Extract<GrantJobData, { readonly purpose: "step" }>,
  job: Job,
  ports: GrantPorts,
): Promise<void> {
  const { state } = await ports.handler.read(run);
  const step = state.steps.get(id);
  const grantee = step && !isClosed(step) && state.status !== "finished" ? doerOf(step) : null;
  if (step && grantee !== null) {
    for (const [index] of (step.definition.grants ?? []).entries()) {
      await askOne({ run, state, id, index, grantee, job, ports });
    }
  }
  await ports.queue.complete(job);
}

type Asking = {
  readonly run: string;
  readonly state: RunState;
  readonly id: string;
  readonly index: number;
  readonly grantee: Ref;
  readonly job: Job;
  readonly ports: GrantPorts;
};

async function askOne({ run, state, id, index, grantee, job, ports }: Asking): Promise<void> {
  const step = state.steps.get(id);
  const wanted = step?.definition.grants?.[index];
  if (!step || !wanted) return;
  const { on, connector, as, limitSeconds, approver } = wanted;
  const access = state.plan?.access[on]?.[connector] ?? {};
  const data = {
    run,
    step: id,
    origin: "step",
    grantee,
    target: { component: on, connector, as, access },
    limitSeconds,
    approver,
    reason: `the step ${id} declares it`,
    notified: [],
  } as const;
  // Refused where it was asked for before: then nothing is left to do.
  await giveGrant(
    ports,
    grantIdOf(run, id, step.dispatch, index, grantee),
    { type: "AskGrant", data },
    { commandId: `grant:${job.id}:ask:${index}`, mayBeRepeated: true },
  );
}
