import { z } from "zod";
import { defineAction } from "#connectors/connector.ts";
import { componentRef } from "#connectors/read-access.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { localServerOf, readAccess } from "./access.ts";
import { NotPossible, ServerFault } from "./fault.ts";
import { markFenced, startsAsStandby } from "./host/fence-mark.ts";
import { readControlFile } from "./host/control-file.ts";
import { findServerProcesses, readPostmasterPid } from "./host/processes.ts";
import { poll } from "./poll.ts";
import { settleAct, settleCheck } from "./settle.ts";

const parameters = z.strictObject({
  target: componentRef,
  withinSeconds: z.number().positive().max(3600).default(60),
  asStandby: z
    .boolean()
    .default(false)
    .describe("Fence it as well: whoever starts it afterwards gets a standby and no second writer"),
});

/**
 * Stops a server in order ("fast": sessions are ended, a checkpoint is written). A primary sends
 * its standbys all it has before it goes, so that it can follow them afterwards without a rebuild.
 */
export const stop = defineAction({
  title: "Stop a server in order",
  parameters,
  policy: "observe",
  timeoutSeconds: 90,
  destructive: true,
  plan: ({ target }, context) =>
    settleCheck(context, async () => {
      const { dataDirectory } = localServerOf(target, await readAccess(context, target));
      const processes = await findServerProcesses(dataDirectory);
      return { status: "done", output: { wouldStopProcesses: processes.length } };
    }),
  act: ({ target, withinSeconds, asStandby }, context) =>
    settleAct(context, async (effects) => {
      const { dataDirectory } = localServerOf(target, await readAccess(context, target));
      const running = await findServerProcesses(dataDirectory);
      const mark = async () => {
        // Before it stops, so that there is no moment at which a start would give a second writer.
        if (asStandby) await markFenced(dataDirectory, context.key, new Date().toISOString());
      };
      if (running.length === 0) {
        effects.begin();
        await mark();
        return stopped(dataDirectory);
      }
      const postmaster = await readPostmasterPid(dataDirectory);
      if (postmaster === null || !running.includes(postmaster)) {
        throw new NotPossible(
          `${target} has lost its postmaster: it cannot be stopped in order, only fenced`,
        );
      }
      context.signal.throwIfAborted();
      effects.begin();
      await mark();
      process.kill(postmaster, "SIGINT");
      const gone = await poll(
        async () => ((await findServerProcesses(dataDirectory)).length === 0 ? true : null),
        { limitSeconds: withinSeconds, everyMilliseconds: 5, signal: context.signal },
      );
      if (gone) return stopped(dataDirectory);
      // The request stands: it may still go, as soon as a standby has confirmed or a session has ended.
      throw new ServerFault("silent", `${target} was told to stop and still runs after ${withinSeconds} s`);
    }),
  observe: ({ target, asStandby }, context) =>
    settleCheck(context, async () => {
      const { dataDirectory } = localServerOf(target, await readAccess(context, target));
      const processes = await findServerProcesses(dataDirectory);
      if (asStandby && !(await startsAsStandby(dataDirectory))) {
        return { status: "failed", message: `${target} would not start as a standby` };
      }
      if (processes.length === 0) return stopped(dataDirectory);
      return { status: "failed", message: `${target} still runs with ${processes.length} processes` };
    }),
});

async function stopped(dataDirectory: string): Promise<Outcome> {
  const { cleanlyStopped, checkpointLsn, timeline } = await readControlFile(dataDirectory);
  return { status: "done", output: { cleanlyStopped, checkpointLsn, timeline } };
}
