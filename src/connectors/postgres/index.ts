import type { Connector } from "#connectors/connector.ts";
import { serverAccess } from "./access.ts";
import { caughtUp } from "./caught-up.ts";
import { checkpoint } from "./checkpoint.ts";
import { consistent } from "./consistent.ts";
import { divergence } from "./divergence.ts";
import { fence } from "./fence.ts";
import { fenced } from "./fenced.ts";
import { follow } from "./follow.ts";
import { postgresGrants } from "./grants/grants.ts";
import { identity } from "./identity.ts";
import { lag } from "./lag.ts";
import { lossStatement } from "./loss-statement.ts";
import { meaning } from "./meaning.ts";
import { promote } from "./promote.ts";
import { rebuildStandby } from "./rebuild-standby.ts";
import { setSynchronous } from "./set-synchronous.ts";
import { standby } from "./standby.ts";
import { start } from "./start.ts";
import { status } from "./status.ts";
import { stop } from "./stop.ts";
import { streaming } from "./streaming.ts";
import { unfence } from "./unfence.ts";
import { writable } from "./writable.ts";

/** PostgreSQL with streaming replication. */
export const postgresConnector: Connector = {
  name: "postgres",
  title: "PostgreSQL",
  access: serverAccess,
  checks: {
    status,
    identity,
    writable,
    standby,
    fenced,
    streaming,
    lag,
    consistent,
    "caught-up": caughtUp,
    "loss-statement": lossStatement,
    divergence,
  },
  actions: {
    fence,
    unfence,
    promote,
    checkpoint,
    "set-synchronous": setSynchronous,
    "rebuild-standby": rebuildStandby,
    start,
    stop,
    follow,
  },
  grants: postgresGrants,
  meaning,
};
