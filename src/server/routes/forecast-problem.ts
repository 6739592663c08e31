import { z } from "zod";
import { measurementsMin } from "#core/analysis/forecast/duration-model.ts";
import { runbookForecast } from "#core/check/runbook-forecast.ts";
import { flattenSteps } from "#core/document/flatten-steps.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import type { Mutable } from "../schemas/analysis.ts";
import { forecastProblemSchema, recordedRunsSchema } from "../schemas/forecast-problem.ts";
import { answers, operation } from "./operation.ts";
import { at, runbookName, runbookOf } from "./recovery-analysis.ts";

const body = z
  .strictObject({
    runbook: runbookName,
    at,
    outage: z.boolean().default(false).meta({ description: "Count in noticing and deciding." }),
  })
  .meta({ id: "ForecastProblemQuestion" });

/** What forecasts are computed from, for clients that compute themselves, and the runs to hold them against. */
export function forecastProblemRoutes(app: App, ports: AppPorts): void {
  app.post(
    "/api/v1/analysis/forecast-problem",
    {
      schema: {
        ...operation("getForecastProblem", "analysis", "The steps, times and people a forecast rests on"),
        body,
        response: answers(forecastProblemSchema),
      },
    },
    async ({ body: { runbook, at: begins, outage } }) => {
      const { estate } = ports.estate.current().resolved;
      const document = runbookOf(estate, runbook);
      const { name, title, spec } = document;
      const measured = await ports.record.stepSeconds(name);
      const plain = runbookForecast(estate, document, { capacity: new Map(), at: begins, measured, outage });
      const { problem } = plain;
      return {
        runbook: name,
        title,
        problem: problem as Mutable<typeof problem>,
        rtoSeconds: plain.rtoSeconds,
        unlimited: [...plain.unlimited],
        conditional: [...plain.conditional],
        measured: plain.problem.steps.flatMap(({ id, duration }) => {
          const runs = measured[id]?.length ?? 0;
          const isUsed = duration.type === "empirical" && runs >= measurementsMin;
          return runs === 0 ? [] : [{ step: id, runs, isUsed }];
        }),
        labels: flattenSteps(spec).map(({ id, step, phase }) => ({
          step: id,
          title: step.title ?? id,
          phase,
        })),
      };
    },
  );
  app.get(
    "/api/v1/analysis/recorded-runs",
    {
      schema: {
        ...operation("listRecordedRuns", "analysis", "Live runs with the time that each has measured"),
        response: answers(recordedRunsSchema),
      },
    },
    async () => ({ runs: [...(await ports.record.runs())] }),
  );
}
