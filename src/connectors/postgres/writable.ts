import { z } from "zod";
import { type CallContext, defineCheck } from "#connectors/connector.ts";
import { componentRef } from "#connectors/read-access.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { readAccess, type ServerAccess } from "./access.ts";
import { ServerFault } from "./fault.ts";
import { readState } from "./server-state.ts";
import { queryOnce, withSession } from "./session.ts";
import { settleCheck } from "./settle.ts";

/**
 * A real, durable write that leaves no row: a transactional message in the log. It needs a primary,
 * disk for the log and, in synchronous mode, the standby's confirmation, as an order would.
 */
const writeSql = "select pg_logical_emit_message(true, 'holdfast', 'writable')::text as lsn";

/** The server is a primary and a write is acknowledged within the limit. */
export const writable = defineCheck({
  title: "The server is a primary and acknowledges a write",
  parameters: z.strictObject({ target: componentRef }),
  check: ({ target }, context) =>
    settleCheck(context, async () => {
      const server = await readAccess(context, target);
      try {
        return await writeOnce(server, target, context);
      } catch (error) {
        if (!(error instanceof ServerFault) || error.kind !== "silent") throw error;
        return await whySilent(server, context, error);
      }
    }),
});

function writeOnce(server: ServerAccess, target: string, context: CallContext): Promise<Outcome> {
  return withSession(server, context.signal, async (session): Promise<Outcome> => {
    const state = await readState(session);
    if (state.inRecovery) return { status: "failed", message: `${target} is a standby: it is in recovery` };
    if (state.readOnly) return { status: "failed", message: `${target} has read-only transactions` };
    const [row] = await session.query<{ lsn: string }>(writeSql);
    return { status: "done", output: { lsn: row?.lsn ?? null, timeline: state.timeline } };
  });
}

/** A write without an answer: either the server hangs, or its commits wait for a standby that is gone. */
async function whySilent(server: ServerAccess, context: CallContext, silence: ServerFault): Promise<Outcome> {
  const [row] = await queryOnce<{ waiting: number; names: string }>(
    server,
    context.signal,
    `select count(*)::int as waiting, current_setting('synchronous_standby_names') as names
     from pg_stat_activity where wait_event = 'SyncRep'`,
  );
  if (!row || row.waiting === 0) throw silence;
  const message = `commits wait for the synchronous standby "${row.names}", which does not confirm them`;
  return { status: "failed", message, output: { waitingCommits: row.waiting } };
}
