import type { MeasuredOutcome, ObjectiveFacts } from "#core/check/objective-rows.ts";
import type { MeasuredSteps } from "#core/check/recovery-question.ts";
import type { ConnectorCatalogue } from "#core/model/catalogue.ts";
import { type RunOutcome, runOutcome } from "#core/run/run-outcome.ts";
import type { RunHandler } from "#engine/run-handler.ts";
import type { RunList } from "./app-ports.ts";

/** Seconds that the steps of a runbook took in its last live runs, the newest first. */
export type StepSeconds = { readonly [step: string]: readonly number[] };

/** A live run that is over, and what it measured. */
export type RecordedRun = Pick<RunOutcome, "runbook" | "finishedAt" | "backSeconds"> & {
  readonly run: string;
};

/** What recorded live runs have measured. */
export type RunRecord = {
  /** Of one runbook, as forecasts take it. */
  stepSeconds(runbook: string): Promise<StepSeconds>;
  /** Of all runbooks that were run live. */
  allStepSeconds(): Promise<MeasuredSteps>;
  /** The newest measured time back and loss of each service that has any. */
  outcomes(): Promise<ObjectiveFacts["outcomes"]>;
  /** The newest finished live runs that brought their services back, the newest first. */
  runs(): Promise<readonly RecordedRun[]>;
  /** Tells it that something happened in these streams: what is kept of them holds no longer. */
  forget(streams: Iterable<string>): void;
};

export type RunRecordPorts = {
  readonly handler: Pick<RunHandler, "read">;
  readonly runs: RunList;
  readonly stepHistories: () => Promise<MeasuredSteps>;
  readonly catalogue: ConnectorCatalogue;
};

/** So many of the newest finished runs are looked at. */
const runsMax = 500;
const pageRuns = 100;

/** Reads what runs have measured from their events, and keeps it until they go on. */
export function createRunRecord({ handler, runs, stepHistories, catalogue }: RunRecordPorts): RunRecord {
  const known = new Map<string, RunOutcome | null>();
  let histories: Promise<MeasuredSteps> | null = null;
  let changes = 0;
  const isLossStatement = (connector: string, check: string) =>
    catalogue[connector]?.meaning?.checks[check]?.proves === "loss";

  const allStepSeconds = () => {
    const reading = (histories ??= stepHistories());
    reading.catch(() => {
      if (histories === reading) histories = null;
    });
    return reading;
  };

  async function outcomeOf(run: string): Promise<RunOutcome | null> {
    const before = known.get(run);
    if (before !== undefined) return before;
    const begun = changes;
    const outcome = runOutcome((await handler.read(run)).state, isLossStatement);
    // What happened while it was read may not be in it.
    if (begun === changes) known.set(run, outcome);
    return outcome;
  }

  async function shown() {
    const found: { run: string; outcome: RunOutcome }[] = [];
    const ids = await newestFinished(runs);
    for (const run of ids) {
      const outcome = await outcomeOf(run);
      if (outcome !== null) found.push({ run, outcome });
    }
    for (const run of known.keys()) if (known.size > runsMax && !ids.includes(run)) known.delete(run);
    return found;
  }

  return {
    stepSeconds: async (runbook) => {
      const all = await allStepSeconds();
      return Object.hasOwn(all, runbook) ? (all[runbook] ?? {}) : {};
    },
    allStepSeconds,
    outcomes: async () => newestByService(await shown()),
    runs: async () => {
      const found = (await shown()).map(({ run, outcome: { runbook, finishedAt, backSeconds } }) => ({
        run,
        runbook,
        finishedAt,
        backSeconds,
      }));
      return found.sort((one, other) => (one.finishedAt > other.finishedAt ? -1 : 1));
    },
    forget: (streams) => {
      for (const stream of streams) {
        if (!stream.startsWith("run/")) continue;
        changes += 1;
        histories = null;
        known.delete(stream.slice("run/".length));
      }
    },
  };
}

async function newestFinished(runs: RunList): Promise<readonly string[]> {
  const found: string[] = [];
  for (let before: number | null = null; found.length < runsMax; ) {
    const page = await runs({ status: "finished", limit: pageRuns, before });
    found.push(...page.runs);
    before = page.cursor;
    if (before === null) break;
  }
  return found;
}

/** A way home again says nothing of how long a service is away. */
function newestByService(
  found: readonly { readonly run: string; readonly outcome: RunOutcome }[],
): ObjectiveFacts["outcomes"] {
  type Measured = { rto: MeasuredOutcome | null; rpo: MeasuredOutcome | null };
  const byService: { [service: string]: Measured } = {};
  const newestFirst = found
    .filter(({ outcome }) => outcome.purpose !== "failback")
    .toSorted((one, other) => (one.outcome.finishedAt > other.outcome.finishedAt ? -1 : 1));
  for (const { run, outcome } of newestFirst) {
    const { backSeconds, lossSeconds, finishedAt: at } = outcome;
    for (const ref of outcome.recovers) {
      const measured = (byService[ref] ??= { rto: null, rpo: null });
      if (backSeconds !== null) measured.rto ??= { seconds: backSeconds, run, at };
      if (lossSeconds !== null) measured.rpo ??= { seconds: lossSeconds, run, at };
    }
  }
  return byService;
}
