import { z } from "zod";
import { defineCheck } from "#connectors/connector.ts";
import { componentRef } from "#connectors/read-access.ts";
import { readAccess } from "./access.ts";
import { readState } from "./server-state.ts";
import { withSession } from "./session.ts";
import { settleCheck } from "./settle.ts";

const standbysSql = `select application_name as "applicationName", state, sync_state as "syncState",
    pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::float8 as "lagBytes"
  from pg_stat_replication where application_name <> 'holdfast' order by 1`;

type Standby = {
  readonly applicationName: string;
  readonly state: string;
  readonly syncState: string;
  readonly lagBytes: number | null;
};

/** What a server says of itself: for people to read. Nothing is proven by it; `streaming` proves. */
export const status = defineCheck({
  title: "The server answers, and what it says of itself",
  parameters: z.strictObject({ target: componentRef }),
  check: ({ target }, context) =>
    settleCheck(context, async () =>
      withSession(await readAccess(context, target), context.signal, async (session) => {
        const state = await readState(session);
        const standbys = state.inRecovery ? [] : await session.query<Standby>(standbysSql);
        const role = state.inRecovery ? "standby" : "primary";
        return { status: "done", output: { role, ...state, standbys } };
      }),
    ),
});
