import { backupConnector } from "./backup/index.ts";
import { commandConnector } from "./command/index.ts";
import type { Connector } from "./connector.ts";
import { httpConnector } from "./http/index.ts";
import { networkConnector } from "./network/index.ts";
import { postgresConnector } from "./postgres/index.ts";
import { relayConnector } from "./relay/index.ts";
import { sshConnector } from "./ssh/index.ts";

/** Every connector the product comes with. */
export const allConnectors: readonly Connector[] = [
  backupConnector,
  commandConnector,
  httpConnector,
  networkConnector,
  postgresConnector,
  relayConnector,
  sshConnector,
];
