import { z } from "zod";
import type { RunState } from "#core/run/state.ts";
import { attention } from "#core/run/attention.ts";
import { runView } from "#core/run/view.ts";
import { streamOf } from "#engine/run-handler.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { carryOut, newId } from "../commands.ts";
import { ProblemError } from "../problem.ts";
import { eventSchema } from "../schemas/event.ts";
import { jsonSchema } from "../schemas/json.ts";
import {
  impactSchema,
  modeSchema,
  type RunSummary,
  runSummarySchema,
  runViewSchema,
} from "../schemas/run.ts";
import { usualSeconds } from "../usual-seconds.ts";
import { answers, makes, operation } from "./operation.ts";
import { planOf } from "./runbooks.ts";

const listQuery = z.object({
  status: z.enum(["open", "finished"]).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.coerce.number().int().min(1).optional(),
});

const startBody = z
  .strictObject({
    runbook: z.string().min(1).max(63),
    mode: modeSchema,
    reason: z.string().max(10_000),
    impact: impactSchema.optional().meta({ description: "What is known of the impact already." }),
    detection: z
      .strictObject({ at: z.iso.datetime(), by: z.string().min(1).max(200), evidence: jsonSchema.optional() })
      .optional()
      .meta({ description: "When the failure was noticed, and by what." }),
  })
  .meta({ id: "StartRun" });

export const runParams = z.object({ run: z.string().min(1).max(100) });

/** A run in a list; null for one that was never started. */
export function runSummary(id: string, version: number, state: RunState): RunSummary | null {
  const { plan, startedAt, startedBy } = state;
  if (plan === null || startedAt === null || startedBy === null) return null;
  const waiting = attention(state);
  return {
    id,
    version,
    runbook: plan.runbook,
    title: plan.title,
    mode: state.mode,
    status: state.status,
    result: state.result,
    startedAt,
    finishedAt: state.finishedAt,
    startedBy,
    lead: state.lead,
    purpose: plan.purpose,
    reason: state.reason,
    recovers: [...plan.recovers],
    rtoSeconds: plan.objectives.rtoSeconds,
    impact: state.impact,
    settled: state.steps.size - state.unsettledCount,
    steps: state.steps.size,
    attentionCount: waiting.length,
    attention: waiting[0] ?? null,
  };
}

/** A run that was started, or the problem that there is none. */
async function readRun(run: string, { handler }: Pick<AppPorts, "handler">) {
  const found = await handler.read(run);
  if (found.state.status === "none") throw new ProblemError("run-missing", `There is no run ${run}.`);
  return found;
}

function listRoute(app: App, { handler, runs }: AppPorts): void {
  app.get(
    "/api/v1/runs",
    {
      schema: {
        ...operation("listRuns", "runs", "Runs, the newest first"),
        querystring: listQuery,
        response: answers(
          z.object({
            runs: z.array(runSummarySchema),
            nextCursor: z.string().nullable().meta({ description: "`cursor` of the next page." }),
          }),
        ),
      },
    },
    async (request) => {
      const { status = null, limit, cursor = null } = request.query;
      const page = await runs({ status, limit, before: cursor });
      const found: RunSummary[] = [];
      for (const id of page.runs) {
        const { state, version } = await handler.read(id);
        const one = runSummary(id, version, state);
        if (one !== null) found.push(one);
      }
      return { runs: found, nextCursor: page.cursor === null ? null : String(page.cursor) };
    },
  );
}

function startRoute(app: App, ports: AppPorts): void {
  app.post(
    "/api/v1/runs",
    {
      schema: {
        ...operation("startRun", "runs", "Starts a runbook at the estate's present revision"),
        body: startBody,
        response: makes(runViewSchema),
      },
    },
    async (request, reply) => {
      const { runbook, mode, reason, impact, detection } = request.body;
      const plan = planOf(ports.estate, runbook);
      const slowAfterSeconds = await ports.slowAfterSeconds(runbook);
      const measuredSeconds = usualSeconds(await ports.record.stepSeconds(runbook));
      const id = newId(request);
      const view = await carryOut(request, ports, id, {
        type: "StartRun",
        plan,
        mode,
        reason,
        impact: impact ?? null,
        detection: detection === undefined ? null : { ...detection, evidence: detection.evidence ?? null },
        slowAfterSeconds,
        measuredSeconds,
      });
      return reply
        .code(201)
        .header("location", `/api/v1/runs/${id}`)
        .header("etag", `"${view.version}"`)
        .send(view);
    },
  );
}

/** Runs: what there is, and starting one. */
export function runRoutes(app: App, ports: AppPorts): void {
  const { events, clock } = ports;
  listRoute(app, ports);
  startRoute(app, ports);
  app.get(
    "/api/v1/runs/:run",
    {
      schema: {
        ...operation("getRun", "runs", "A run, with what the asking person may do now"),
        params: runParams,
        response: answers(runViewSchema),
      },
    },
    async (request, reply) => {
      const { run } = request.params;
      const { state, version } = await readRun(run, ports);
      const actor = request.identity?.actor ?? { type: "system", node: "nobody" };
      void reply.header("etag", `"${version}"`);
      return runView(run, version, state, actor, clock.now());
    },
  );
  app.get(
    "/api/v1/runs/:run/events",
    {
      schema: {
        ...operation("listRunEvents", "runs", "What happened in a run, in order"),
        params: runParams,
        querystring: z.object({ after: z.coerce.number().int().min(0).default(0) }),
        response: answers(z.object({ events: z.array(eventSchema) })),
      },
    },
    async (request) => {
      const { run } = request.params;
      const found = await events.load(streamOf(run), request.query.after);
      if (found.length === 0) await readRun(run, ports);
      return { events: [...found] };
    },
  );
}
