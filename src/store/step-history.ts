import type pg from "pg";
import type { JsonObject } from "#core/model/json.ts";
import { asStore } from "./failure.ts";

/** Past durations in seconds, by step, newest run first. */
export type StepHistory = { readonly [step: string]: readonly number[] };

type Row = { readonly stream: string; readonly type: string; readonly data: JsonObject };

/**
 * How long the steps of a runbook took in its last live runs: of attempts that were carried out, not of effects that were found in
 * place, steps done by hand without a claim, or undos. Read from the events themselves, so that there is no second truth to keep.
 */
export function stepHistory(pool: pg.Pool, runbook: string, runsMax = 50): Promise<StepHistory> {
  return asStore(async () => {
    const streams = (await liveRuns(pool, runsMax)).get(runbook) ?? [];
    return durationsOf(streams, await stepEvents(pool, streams));
  });
}

/** The same of all runbooks that were run live, by their names. */
export function stepHistories(
  pool: pg.Pool,
  runsMax = 50,
): Promise<{ readonly [runbook: string]: StepHistory }> {
  return asStore(async () => {
    const runs = await liveRuns(pool, runsMax);
    const rows = await stepEvents(pool, [...runs.values()].flat());
    const byStream = Map.groupBy(rows, ({ stream }) => stream);
    return Object.fromEntries(
      [...runs].map(([runbook, streams]) => [
        runbook,
        durationsOf(
          streams,
          streams.flatMap((stream) => byStream.get(stream) ?? []),
        ),
      ]),
    );
  });
}

async function stepEvents(pool: pg.Pool, streams: readonly string[]): Promise<readonly Row[]> {
  if (streams.length === 0) return [];
  const { rows } = await pool.query<Row>(
    `select stream, type, data from holdfast.event
     where stream = any($1) and type in ('StepDispatched', 'StepSucceeded') order by position`,
    [streams],
  );
  return rows;
}

/** Streams of each runbook's newest live runs. The newest few hundred starts are looked at, whatever their runbook. */
async function liveRuns(pool: pg.Pool, runsMax: number): Promise<ReadonlyMap<string, readonly string[]>> {
  // Read here and not in SQL: PostgreSQL cannot look into JSON that holds an escaped NUL, and outputs of commands may.
  const { rows } = await pool.query<Row>(
    "select stream, type, data from holdfast.event where type = 'RunStarted' order by position desc limit 500",
  );
  const byRunbook = new Map<string, string[]>();
  for (const { stream, data } of rows) {
    const runbook = (data["plan"] as JsonObject | undefined)?.["runbook"];
    if (data["mode"] !== "live" || typeof runbook !== "string") continue;
    const streams = byRunbook.get(runbook) ?? [];
    if (streams.length < runsMax) streams.push(stream);
    byRunbook.set(runbook, streams);
  }
  return byRunbook;
}

function durationsOf(streams: readonly string[], rows: readonly Row[]): StepHistory {
  const undos = new Set<string>();
  const byStream = new Map<string, Row[]>(streams.map((stream) => [stream, []]));
  for (const row of rows) {
    if (row.type === "StepDispatched") {
      if (row.data.activity === "undo")
        undos.add(JSON.stringify([row.stream, row.data.step, row.data.dispatch]));
    } else byStream.get(row.stream)?.push(row);
  }
  const history: { [step: string]: number[] } = {};
  for (const row of [...byStream.values()].flat()) {
    const { step, token, observed, durationSeconds } = row.data;
    if (
      typeof step !== "string" ||
      typeof durationSeconds !== "number" ||
      token === null ||
      observed === true
    )
      continue;
    const dispatch = (token as JsonObject | undefined)?.dispatch;
    if (!undos.has(JSON.stringify([row.stream, step, dispatch])))
      (history[step] ??= []).push(durationSeconds);
  }
  return history;
}
