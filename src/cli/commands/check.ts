import { examineEstate, type RuleTiming } from "#core/check/check-estate.ts";
import type { LoadedEstate } from "#estate/load-estate.ts";
import { estateReader } from "#estate/estate-reader.ts";
import { FolderError } from "#estate/load-folder.ts";
import { readBaseline, writeBaseline } from "../check/baseline-file.ts";
import type { CheckOptions } from "../check/check-options.ts";
import { judgeEstate } from "../check/judge-estate.ts";
import { renderCheck } from "../check/render-check.ts";
import { UsageError } from "../exit-code.ts";

/**
 * `holdfast check DIR…`: checks the documents of folders without a server. Resolves to the exit code: 0 nothing
 * that fails, 1 new findings of the severity that does. Throws `UsageError` when the folders cannot be checked.
 */
export async function runCheck(folders: readonly string[], options: CheckOptions): Promise<0 | 1> {
  const baseline = options.baseline === null || options.writeBaseline ? null : readBaseline(options.baseline);
  const loaded = await loadForCheck(folders, options);
  const judged = judgeEstate(loaded, folders, baseline, options);
  if (options.timings) options.stderr.write(timingTable(loaded.timings));
  if (options.writeBaseline && options.baseline !== null) {
    const count = writeBaseline(options.baseline, judged, folders);
    options.stderr.write(`holdfast check: ${count} known findings written to ${options.baseline}\n`);
    return 0;
  }
  options.stdout.write(renderCheck(loaded, judged, options));
  return judged.isFailed ? 1 : 0;
}

async function loadForCheck(folders: readonly string[], options: CheckOptions): Promise<LoadedEstate> {
  const { resolved } = await estateReader(folders).read().catch(asUsageError);
  if (resolved.files.length === 0) {
    // A check of the wrong folder must not pass for a check without findings.
    throw new UsageError(
      `${folders.join(", ")}: there is no .yaml or .yml file in it; name the folder of your documents`,
    );
  }
  const clock = options.timings ? () => performance.now() : null;
  return { resolved, ...examineEstate(resolved, options.catalogue, options, clock) };
}

function asUsageError(error: unknown): never {
  throw error instanceof FolderError ? new UsageError(error.message) : error;
}

/** The rules that took longest, and what all took together. */
function timingTable(timings: readonly RuleTiming[]): string {
  const line = (milliseconds: number, name: string, findings: number) =>
    `${milliseconds.toFixed(1).padStart(9)} ms ${String(findings).padStart(7)} found  ${name}\n`;
  const sum = timings.reduce((total, { milliseconds }) => total + milliseconds, 0);
  const found = timings.reduce((total, { findings }) => total + findings, 0);
  const rows = timings.map(({ milliseconds, code, findings }) => line(milliseconds, code, findings));
  return [...rows, line(sum, "all rules", found)].join("");
}
