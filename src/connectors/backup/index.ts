import type { Connector } from "#connectors/connector.ts";
import { backupAccess } from "./access.ts";
import { age } from "./age.ts";

/** Backups that lie in a folder. */
export const backupConnector: Connector = {
  name: "backup",
  title: "Backups in a folder",
  access: backupAccess,
  checks: { age },
  actions: {},
  meaning: { checks: { age: { proves: "state" } }, actions: {} },
};
