import type { Ref } from "#core/model/ref.ts";
import type { PageMessage, Pager } from "../pager.ts";
import type { Job } from "../queue.ts";
import type { GrantJobData } from "./grant-handler.ts";
import { type GrantPorts, giveGrant } from "./grant-ports.ts";

/**
 * Writes to one person that glass was broken, over the first provider that takes it, and records what came of it. A job
 * that is delivered again writes again: a notice twice is better than none.
 */
export async function notifyOfBreakGlass(
  { grant, person }: Extract<GrantJobData, { readonly purpose: "notify" }>,
  job: Job,
  signal: AbortSignal,
  ports: GrantPorts,
): Promise<void> {
  const { state } = await ports.grants.read(grant);
  if (state.asked === null) return ports.queue.complete(job);
  const { grantee, target, run, reason } = state.asked;
  const text = `BREAK-GLASS in run ${run}: ${grantee} has taken access to ${target.component} as ${target.as.join(", ")} without approval: ${reason}. Somebody else must review it.`;
  const sent = await send({ grant, person, text }, signal, ports.pager);
  const recorded = await giveGrant(
    ports,
    grant,
    { type: "RecordNotice", data: { person, ...sent } },
    { commandId: `grant:${job.id}:${job.retry}`, completes: job },
  );
  if (recorded.status === "refused") await ports.queue.complete(job);
}

type Notice = { readonly grant: string; readonly person: Ref; readonly text: string };
type Sent = { readonly outcome: string; readonly detail: string };

async function send(
  { grant, person, text }: Notice,
  signal: AbortSignal,
  pager: Pager | undefined,
): Promise<Sent> {
  let last: Sent = { outcome: "not-sent", detail: "no channel is set up that reaches them" };
  for (const { channel, to } of pager?.channelsOf(person) ?? []) {
    for (const provider of pager?.providersOf(channel) ?? []) {
      const message: PageMessage = {
        id: `grant.${grant}.${person}.${channel}`,
        channel,
        to,
        name: pager?.nameOf(person) ?? person,
        subject: `BREAK-GLASS: access was taken without approval`,
        text,
        link: null,
        replyCode: "",
      };
      const answer = await provider.send(message, signal);
      last = { outcome: answer.outcome, detail: `${provider.name}: ${answer.detail}` };
      if (answer.outcome === "accepted") return last;
    }
  }
  return last;
}
