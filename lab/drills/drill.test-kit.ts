import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { labDown } from "../down.ts";
import { type DrillOptions, type DrillResult, runDrill } from "../drill/run-drill.ts";
import { judgements } from "../drill/verdict.ts";
import { findFreeBasePort } from "../free-ports.ts";
import { labUp } from "../up.ts";

export type TestLab = {
  readonly folder: string;
  /** A drill on this lab; its words are printed when the test fails. */
  drill(options: Partial<DrillOptions>): Promise<DrillResult>;
};

/** Runs `use` with a lab of its own and takes it down again whatever happens. */
export async function withLab(
  options: {
    readonly replication?: "synchronous" | "asynchronous";
    readonly orderLimitSeconds?: number;
  },
  use: (lab: TestLab) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-drill-"));
  // The databases of a lab started by root run as somebody else, who has to get in.
  chmodSync(folder, 0o755);
  const words: string[] = [];
  try {
    await labUp({
      folder: path.join(folder, "lab"),
      basePort: await findFreeBasePort(),
      replication: options.replication ?? "synchronous",
      orderLimitSeconds: options.orderLimitSeconds ?? 1,
    });
    await use({
      folder: path.join(folder, "lab"),
      drill: (asked) =>
        runDrill({
          folder: path.join(folder, "lab"),
          fault: null,
          runbook: "orders-failover",
          onLoss: "accept",
          outputFolder: path.join(folder, "evidence"),
          say: (line) => words.push(`${new Date().toISOString()} ${line}`),
          limitSeconds: 240,
          ...asked,
        }),
    });
  } catch (error) {
    process.stderr.write(`${words.join("\n")}\n`);
    throw error;
  } finally {
    await labDown(path.join(folder, "lab"));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The judgements that do not hold, in words: empty for a drill that was passed. */
export function missed(result: DrillResult): readonly string[] {
  return judgements(result)
    .filter(({ holds }) => !holds)
    .map(({ name, says }) => `${name}: ${says}`);
}
