import type { IncidentOrder } from "#core/incident/commands.ts";
import { calloutOf } from "#core/incident/callout/evolve-callout.ts";
import type { Clock } from "./clock.ts";
import type { IncidentHandler } from "./incident-handler.ts";
import type { PageJobData, Pager, PageMessage, Provider, Sent } from "./pager.ts";
import type { Job, Queue } from "./queue.ts";

export type CarryPagePorts = {
  readonly incidents: IncidentHandler;
  readonly pager: Pager;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly node: string;
};

/** Times that all providers of a channel are tried before it is given up. */
const roundsMax = 3;
const betweenRoundsSeconds = 15;
/** A provider that has not answered by then may have taken the message. */
const answerSeconds = 10;

type Errand = {
  readonly job: Job;
  readonly data: PageJobData;
  readonly message: PageMessage;
  readonly signal: AbortSignal;
  readonly ports: CarryPagePorts;
};

/**
 * Hands a page to the first provider of its channel that takes it. What is about to be sent is recorded before it is,
 * and what came of it after: whoever carries on after a kill sees that it may have been sent, sends it again, and the
 * record says so.
 */
export async function carryPage(job: Job, signal: AbortSignal, ports: CarryPagePorts): Promise<void> {
  const data = job.data as PageJobData;
  const { state } = await ports.incidents.read(data.incident);
  const message = ports.pager.messageOf(data, state);
  const providers = ports.pager.providersOf(data.channel);
  if (message === null) return giveUp({ job, data, ports }, "there is no address for this channel");
  if (providers.length === 0) return giveUp({ job, data, ports }, "no provider is set up for this channel");
  const errand: Errand = { job, data, message, signal, ports };
  for (let round = 1; round <= roundsMax; round += 1) {
    for (const provider of providers) {
      const end = await handOver(errand, provider, round);
      if (end !== "next") return;
    }
    if (round < roundsMax) await ports.clock.sleep(betweenRoundsSeconds, signal);
    if (signal.aborted) return;
  }
  await giveUp(
    errand,
    `none of ${providers.map(({ name }) => name).join(", ")} took it in ${roundsMax} rounds`,
  );
}

/** `over`: nothing more is to be done in this job. */
async function handOver(errand: Errand, provider: Provider, round: number): Promise<"over" | "next"> {
  const { data, message, job, ports, signal } = errand;
  const { page, channel } = data;
  const token = `${round}:${provider.name}`;
  const begun = await give(
    errand,
    { type: "BeginDelivery", page, channel, provider: provider.name },
    `begin:${token}`,
  );
  if (begun.status === "job-lost") return "over";
  if (begun.status === "refused") {
    // They have answered meanwhile, or are not needed any more.
    await ports.queue.complete(job);
    return "over";
  }
  const sent = await send(provider, message, signal);
  const attempt = attemptsOf(begun.state, page, channel);
  const reference = sent.outcome === "accepted" ? sent.reference : null;
  const { outcome, detail } = sent;
  const isDone = outcome === "accepted";
  const settled = await give(
    errand,
    { type: "SettleDelivery", page, channel, attempt, outcome, reference, detail },
    `settle:${token}`,
    isDone,
  );
  if (isDone && settled.status === "accepted" && !settled.stored) await ports.queue.complete(job);
  return isDone || settled.status === "job-lost" ? "over" : "next";
}

async function send(provider: Provider, message: PageMessage, signal: AbortSignal): Promise<Sent> {
  const limit = new AbortController();
  const stop = () => limit.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  const timer = setTimeout(() => limit.abort("time is over"), answerSeconds * 1000);
  try {
    return await provider.send(message, limit.signal);
  } catch (error) {
    return { outcome: "unknown", detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

function attemptsOf(
  { callouts }: Awaited<ReturnType<IncidentHandler["read"]>>["state"],
  page: string,
  channel: string,
): number {
  const found = callouts.get(calloutOf(page))?.pages.find((each) => each.page === page);
  return found?.deliveries.find((each) => each.channel === channel)?.attempts.length ?? 0;
}

async function giveUp(
  { job, data, ports }: Pick<Errand, "job" | "data" | "ports">,
  detail: string,
): Promise<void> {
  const { page, channel } = data;
  const result = await give(
    { job, data, ports },
    { type: "GiveUpDelivery", data: { page, channel, detail } },
    "give-up",
    true,
  );
  if (result.status === "refused" || (result.status === "accepted" && !result.stored))
    await ports.queue.complete(job);
}

function give(
  { job, data, ports }: Pick<Errand, "job" | "data" | "ports">,
  order: IncidentOrder,
  token: string,
  completes = false,
) {
  return ports.incidents.handle(
    data.incident,
    { ...order, actor: { type: "system", node: ports.node }, at: ports.clock.now() },
    {
      commandId: `page:${job.id}:${job.retry}:${token}`,
      ...(completes ? { completes: job } : { holds: job }),
    },
  );
}
