import type { Connector } from "#connectors/connector.ts";
import { commandAccess } from "./access.ts";
import { run, runIdempotent } from "./run.ts";
import { succeeds } from "./succeeds.ts";

/** Programs of the engine's own machine, from a list, without a shell. */
export const commandConnector: Connector = {
  name: "command",
  title: "Local program",
  access: commandAccess,
  checks: { succeeds },
  actions: { run, "run-idempotent": runIdempotent },
  meaning: {
    checks: { succeeds: { proves: "state" } },
    actions: {
      run: { effect: "open", confirms: false },
      "run-idempotent": { effect: "open", confirms: false },
    },
  },
};
