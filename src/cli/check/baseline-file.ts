import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { type Baseline, baselineOf, parseBaseline } from "#core/check/report/baseline.ts";
import { UsageError } from "../exit-code.ts";
import { type Judged, nameWithin } from "./judge-estate.ts";

/** Reads a file of known findings. Throws `UsageError` when it is not there or is none. */
export function readBaseline(file: string): Baseline {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new UsageError(`${file}: cannot be read; make it with --baseline ${file} --write-baseline`);
  }
  const parsed = parseBaseline(text);
  if ("problem" in parsed) throw new UsageError(`${file} is no baseline: ${parsed.problem}`);
  return parsed;
}

/** Writes what is found now as known, whole or not at all. Returns how many findings there are. */
export function writeBaseline(file: string, judged: Judged, folders: readonly string[]): number {
  const baseline = baselineOf(judged.standing, (name) => nameWithin(folders, name));
  const temporary = `${file}.${process.pid}.new`;
  try {
    writeFileSync(temporary, `${JSON.stringify(baseline, null, 2)}\n`);
    renameSync(temporary, file);
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return baseline.findings.length;
}
