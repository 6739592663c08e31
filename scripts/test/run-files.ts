import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import { run } from "node:test";
import path from "node:path";
import { inspect } from "node:util";
import { groupFiles } from "./group-files.ts";
import { root } from "./root.ts";
import type { TestStage } from "./stages.ts";
import type { StageResult } from "./tally.ts";

type Report = {
  passed: number;
  failed: number;
  skipped: number;
  readonly trouble: string[];
  readonly skips: string[];
  /** What each file printed beside its results. */
  readonly printed: Map<string, string>;
  readonly failedFiles: Set<string>;
};

/**
 * Runs the files of a stage, each in a process of its own or together with others, and counts their tests (not their suites: a
 * suite fails because of a test in it, or of a hook, which is then counted). Output of files is kept and
 * shown when one of their tests fails.
 */
export async function runFiles(stage: TestStage, files: readonly string[]): Promise<StageResult> {
  const report: Report = {
    passed: 0,
    failed: 0,
    skipped: 0,
    trouble: [],
    skips: [],
    printed: new Map(),
    failedFiles: new Set(),
  };
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-groups-"));
  const started = stage.together ? groupFiles(files, folder) : { files, groupOf: new Map<string, string>() };
  const events = run({
    files: started.files.map((file) => path.resolve(root, file)),
    cwd: root,
    concurrency: stage.concurrency,
    timeout: stage.fileMinutes * 60_000,
  });
  for await (const event of events) note(report, event);
  rmSync(folder, { recursive: true, force: true });
  for (const file of report.failedFiles) {
    const printed = report.printed.get(relative(started.groupOf.get(file))) ?? report.printed.get(file);
    if (printed) report.trouble.push(`What ${file} printed:\n${printed}`);
  }
  const { passed, failed, skipped } = report;
  // Files without a single test were run for nothing; that is a mistake, not a success.
  const ranNothing = passed + failed + skipped === 0 && files.length > 0;
  if (ranNothing) report.trouble.push(`no test ran in ${files.join(", ")}`);
  return {
    tally: { passed, failed: failed + (ranNothing ? 1 : 0), skipped },
    trouble: report.trouble,
    skips: report.skips,
  };
}

const wholeError = { depth: 8, maxStringLength: null, breakLength: 110 } as const;

type RunEvent = { readonly type: string; readonly data: unknown };

type TestData = {
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
  readonly nesting: number;
  readonly skip?: string | boolean;
  readonly todo?: string | boolean;
  readonly message?: string;
  readonly details: { readonly type?: string; readonly error?: Error & { readonly failureType?: string } };
};

function note(report: Report, event: RunEvent): void {
  const data = event.data as TestData;
  switch (event.type) {
    case "test:pass":
      if (data.details.type === "suite" && data.skip === undefined) return;
      if (data.skip !== undefined || data.todo !== undefined) return noteSkip(report, data);
      report.passed += 1;
      return;
    case "test:fail":
      if (data.todo !== undefined) return noteSkip(report, data);
      return noteFailure(report, data);
    case "test:stdout":
    case "test:stderr": {
      const file = relative(data.file);
      report.printed.set(file, (report.printed.get(file) ?? "") + (data.message ?? ""));
    }
  }
}

function noteSkip(report: Report, data: TestData): void {
  report.skipped += 1;
  const reason = [data.skip, data.todo].find((text) => typeof text === "string" && text !== "");
  report.skips.push(`${relative(data.file)}: ${data.name}: ${String(reason ?? "no reason given")}`);
}

function noteFailure(report: Report, data: TestData): void {
  const { error, type } = data.details;
  // A parent fails since its subtest did, which has been told already.
  if (error?.failureType === "subtestsFailed") return;
  const file = relative(data.file);
  report.failed += 1;
  report.failedFiles.add(file);
  const kind = type === "suite" ? "suite " : "";
  const isWholeFile = data.name === data.file || path.resolve(root, data.name) === data.file;
  const reason = isWholeFile ? endOf(error) : inspect(error?.cause ?? error, wholeError);
  report.trouble.push(`✕ ${kind}${data.name}\n  ${file}${data.line ? `:${data.line}` : ""}\n${reason}`);
}

/** Why a file failed though none of its tests did. */
function endOf(error: TestData["details"]["error"]): string {
  const { exitCode, signal } = (error ?? {}) as { readonly exitCode?: unknown; readonly signal?: unknown };
  const end = exitCode ?? signal;
  return end === undefined || end === null
    ? inspect(error?.cause ?? error, wholeError)
    : `its process ended with ${String(end)}`;
}

function relative(file: string | undefined): string {
  return file === undefined ? "(no file)" : path.relative(root, file);
}
