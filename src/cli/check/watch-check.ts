import { examineEstate } from "#core/check/check-estate.ts";
import type { Baseline, FingerprintedDiagnostic } from "#core/check/report/baseline.ts";
import { type EstateReader, type EstateReading, estateReader } from "#estate/estate-reader.ts";
import { folderChanges } from "#estate/folder-changes.ts";
import { FolderError } from "#estate/load-folder.ts";
import type { LoadedEstate } from "#estate/load-estate.ts";
import { UsageError } from "../exit-code.ts";
import { printDiagnostics } from "../print-diagnostics.ts";
import { readBaseline } from "./baseline-file.ts";
import { type CheckOptions, isAtLeast } from "./check-options.ts";
import { type Judged, judgeEstate } from "./judge-estate.ts";
import { renderCheck, summaryOf } from "./render-check.ts";

/**
 * `holdfast check --watch`: checks, and then again whenever a file changes, telling only what is new, what is fixed
 * and the sum. Ends with 0 when it is interrupted, or when `until` says so.
 */
export async function watchCheck(
  folders: readonly string[],
  options: CheckOptions,
  until: AbortSignal = untilInterrupted(),
): Promise<0> {
  const reader = estateReader(folders);
  const baseline = options.baseline === null ? null : readBaseline(options.baseline);
  const first = await readOrNull(reader);
  if (first instanceof FolderError) throw new UsageError(first.message);
  const changes = folderChanges();
  until.addEventListener("abort", () => changes.close());
  changes.watch(first.folders);
  let before = judged(first, folders, baseline, options);
  options.stdout.write(renderCheck(before.loaded, before.judged, options));
  let complaint: string | null = null;
  options.stderr.write("holdfast check: waiting for changes; end with Ctrl-C\n");
  while (!until.aborted && (await changes.next())) {
    const startedAt = performance.now();
    const reading = await readOrNull(reader);
    if (reading instanceof FolderError) {
      if (complaint !== reading.message) options.stderr.write(`holdfast check: ${reading.message}\n`);
      complaint = reading.message;
      // The watch of a folder that is gone would never tell of one that takes its place.
      changes.watch([]);
      continue;
    }
    complaint = null;
    changes.watch(reading.folders);
    if (reading.changed.length === 0) continue;
    const now = judged(reading, folders, baseline, options);
    options.stdout.write(differences(before.judged, now, options));
    const milliseconds = Math.round(performance.now() - startedAt);
    options.stdout.write(`${summaryOf(now.loaded, now.judged)} (${milliseconds} ms)\n`);
    before = now;
  }
  changes.close();
  return 0;
}

function untilInterrupted(): AbortSignal {
  const interruption = new AbortController();
  process.once("SIGINT", () => interruption.abort());
  process.once("SIGTERM", () => interruption.abort());
  return interruption.signal;
}

/** The folder itself may be away for a moment, as while git changes branches. */
async function readOrNull(reader: EstateReader): Promise<EstateReading | FolderError> {
  try {
    return await reader.read();
  } catch (error) {
    if (error instanceof FolderError) return error;
    throw error;
  }
}

function judged(
  { resolved }: EstateReading,
  folders: readonly string[],
  baseline: Baseline | null,
  options: CheckOptions,
): { readonly loaded: LoadedEstate; readonly judged: Judged } {
  const loaded = { resolved, ...examineEstate(resolved, options.catalogue, options) };
  return { loaded, judged: judgeEstate(loaded, folders, baseline, options) };
}

/** What is told of a change: findings that were not there before in full, those that are gone in one line. */
function differences(
  before: Judged,
  now: { readonly loaded: LoadedEstate; readonly judged: Judged },
  options: CheckOptions,
): string {
  const shown = ({ findings }: Judged) => findings.filter(({ state }) => state === "new");
  const printsOf = (findings: readonly FingerprintedDiagnostic[]) =>
    new Set(findings.map(({ fingerprint }) => fingerprint));
  const [known, present] = [printsOf(shown(before)), printsOf(shown(now.judged))];
  const fresh = shown(now.judged).filter(({ fingerprint }) => !known.has(fingerprint));
  const gone = shown(before).filter(({ fingerprint }) => !present.has(fingerprint));
  const texts = new Map(now.loaded.resolved.files.map(({ file, text }) => [file, text]));
  const printed = printDiagnostics(
    fresh.map(({ diagnostic }) => diagnostic).filter(({ severity }) => isAtLeast(severity, options.severity)),
    (file) => texts.get(file) ?? "",
    options.color,
  );
  const fixed = gone.map(
    ({ diagnostic: { code, message, place } }) =>
      `fixed[${code}]: ${place.file}:${place.span.line}: ${message}\n`,
  );
  return [printed === "" ? "" : `${printed}\n`, ...fixed].join("");
}
