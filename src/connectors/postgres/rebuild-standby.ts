import { rm } from "node:fs/promises";
import { z } from "zod";
import { type CallContext, defineAction } from "#connectors/connector.ts";
import { componentRef } from "#connectors/read-access.ts";
import type { JsonObject } from "#core/model/json.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { type LocalServer, localServerOf, readAccess, type ServerAccess } from "./access.ts";
import { takeBaseBackup } from "./backup/base-backup.ts";
import { NotPossible, ServerFault } from "./fault.ts";
import { proveFollowing } from "./following.ts";
import { exists, type Owner, ownerOf } from "./host/data-directory.ts";
import { killServer } from "./host/kill-server.ts";
import { findServerProcesses } from "./host/processes.ts";
import { draftOf, putBack, putInPlace, repairSwap } from "./host/swap.ts";
import { makeStandby } from "./make-standby.ts";
import { type RebuildMark, readRebuildMark } from "./rebuild-mark.ts";
import { runServer } from "./run-server.ts";
import { readServerState } from "./server-state.ts";
import { queryOnce } from "./session.ts";
import { type Effects, fileSystemFailure, settleAct, settleCheck } from "./settle.ts";
import { dropSlot, ensureSlot, reachedVia, slotFor, standbyName, upstreamParameters } from "./upstream.ts";

const parameters = z.strictObject({
  target: componentRef.describe("The stopped server whose data directory is made anew"),
  source: componentRef.describe("The primary it will follow"),
  ...upstreamParameters,
  keepOld: z
    .boolean()
    .default(true)
    .describe("Keeps the old data directory aside; false: until it has caught up"),
  maxRateKilobytesPerSecond: z.int().min(32).max(1_048_576).optional(),
  startWithinSeconds: z.number().positive().max(3600).default(60),
});

type Parameters = z.output<typeof parameters>;

/** Everything an attempt needs to know, read before anything is changed. */
type Job = {
  readonly given: Parameters;
  readonly context: CallContext;
  readonly target: ServerAccess;
  readonly local: LocalServer;
  readonly source: ServerAccess;
  readonly slot: string;
  readonly owner: Owner;
};

/** Makes a server a standby by a base backup over the wire; the old data directory is kept until that worked. */
export const rebuildStandby = defineAction({
  title: "Rebuild a server as a standby by a base backup over the wire",
  parameters,
  policy: "observe",
  timeoutSeconds: 3600,
  destructive: true,
  plan: (given, context) =>
    settleCheck(context, async () => {
      const job = await prepare(given, context);
      await demandStopped(job);
      const [row] = await queryOnce<{ bytes: number }>(
        job.source,
        context.signal,
        "select sum(pg_database_size(oid))::float8 as bytes from pg_database",
      );
      const { dataDirectory } = job.local;
      return {
        status: "done",
        output: { wouldReplace: dataDirectory, slot: job.slot, aboutBytes: row?.bytes ?? null },
      };
    }),
  act: (given, context) =>
    settleAct(context, async (effects) => {
      const job = await prepare(given, context);
      const standing = await standingRebuild(job);
      if (standing) return { status: "done", output: standing };
      await demandStopped(job);
      return rebuild(job, effects);
    }),
  observe: (given, context) =>
    settleCheck(context, async () => {
      const output = await standingRebuild(await prepare(given, context));
      if (output) return { status: "done", output };
      return { status: "failed", message: `${given.target} was not rebuilt by this act, or does not run` };
    }),
});

async function prepare(given: Parameters, context: CallContext): Promise<Job> {
  const target = await readAccess(context, given.target);
  const source = reachedVia(await readAccess(context, given.source), given.via);
  const local = localServerOf(given.target, target);
  const there = await exists(local.dataDirectory);
  const own = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const owner = local.runAs ?? (there ? await ownerOf(local.dataDirectory) : own);
  return { given, context, target, local, source, slot: slotFor(given.target, given.slot), owner };
}

/** What an earlier attempt with the same key has brought about; null where it has not, or it does not run. */
async function standingRebuild({ context, target, local }: Job): Promise<JsonObject | null> {
  const mark = await readRebuildMark(local.dataDirectory);
  if (mark?.key !== context.key) return null;
  try {
    const state = await readServerState(target, context.signal);
    return state.inRecovery ? outputOf(mark, null) : null;
  } catch (error) {
    if (error instanceof ServerFault && error.kind !== "cancelled") return null;
    throw error;
  }
}

async function demandStopped({ given, context, local, source }: Job): Promise<void> {
  if ((await readServerState(source, context.signal)).inRecovery) {
    throw new NotPossible(`${given.source} is itself a standby: a rebuild needs the primary`);
  }
  if (!(await exists(local.dataDirectory))) return;
  const processes = await findServerProcesses(local.dataDirectory);
  if (processes.length > 0)
    throw new NotPossible(`${given.target} runs: fence or stop it before it is rebuilt`);
}

/**
 * Copies beside the old directory and swaps at the end. Until the swap nothing of the target has
 * changed, and that is certain: whatever ends the copying is a failure and not an unknown.
 */
async function rebuild(job: Job, effects: Effects): Promise<Outcome> {
  const { given, context, local, slot } = job;
  const startedAt = performance.now();
  await repairSwap(local.dataDirectory);
  const madeSlot = await ensureSlot(job.source, slot, context.signal);
  const draft = draftOf(local.dataDirectory);
  let mark: RebuildMark;
  try {
    mark = await copySource(job, draft);
    context.signal.throwIfAborted();
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (madeSlot) await dropSlot(job.source, slot).catch(() => {});
    const reason = fileSystemFailure(error) ?? (error as Error).message;
    return { status: "failed", message: `${reason}; the old data directory of ${given.target} is untouched` };
  }
  effects.begin();
  const aside = await putInPlace(local.dataDirectory, draft, new Date());
  await startOrPutBack(job, aside);
  const keptAside = await forgetOld(job, aside);
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  return { status: "done", output: { ...outputOf(mark, keptAside), seconds } };
}

async function copySource(job: Job, draft: string): Promise<RebuildMark> {
  const { given, context, local, source, slot, owner } = job;
  const { signal, key } = context;
  const { maxRateKilobytesPerSecond } = given;
  const backup = await takeBaseBackup({ source, folder: draft, maxRateKilobytesPerSecond, signal });
  const mark: RebuildMark = { key, slot, ...backup };
  const name = standbyName(given.target, job.target);
  await makeStandby({ folder: draft, replaces: local.dataDirectory, source, name, owner, mark });
  return mark;
}

async function startOrPutBack({ given, context, target, local }: Job, aside: string | null): Promise<void> {
  try {
    await runServer(given.target, target, given.startWithinSeconds, context.signal);
  } catch (error) {
    const cleanup = AbortSignal.timeout(30_000);
    await killServer(local.dataDirectory, cleanup);
    await putBack(local.dataDirectory, aside);
    const reason = (error as Error).message;
    throw new NotPossible(
      `the rebuilt server does not start, and the old directory is back in place: ${reason}`,
    );
  }
}

/** The old directory is evidence until the new one has caught up. */
async function forgetOld(job: Job, aside: string | null): Promise<string | null> {
  if (aside === null || job.given.keepOld) return aside;
  const following = await proveFollowing(
    job.source,
    job.target,
    job.given.startWithinSeconds,
    job.context.signal,
  );
  if (!following.followed) return aside;
  await rm(aside, { recursive: true, force: true });
  return null;
}

function outputOf(mark: RebuildMark, oldKeptAt: string | null): JsonObject {
  const { slot, files, archiveBytes } = mark;
  return { slot, files, archiveBytes, oldKeptAt };
}
