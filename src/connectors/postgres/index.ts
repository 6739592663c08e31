import type { Connector } from "#connectors/connector.ts";
import { serverAccess } from "./access.ts";
import { checkpoint } from "./checkpoint.ts";
import { fence } from "./fence.ts";
import { fenced } from "./fenced.ts";
import { promote } from "./promote.ts";
import { setSynchronous } from "./set-synchronous.ts";
import { standby } from "./standby.ts";
import { status } from "./status.ts";
import { unfence } from "./unfence.ts";
import { writable } from "./writable.ts";

/** PostgreSQL with streaming replication. */
export const postgresConnector: Connector = {
  name: "postgres",
  title: "PostgreSQL",
  access: serverAccess,
  checks: { status, writable, standby, fenced },
  actions: { fence, unfence, promote, checkpoint, "set-synchronous": setSynchronous },
};
