import type { Job } from "../queue.ts";
import { callGrant, outcomeOf, usesOf } from "./grant-calls.ts";
import type { GrantJobData } from "./grant-handler.ts";
import { type GrantPorts, giveGrant } from "./grant-ports.ts";
import { notifyOfBreakGlass } from "./notify-break-glass.ts";
import { askForStep } from "./step-grants.ts";
import { watchGrant } from "./watch-grant.ts";

/** Carries out one delivery of a job of the `grant` queue. */
export function carryGrant(job: Job, signal: AbortSignal, ports: GrantPorts): Promise<void> {
  const data = job.data as GrantJobData;
  switch (data.purpose) {
    case "open":
      return open(data.grant, job, signal, ports);
    case "close":
      return close(data.grant, job, signal, ports);
    case "watch":
      return watchGrant(data.grant, job, ports);
    case "tell":
      return tell(data, job, ports);
    case "notify":
      return notifyOfBreakGlass(data, job, signal, ports);
    case "step":
      return askForStep(data, job, ports);
    default:
      return data satisfies never;
  }
}

type Given = Awaited<ReturnType<typeof giveGrant>>;

/** Whether nothing was stored, so that the job has to be completed by itself. */
const changedNothing = (given: Given) =>
  given.status === "refused" || (given.status === "accepted" && !given.stored);

/** The claim stands before the act: whoever carries on after a kill sees that somebody may be in, and opens it once more. */
async function open(grant: string, job: Job, signal: AbortSignal, ports: GrantPorts): Promise<void> {
  const token = `grant:${job.id}:${job.retry}`;
  const begun = await giveGrant(
    ports,
    grant,
    { type: "BeginOpening" },
    { commandId: `${token}:begin`, holds: job },
  );
  if (changedNothing(begun)) return ports.queue.complete(job);
  if (begun.status !== "accepted") return;
  const outcome = await callGrant({ grant, state: begun.state, signal, ports }, { type: "open" });
  const order = {
    type: "SettleOpening",
    attempt: begun.state.openings,
    outcome: outcomeOf(outcome),
  } as const;
  const settled = await giveGrant(ports, grant, order, { commandId: `${token}:settle`, completes: job });
  if (changedNothing(settled)) await ports.queue.complete(job);
}

/** A closing is tried until it is certain: nobody else would shut the door. */
async function close(grant: string, job: Job, signal: AbortSignal, ports: GrantPorts): Promise<void> {
  const token = `grant:${job.id}:${job.retry}`;
  const begun = await giveGrant(
    ports,
    grant,
    { type: "BeginClosing" },
    { commandId: `${token}:begin`, holds: job },
  );
  if (changedNothing(begun)) return ports.queue.complete(job);
  if (begun.status !== "accepted") return;
  const outcome = await callGrant({ grant, state: begun.state, signal, ports }, { type: "close" });
  const order = {
    type: "SettleClosing",
    attempt: begun.state.closings,
    outcome: outcomeOf(outcome),
    ...usesOf(outcome),
  } as const;
  const settled = await giveGrant(ports, grant, order, { commandId: `${token}:settle`, completes: job });
  if (changedNothing(settled)) await ports.queue.complete(job);
}

/** The note and the end of the job are one: it stands in the timeline once. */
async function tell(
  { run, step, text }: Extract<GrantJobData, { readonly purpose: "tell" }>,
  job: Job,
  { handler, clock, node, queue }: GrantPorts,
): Promise<void> {
  const told = await handler.handle(
    run,
    { type: "AddNote", step, text, actor: { type: "system", node }, at: clock.now() },
    { commandId: `grant:${job.id}`, mayBeRepeated: true, completes: job },
  );
  if (told.status === "refused") await queue.complete(job);
}
