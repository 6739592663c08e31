import type { Connector } from "#connectors/connector.ts";
import { sshAccess } from "./access.ts";
import { sshGrants } from "./grants.ts";

/** Hosts that people are let into by OpenSSH certificates. Runbooks run programs with the connector `command`. */
export const sshConnector: Connector = {
  name: "ssh",
  title: "OpenSSH",
  access: sshAccess,
  checks: {},
  actions: {},
  grants: sshGrants,
  meaning: { checks: {}, actions: {} },
};
