import { z } from "zod";
import { diagnosticReport } from "#core/check/diagnostic-report.ts";
import type { Diagnostic } from "#core/model/diagnostic.ts";
import { documentsOf } from "#core/model/estate.ts";
import type { RunPlan } from "#core/model/run-plan.ts";
import type { StepDefinition } from "#core/model/step.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import type { EstateSource } from "../estate/estate-source.ts";
import { ProblemError } from "../problem.ts";
import { refSchema } from "../schemas/ref.ts";
import { purposeSchema } from "../schemas/run.ts";
import { plannedStepSchema } from "../schemas/step.ts";
import { answers, operation } from "./operation.ts";

const runbookSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    purpose: purposeSchema,
    recovers: z.array(refSchema),
    startable: z.boolean().meta({ description: "False while it, or what it relies on, has errors." }),
    steps: z.int(),
  })
  .meta({ id: "RunbookSummary" });

const planSchema = z
  .object({
    runbook: z.string(),
    title: z.string(),
    purpose: purposeSchema,
    revision: z.string(),
    recovers: z.array(refSchema),
    objectives: z.object({ rtoSeconds: z.number().nullable(), rpoSeconds: z.number().nullable() }),
    steps: z.array(plannedStepSchema),
  })
  .meta({ id: "Runbook", description: "A runbook resolved against the estate at its present revision." });

/** The plan of a runbook, or the problem that says why there is none. */
export function planOf(estate: EstateSource, name: string): RunPlan {
  const resolution = estate.plan(name);
  switch (resolution.status) {
    case "ready":
      return resolution.plan;
    case "missing": {
      const hint = resolution.closest === null ? "" : ` Did you mean ${resolution.closest}?`;
      throw new ProblemError("runbook-missing", `There is no runbook ${name}.${hint}`);
    }
    case "invalid":
      throw new ProblemError(
        "runbook-invalid",
        `The runbook ${name}, or what it relies on, has errors.`,
        errorsOf(resolution.diagnostics),
      );
    default:
      return resolution satisfies never;
  }
}

/** Diagnostics as the details of a problem: their places are files, not the request. */
export function errorsOf(diagnostics: readonly Diagnostic[]) {
  return diagnosticReport(diagnostics).diagnostics.map(({ file, line, column, message, help }) => ({
    pointer: `${file}:${line}:${column}`,
    detail: help === null ? message : `${message}: ${help}`,
  }));
}

function plannedStep(step: StepDefinition): z.output<typeof plannedStepSchema> {
  const { work, undo, ...rest } = step;
  return {
    id: rest.id,
    title: rest.title,
    after: [...rest.after],
    phase: rest.phase,
    work: work.type,
    action: work.type === "action" ? `${work.action.connector} ${work.action.do}` : null,
    accountable: rest.accountable,
    responsible: rest.responsible,
    duration: rest.duration,
    approval: rest.approval,
    hasUndo: undo !== null,
    workaround: rest.workaround,
  };
}

/** What can be run. */
export function runbookRoutes(app: App, { estate }: AppPorts): void {
  app.get(
    "/api/v1/runbooks",
    {
      schema: {
        ...operation("listRunbooks", "runbooks", "The runbooks of the estate"),
        response: answers(z.object({ runbooks: z.array(runbookSchema) })),
      },
    },
    async () => ({
      runbooks: documentsOf(estate.current().resolved.estate, "Runbook").map(({ name, title, spec }) => {
        const resolution = estate.plan(name);
        return {
          name,
          title,
          purpose: spec.purpose,
          recovers: [...spec.recovers],
          startable: resolution.status === "ready",
          steps: resolution.status === "ready" ? resolution.plan.steps.length : spec.steps.length,
        };
      }),
    }),
  );
  app.get(
    "/api/v1/runbooks/:name",
    {
      schema: {
        ...operation("getRunbook", "runbooks", "A runbook as a run would carry it out now"),
        params: z.object({ name: z.string() }),
        response: answers(planSchema),
      },
    },
    async (request) => {
      const plan = planOf(estate, request.params.name);
      const { runbook, title, purpose, revision, recovers, objectives, steps } = plan;
      return {
        runbook,
        title,
        purpose,
        revision,
        recovers: [...recovers],
        objectives,
        steps: steps.map(plannedStep),
      };
    },
  );
}
