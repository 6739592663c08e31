import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { defineCheck } from "#connectors/connector.ts";
import { componentRef, reaching } from "#connectors/read-access.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { readFolder } from "./access.ts";

const parameters = z.strictObject({
  target: componentRef,
  maxSeconds: z.number().positive().describe("How old the newest backup may be"),
  minBytes: z.int().min(1).default(1).describe("How long it must be at least: an empty file is no backup"),
  ends: z.string().default("").describe("Only files whose names end so"),
});

type Backup = { readonly file: string; readonly at: number; readonly bytes: number };

/** Whether the newest backup in a folder is young enough. Output: `{file, ageSeconds, bytes}`; its age is an achieved RPO. */
export const age = defineCheck({
  title: "The newest backup is young enough",
  parameters,
  check: reaching(async ({ target, maxSeconds, minBytes, ends }, context): Promise<Outcome> => {
    const { folder } = await readFolder(context, target);
    const found = await newestIn(folder, ends, minBytes).catch((error: NodeJS.ErrnoException) => error);
    if (found instanceof Error)
      return { status: "unreachable", message: `${folder} cannot be read: ${found.code ?? found.message}` };
    if (found === null)
      return { status: "failed", message: `there is no backup of ${minBytes} bytes or more in ${folder}` };
    const { file, at, bytes } = found;
    const ageSeconds = Math.max(0, Math.round((Date.now() - at) / 1000));
    const output = { file, ageSeconds, bytes };
    if (ageSeconds <= maxSeconds) return { status: "done", output };
    const message = `the newest backup, ${file}, is ${ageSeconds} s old, ${maxSeconds} s are allowed`;
    return { status: "failed", message, output };
  }),
});

/** A file that is still being written is as new as its last byte: who writes in place names it otherwise until it is whole. */
async function newestIn(folder: string, ends: string, minBytes: number): Promise<Backup | null> {
  let newest: Backup | null = null;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(ends)) continue;
    const { mtimeMs, size } = await stat(path.join(folder, entry.name));
    if (size < minBytes || (newest !== null && newest.at >= mtimeMs)) continue;
    newest = { file: entry.name, at: mtimeMs, bytes: size };
  }
  return newest;
}
