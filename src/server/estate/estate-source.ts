import { createHash } from "node:crypto";
import { diagnosticReport, type DiagnosticReport } from "#core/check/diagnostic-report.ts";
import { type RunPlanResolution, resolveRunPlan } from "#core/check/resolve-run-plan.ts";
import { type ResolvedEstate, resolveEstate } from "#core/document/resolve-estate.ts";
import type { ConnectorCatalogue } from "#core/model/catalogue.ts";
import type { Diagnostic } from "#core/model/diagnostic.ts";

/** The estate that runs are started on. */
export type EstateSource = {
  /** The revision in use. */
  current(): EstateRevision;
  /** Resolves a runbook at the revision in use. */
  plan(runbook: string): RunPlanResolution;
  readonly catalogue: ConnectorCatalogue;
  /** The day, `YYYY-MM-DD` in UTC, as of which documents are checked. */
  today(): string;
  /** Looks at the folder now; resolves when what it holds is in use, or was refused. */
  reload(): Promise<void>;
  close(): void;
};

export type EstateRevision = {
  /** Where the documents lie; null when the server was started without any. */
  readonly folder: string | null;
  readonly resolved: ResolvedEstate;
  readonly loadedAt: string;
  /** Of the folder as it is now, which is not the revision in use while it has errors. */
  readonly report: DiagnosticReport;
  /** True while the folder has errors and the last revision without any is used instead. */
  readonly isLastGood: boolean;
};

export type EstateSourceOptions = {
  readonly folder: string | null;
  readonly catalogue: ConnectorCatalogue;
  /** Reads and checks the documents of the folder. */
  readonly load: (folder: string) => Promise<{
    readonly resolved: ResolvedEstate;
    readonly diagnostics: readonly Diagnostic[];
  }>;
  /** Changes whenever a file of the folder changes. */
  readonly fingerprint: (folder: string) => Promise<string>;
  readonly now: () => string;
  /** Told what an operator should know: loaded, refused, folder gone. */
  readonly onNews: (message: string) => void;
  readonly lookSeconds?: number;
};

/** SHA-256 of a text as UTF-8, in lower-case hexadecimal. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/**
 * Loads the documents of a folder and follows its changes. A revision with errors does not replace one
 * without: a slip of the keyboard must not take the plans away in the middle of a crisis. The folder
 * is polled, since file events are lost on network file systems. Throws what `load` throws at the start.
 */
export async function openEstateSource(options: EstateSourceOptions): Promise<EstateSource> {
  const { folder, catalogue, now, onNews } = options;
  let seen = "";
  let revision: EstateRevision = {
    folder,
    resolved: resolveEstate([]),
    loadedAt: now(),
    report: diagnosticReport([]),
    isLastGood: false,
  };

  async function read(isFirst: boolean): Promise<void> {
    if (folder === null) return;
    // A folder that is gone has no fingerprint; loading it says so in words.
    const fingerprint = await options.fingerprint(folder).catch(() => null);
    if (fingerprint !== null && fingerprint === seen) return;
    const loaded = await options.load(folder);
    seen = fingerprint ?? "";
    const report = diagnosticReport(loaded.diagnostics);
    const { error } = report.counts;
    if (error > 0 && !isFirst) {
      revision = { ...revision, report, isLastGood: true };
      onNews(
        `${folder} has ${error} errors; the revision of ${revision.loadedAt} stays in use (holdfast check ${folder})`,
      );
      return;
    }
    revision = { folder, resolved: loaded.resolved, loadedAt: now(), report, isLastGood: false };
    const size = loaded.resolved.estate.documents.size;
    const faults = error > 0 ? `, ${error} errors (holdfast check ${folder})` : "";
    onNews(`${isFirst ? "loaded" : "reloaded"} ${size} documents from ${folder}${faults}`);
  }

  const today = () => now().slice(0, 10);

  await read(true);
  let reading: Promise<void> = Promise.resolve();
  const reload = () => {
    reading = reading
      .then(() => read(false))
      .catch((error: unknown) =>
        onNews(`${folder} cannot be read: ${error instanceof Error ? error.message : String(error)}`),
      );
    return reading;
  };
  const timer = folder === null ? null : setInterval(() => void reload(), (options.lookSeconds ?? 2) * 1000);
  timer?.unref();
  return {
    current: () => revision,
    plan: (runbook) => resolveRunPlan(revision.resolved, runbook, { catalogue, sha256, today: today() }),
    today,
    catalogue,
    reload,
    close: () => {
      if (timer !== null) clearInterval(timer);
    },
  };
}
