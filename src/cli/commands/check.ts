import { type DiagnosticReport, diagnosticReport } from "#core/check/diagnostic-report.ts";
import type { ConnectorCatalogue } from "#core/model/catalogue.ts";
import { type LoadedEstate, loadEstate } from "#estate/load-estate.ts";
import { FolderError } from "#estate/load-folder.ts";
import { printDiagnostics } from "../print-diagnostics.ts";

/** Where a verb writes: data to `stdout`, messages to `stderr`. */
type Output = { readonly write: (text: string) => unknown };

export type CheckOptions = {
  readonly json: boolean;
  readonly catalogue: ConnectorCatalogue;
  /** The day as of which is checked, `YYYY-MM-DD`. */
  readonly today: string;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Whether the text for people may have colours: a terminal, and no NO_COLOR. */
  readonly color: boolean;
};

/**
 * `holdfast check DIR`: checks the documents of a folder without a server. Resolves to the exit code:
 * 0 no errors, 1 errors, 2 the folder cannot be checked. Warnings and infos do not fail a check.
 */
export async function runCheck(folder: string, options: CheckOptions): Promise<0 | 1 | 2> {
  const loaded = await load(folder, options);
  if (loaded === null) return 2;
  const report = diagnosticReport(loaded.diagnostics);
  if (options.json) {
    options.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else {
    const texts = new Map(loaded.resolved.files.map(({ file, text }) => [file, text]));
    const printed = printDiagnostics(loaded.diagnostics, (file) => texts.get(file) ?? "", options.color);
    if (printed !== "") options.stdout.write(`${printed}\n`);
    options.stdout.write(`${summary(loaded, report)}\n`);
  }
  return report.counts.error > 0 ? 1 : 0;
}

async function load(
  folder: string,
  { catalogue, today, stderr }: CheckOptions,
): Promise<LoadedEstate | null> {
  try {
    const loaded = await loadEstate(folder, catalogue, { today });
    if (loaded.resolved.files.length > 0) return loaded;
    // A check of the wrong folder must not pass for a check without findings.
    stderr.write(
      `holdfast check: ${folder}: there is no .yaml or .yml file in it; name the folder of your documents\n`,
    );
    return null;
  } catch (error) {
    if (!(error instanceof FolderError)) throw error;
    stderr.write(`holdfast check: ${error.message}\n`);
    return null;
  }
}

function summary({ resolved }: LoadedEstate, { counts }: DiagnosticReport): string {
  const documents = resolved.estate.documents.size + resolved.estate.invalid.size;
  const checked = `${count(documents, "document")} in ${count(resolved.files.length, "file")}`;
  const found = (["error", "warning", "info"] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => count(counts[severity], severity));
  return `${checked}: ${found.length ? found.join(", ") : "nothing to complain about"}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
