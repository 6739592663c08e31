import { createHash } from "node:crypto";
import type { SuppressedDiagnostic } from "#core/check/allowance.ts";
import {
  type AcceptedDiagnostic,
  acceptedReport,
  diagnosticReport,
  type DiagnosticReport,
} from "#core/check/diagnostic-report.ts";
import { type RunPlanResolution, resolveRunPlan } from "#core/check/resolve-run-plan.ts";
import { type ResolvedEstate, resolveEstate } from "#core/document/resolve-estate.ts";
import type { ConnectorCatalogue } from "#core/model/catalogue.ts";
import type { Diagnostic } from "#core/model/diagnostic.ts";
import type { Ref } from "#core/model/ref.ts";
import type { EstatePin } from "#core/model/run-plan.ts";

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
  /** What would be in the report had nobody accepted it with a reason. */
  readonly accepted: readonly AcceptedDiagnostic[];
  /** True while the folder has errors and the last revision without any is used instead. */
  readonly isLastGood: boolean;
  /** The publication it is; null while it is none, since its documents have errors. */
  readonly published: EstatePin | null;
  /** Documents that the folder and the published estate both changed: the published ones are in use. */
  readonly conflicts: readonly Ref[];
};

/** The estate as it is published, and the way for a folder to get there. */
export type PublishedEstate = {
  /** Publishes what was changed in the folder; answers what is published then. */
  readonly follow: (folder: string, loaded: LoadedDocuments) => Promise<PublishedRevision>;
  /** What is published now; null before the first publication. */
  readonly current: () => Promise<PublishedRevision | null>;
  /** Calls back when something was published, here or by another node. */
  readonly onPublished: (listener: () => Promise<void>) => void;
};

type LoadedDocuments = {
  readonly resolved: ResolvedEstate;
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
};

export type PublishedRevision = LoadedDocuments & {
  readonly pin: EstatePin;
  readonly conflicts: readonly Ref[];
};

export type EstateSourceOptions = {
  readonly folder: string | null;
  readonly catalogue: ConnectorCatalogue;
  /** Reads and checks the documents of the folder. */
  readonly load: (folder: string) => Promise<LoadedDocuments>;
  /** Where revisions are kept; absent: the folder alone counts. */
  readonly published?: PublishedEstate;
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
 * The estate in use: what is published. The documents of a folder, where one is followed, are published as they
 * change. Those with errors do not replace any without: a slip of the keyboard must not take the plans away in
 * the middle of a crisis. The folder is polled, since file events are lost on network file systems. Throws
 * what `load` throws at the start.
 */
export async function openEstateSource(options: EstateSourceOptions): Promise<EstateSource> {
  const { folder, catalogue, now, published } = options;
  const today = () => now().slice(0, 10);
  const reader = createReader(options);
  await reader.read(true);
  let reading: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>, what: string) => {
    reading = reading.then(work).catch((error: unknown) => {
      options.onNews(`${what} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    });
    return reading;
  };
  published?.onPublished(() => reader.take());
  const reload = () => inTurn(() => reader.read(false), String(folder));
  const timer = folder === null ? null : setInterval(() => void reload(), (options.lookSeconds ?? 2) * 1000);
  timer?.unref();
  return {
    current: reader.current,
    plan: (runbook) => {
      const { resolved, published: estate } = reader.current();
      const facts = { catalogue, sha256, today: today() };
      const resolution = resolveRunPlan(resolved, runbook, facts);
      return resolution.status === "ready"
        ? { ...resolution, plan: { ...resolution.plan, estate } }
        : resolution;
    },
    catalogue,
    today,
    reload,
    close: () => {
      if (timer !== null) clearInterval(timer);
    },
  };
}

/** Reads the folder and the published estate, and holds which revision is in use. */
function createReader({ folder, load, fingerprint, now, onNews, published }: EstateSourceOptions) {
  let seen = "";
  let revision: EstateRevision = {
    folder,
    resolved: resolveEstate([]),
    loadedAt: now(),
    report: diagnosticReport([]),
    accepted: [],
    isLastGood: false,
    published: null,
    conflicts: [],
  };
  const use = ({ resolved, pin, conflicts, ...found }: PublishedRevision) => {
    const told = toldOf(found);
    revision = { folder, resolved, loadedAt: now(), ...told, isLastGood: false, published: pin, conflicts };
  };

  /** What somebody else has published. */
  async function take(): Promise<void> {
    const found = (await published?.current()) ?? null;
    if (found === null || found.pin.number === revision.published?.number) return;
    use({ ...found, conflicts: revision.conflicts });
  }

  async function refuse(told: ReturnType<typeof toldOf>): Promise<void> {
    if (revision.published === null) await take();
    revision = { ...revision, ...told, isLastGood: true };
    onNews(
      `${folder} has ${told.report.counts.error} errors; the revision of ${revision.loadedAt} stays in use (holdfast check ${folder})`,
    );
  }

  async function read(isFirst: boolean): Promise<void> {
    if (folder === null) return take();
    // A folder that is gone has no fingerprint; loading it says so in words.
    const print = await fingerprint(folder).catch(() => null);
    if (print !== null && print === seen) return;
    const loaded = await load(folder);
    seen = print ?? "";
    const told = toldOf(loaded);
    const hasErrors = told.report.counts.error > 0;
    if (hasErrors && (!isFirst || (await published?.current()))) return refuse(told);
    const { resolved } = loaded;
    if (published === undefined || hasErrors) {
      revision = { ...revision, resolved, loadedAt: now(), ...told, isLastGood: false };
    } else use(await published.follow(folder, loaded));
    onNews(newsOf(folder, resolved, revision, isFirst));
  }

  return { read, take, current: () => revision };
}

function toldOf({ diagnostics, suppressed }: Omit<LoadedDocuments, "resolved">) {
  return { report: diagnosticReport(diagnostics), accepted: acceptedReport(suppressed) };
}

function newsOf(
  folder: string,
  resolved: ResolvedEstate,
  revision: EstateRevision,
  isFirst: boolean,
): string {
  const { error } = revision.report.counts;
  const faults = error > 0 ? `, ${error} errors (holdfast check ${folder})` : "";
  const { length } = revision.conflicts;
  const conflicts =
    length > 0
      ? `; ${length} were changed here and there, the published ones stay (holdfast pull ${folder})`
      : "";
  return `${isFirst ? "loaded" : "reloaded"} ${resolved.estate.documents.size} documents from ${folder}${faults}${conflicts}`;
}
