import { closeSync, existsSync, fdatasync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";
import type { Attempt } from "./attempt.ts";

/** A line of the ledger. An attempt that was sent and never settled has an outcome nobody knows. */
export type LedgerLine =
  | { readonly type: "sent"; readonly number: number; readonly id: string; readonly sentAt: string }
  | ({ readonly type: "settled" } & Attempt)
  /** From here on a new account begins; what came before stays in the file. */
  | { readonly type: "reset"; readonly at: string };

export type Ledger = { append(line: LedgerLine): void; close(): void };

const flushMilliseconds = 50;

/**
 * The probe's record, one JSON object per line, only ever added to. Each line reaches the system at
 * once, so that it survives the end of this process, and the disk within 50 ms.
 */
export function openLedger(file: string): Ledger {
  mkdirSync(path.dirname(file), { recursive: true });
  const descriptor = openSync(file, "a");
  // A writer that was killed in the middle of a line leaves a half one, which must not join with ours.
  if (existsSync(file) && !endsWithNewline(file)) writeSync(descriptor, "\n");
  let isDirty = false;
  const flush = () => {
    if (!isDirty) return;
    isDirty = false;
    fdatasync(descriptor, () => {});
  };
  const timer = setInterval(flush, flushMilliseconds);
  return {
    append(line) {
      writeSync(descriptor, `${JSON.stringify(line)}\n`);
      isDirty = true;
    },
    close() {
      clearInterval(timer);
      closeSync(descriptor);
    },
  };
}

/** What stands in the ledger; half lines are left out. Empty where there is none. */
export function readLedger(file: string): readonly LedgerLine[] {
  if (!existsSync(file)) return [];
  const lines: LedgerLine[] = [];
  for (const text of readFileSync(file, "utf8").split("\n")) {
    try {
      if (text !== "") lines.push(JSON.parse(text) as LedgerLine);
    } catch {
      // A half line: the probe was killed while it wrote. The attempt stays "sent", so unknown.
    }
  }
  return lines;
}

function endsWithNewline(file: string): boolean {
  const bytes = readFileSync(file);
  return bytes.length === 0 || bytes.at(-1) === 0x0a;
}
