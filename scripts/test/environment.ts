import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { RunMarks } from "./leftovers.ts";

/** What a developer may set for the suite itself; every other setting of the product is taken away. */
const kept: ReadonlySet<string> = new Set([
  "HOLDFAST_SIMULATION_COUNT",
  "HOLDFAST_SIMULATION_FROM",
  "HOLDFAST_CHAOS_SEED",
  "HOLDFAST_E2E",
]);
const quickSchedules = 2000;

/**
 * Gives this process, and so every test it starts, the same surroundings wherever the suite runs: none of
 * the user's settings, a temporary folder of its own, and a mark by which its processes are known.
 */
export function prepareEnvironment({ quick }: { readonly quick: boolean }): RunMarks & { remove(): void } {
  for (const name of Object.keys(process.env)) {
    if (
      /^(HOLDFAST_|PG[A-Z]+$|DATABASE_URL$|NODE_OPTIONS$|NODE_TEST_CONTEXT$)/.test(name) &&
      !kept.has(name)
    ) {
      delete process.env[name];
    }
  }
  process.env["NODE_ENV"] = "test";
  process.env["NO_COLOR"] = "1";
  delete process.env["FORCE_COLOR"];
  if (quick) process.env["HOLDFAST_SIMULATION_COUNT"] ??= String(quickSchedules);
  // Short, since the path of a UNIX socket has at most 107 bytes.
  const folder = mkdtempSync(path.join(os.tmpdir(), "hft-"));
  // Databases started by root run as somebody else, who has to reach their folders in it.
  chmodSync(folder, 0o711);
  process.env["TMPDIR"] = folder;
  const id = randomBytes(6).toString("hex");
  process.env["HOLDFAST_TEST_RUN"] = id;
  return {
    variable: `HOLDFAST_TEST_RUN=${id}`,
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}
