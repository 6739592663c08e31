import { askInEvents } from "#client/ask-in-events.ts";
import { resultOf, type Schemas } from "#client/client.ts";
import type { ObjectiveRow } from "#core/check/objective-rows.ts";
import type { RunbookSchedule } from "#core/check/runbook-schedule.ts";
import type { Context } from "../context.ts";
import { progressLine } from "../progress-line.ts";

const path = {
  forecast: "/api/v1/analysis/forecast",
  schedule: "/api/v1/analysis/schedule",
  objectives: "/api/v1/analysis/objectives",
  recordedRuns: "/api/v1/analysis/recorded-runs",
} as const;

type Capacity = ReadonlyMap<string, number> | undefined;

const plain = (capacity: Capacity) => Object.fromEntries(capacity ?? []);

/** Why something can never be done, as the server says it. */
export type ToldInfeasibility = Schemas["Infeasibility"];

/** Asks the server how long a runbook takes, telling how far it is. Throws what `askInEvents` throws. */
export async function askForecast(
  context: Context,
  { capacity, ...body }: Omit<Schemas["ForecastQuestion"], "capacity"> & { readonly capacity: Capacity },
): Promise<Schemas["ForecastAnswer"]> {
  const { report, end } = progressLine(context, "simulating");
  const question = { path: path.forecast, body: { ...body, capacity: plain(capacity) } };
  const { baseUrl, actor, token } = context;
  const asking = { baseUrl, actor: () => actor, token: () => token };
  return askInEvents<Schemas["ForecastAnswer"]>(asking, question, ({ done, of }) => report(done, of)).finally(
    end,
  );
}

/** Asks the server when each step runs. Throws what `resultOf` throws. */
export async function askSchedule(
  { client }: Context,
  {
    runbooks,
    capacity,
    ...given
  }: Omit<Schemas["ScheduleQuestion"], "runbooks" | "capacity"> & {
    readonly runbooks: readonly string[];
    readonly capacity: Capacity;
  },
): Promise<{ readonly schedule: RunbookSchedule | null; readonly infeasible: readonly ToldInfeasibility[] }> {
  const body = { ...given, runbooks: [...runbooks], capacity: plain(capacity) };
  const { schedule, infeasible } = await resultOf(client.POST(path.schedule, { body }));
  return { schedule, infeasible: infeasible ?? [] };
}

/** Asks the server for the objectives of all services. Throws what `resultOf` throws. */
export async function askObjectives(
  { client }: Context,
  { capacity, ...body }: { capacity: Capacity; trials: number; confidence: number },
): Promise<readonly ObjectiveRow[]> {
  const asked = { ...body, capacity: plain(capacity) };
  return (await resultOf(client.POST(path.objectives, { body: asked }))).services;
}

/** Seconds until users had the service back in the finished live runs of a runbook that measured it. */
export async function askRecordedSeconds({ client }: Context, runbook: string): Promise<readonly number[]> {
  const { runs } = await resultOf(client.GET(path.recordedRuns));
  return runs.flatMap((run) =>
    run.runbook === runbook && run.backSeconds !== null ? [run.backSeconds] : [],
  );
}
