import { z } from "zod";
import { defineAction } from "#connectors/connector.ts";
import { componentRef } from "#connectors/read-access.ts";
import { localServerOf, readAccess } from "./access.ts";
import { NotPossible } from "./fault.ts";
import { proveFenced } from "./fence-proof.ts";
import { exists } from "./host/data-directory.ts";
import { markFenced } from "./host/fence-mark.ts";
import { killServer } from "./host/kill-server.ts";
import { findServerProcesses } from "./host/processes.ts";
import { settleAct, settleCheck } from "./settle.ts";

const parameters = z.strictObject({
  target: componentRef.describe("The old primary that must never write again"),
});

/** Makes sure that the old primary cannot write: kills all its processes and lets it start as a standby only. */
export const fence = defineAction({
  title: "Fence a server so that it can never write again",
  parameters,
  policy: "idempotent",
  timeoutSeconds: 30,
  destructive: true,
  plan: ({ target }, context) =>
    settleCheck(context, async () => {
      const local = localServerOf(target, await readAccess(context, target));
      await demandDirectory(local.dataDirectory);
      const processes = await findServerProcesses(local.dataDirectory);
      const output = {
        wouldKillProcesses: processes.length,
        wouldWrite: ["standby.signal", "holdfast-fenced.json"],
      };
      return { status: "done", output };
    }),
  act: ({ target }, context) =>
    settleAct(context, async (effects) => {
      const server = await readAccess(context, target);
      const local = localServerOf(target, server);
      context.signal.throwIfAborted();
      await demandDirectory(local.dataDirectory);
      effects.begin();
      const mark = await markFenced(local.dataDirectory, context.key, new Date().toISOString());
      const { killed, passes } = await killServer(local.dataDirectory, context.signal);
      const proof = await proveFenced(target, server);
      const output = { killedProcesses: killed, passes, fencedAt: mark.fencedAt, key: mark.key, proof };
      if (proof.proven) return { status: "done", output };
      return { status: "failed", message: `not fenced: ${proof.missing.join("; ")}`, output };
    }),
});

async function demandDirectory(dataDirectory: string): Promise<void> {
  if (!(await exists(dataDirectory)))
    throw new NotPossible(`the data directory ${dataDirectory} does not exist here`);
}
