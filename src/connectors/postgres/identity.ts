import { z } from "zod";
import { defineCheck } from "#connectors/connector.ts";
import { componentRef } from "#connectors/read-access.ts";
import { readAccess } from "./access.ts";
import { withSession } from "./session.ts";
import { settleCheck } from "./settle.ts";

// The system identifier is made by initdb and copied with every base backup: servers that share it hold copies of
// one cluster. `holdfast.site` is a setting of our own that an operator can put into postgresql.conf; PostgreSQL
// takes any setting whose name has a dot.
const identitySql = `select system_identifier::text as "systemIdentifier",
    pg_is_in_recovery() as "inRecovery",
    current_setting('server_version') as "version",
    current_setting('max_connections')::int as "connectionsMax",
    nullif(current_setting('cluster_name'), '') as "clusterName",
    nullif(current_setting('holdfast.site', true), '') as "site"
  from pg_control_system()`;

type Identity = {
  readonly systemIdentifier: string;
  readonly inRecovery: boolean;
  readonly version: string;
  readonly connectionsMax: number;
  readonly clusterName: string | null;
  readonly site: string | null;
};

/** Which cluster a server holds a copy of, where it says it stands, and how many connections it allows. */
export const identity = defineCheck({
  title: "The server answers, and which cluster it is a copy of",
  parameters: z.strictObject({ target: componentRef }),
  check: ({ target }, context) =>
    settleCheck(context, async () =>
      withSession(await readAccess(context, target), context.signal, async (session) => {
        const [row] = await session.query<Identity>(identitySql);
        if (!row) throw new Error("pg_control_system gives one row");
        return { status: "done", output: row };
      }),
    ),
});
