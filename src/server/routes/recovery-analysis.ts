import type { FastifyReply } from "fastify";
import { z } from "zod";
import { type DurationChanges, percentMax } from "#core/analysis/forecast/duration-change.ts";
import type { Report } from "#core/analysis/progress.ts";
import { trialsMax } from "#core/analysis/forecast/simulate.ts";
import { type Infeasibility, infeasibilityText } from "#core/analysis/schedule/schedule-problem.ts";
import { objectiveSteps } from "#core/check/objective-rows.ts";
import { type RecoveryAnswers, type RecoveryQuestion, trialsAllowed } from "#core/check/recovery-question.ts";
import { closestName } from "#core/document/closest-name.ts";
import { flattenSteps } from "#core/document/flatten-steps.ts";
import { type DocumentOf, documentsOf, type Estate, findDocument } from "#core/model/estate.ts";
import type { RunbookSpec } from "#core/model/runbook.ts";
import { answerInEvents } from "../answer-in-events.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { leavingSignal } from "../leaving.ts";
import { ProblemError } from "../problem.ts";
import type { Mutable } from "../schemas/analysis.ts";
import * as shapes from "../schemas/recovery.ts";
import { answers, operation } from "./operation.ts";

/** The name of a runbook in a question. */
export const runbookName = z.string().min(1).max(63);
const capacity = z
  .record(z.string().max(200), z.number().min(0).max(1_000_000))
  .default({})
  .meta({ description: 'Units that are to be assumed, such as { "team:dba": 2 }.' });
const seconds = z.number().min(0).max(1e9);
const durations = z
  .record(
    z.string().max(200),
    z.discriminatedUnion("type", [
      z.strictObject({ type: z.literal("percent"), percent: z.number().min(0).max(percentMax) }),
      z.strictObject({
        type: z.literal("estimate"),
        minSeconds: seconds,
        likelySeconds: seconds,
        maxSeconds: seconds,
      }),
    ]),
  )
  .default({})
  .meta({
    description: "Times of steps that are to be assumed; of several runbooks they are called runbook/step.",
  });
/** When it begins, in a question. */
export const at = z.iso
  .datetime({ offset: true })
  .nullable()
  .default(null)
  .meta({ description: "When it begins: then the rosters count." });
const trials = z
  .int()
  .min(1)
  .max(trialsMax, { error: `at most ${trialsMax} trials: more make no number more exact than it can be` });
const share = z.number().gt(0).lt(1);

const forecastBody = z
  .strictObject({
    runbook: runbookName,
    capacity,
    durations,
    at,
    trials: trials.default(10_000),
    seed: z.int().min(0).max(4_294_967_295).default(1),
    outage: z
      .boolean()
      .default(false)
      .meta({ description: "Count in what no step stands for: noticing, deciding, mobilising and so on." }),
  })
  .meta({ id: "ForecastQuestion" });
const scheduleBody = z
  .strictObject({ runbooks: z.array(runbookName).min(1).max(50), capacity, durations, at })
  .meta({ id: "ScheduleQuestion" });
const objectivesBody = z
  .strictObject({
    capacity,
    trials: trials.default(2000),
    confidence: share.default(0.9).meta({ description: "The probability with which an RTO is to be met." }),
  })
  .meta({ id: "ObjectivesQuestion" });

/** How long recoveries take, from the published estate and what live runs have measured. Questions change nothing. */
export function recoveryAnalysisRoutes(app: App, ports: AppPorts, onError: (message: string) => void): void {
  forecastRoute(app, ports, onError);
  scheduleRoute(app, ports);
  objectivesRoute(app, ports, onError);
}

function forecastRoute(app: App, ports: AppPorts, onError: (message: string) => void): void {
  app.post(
    "/api/v1/analysis/forecast",
    {
      schema: {
        ...operation("askForecast", "analysis", "How long a runbook takes, as a distribution"),
        body: forecastBody,
        response: answers(shapes.forecastAnswerSchema),
      },
    },
    async (request, reply) => {
      const { body } = request;
      const { estate } = ports.estate.current().resolved;
      const { name, spec } = runbookOf(estate, body.runbook);
      judgeDurations(body.durations, stepNames(spec));
      limitTrials(body.trials, spec.steps.length, `${name} has`);
      const measured = { [name]: await ports.record.stepSeconds(name) };
      const question = { type: "forecast", ...body, runbook: name, measured } as const;
      return answerInEvents({ request, reply, onError }, async (report) => {
        const { forecast, infeasible } = await ask(ports, estate, reply, question, report);
        return { forecast: forecast as Mutable<typeof forecast>, infeasible: told(infeasible) };
      });
    },
  );
}

function scheduleRoute(app: App, ports: AppPorts): void {
  app.post(
    "/api/v1/analysis/schedule",
    {
      schema: {
        ...operation("askSchedule", "analysis", "When each step of runbooks that begin together runs"),
        body: scheduleBody,
        response: answers(shapes.scheduleAnswerSchema),
      },
    },
    async ({ body }, reply) => {
      const { estate } = ports.estate.current().resolved;
      const runbooks = [...new Set(body.runbooks.map((name) => runbookOf(estate, name).name))];
      judgeDurations(body.durations, stepsTogether(estate, runbooks));
      const histories = await Promise.all(
        runbooks.map(async (name) => [name, await ports.record.stepSeconds(name)] as const),
      );
      const measured = Object.fromEntries(histories);
      const answer = await ask(ports, estate, reply, { type: "schedule", ...body, runbooks, measured });
      return {
        schedule: answer.schedule as Mutable<typeof answer.schedule>,
        infeasible: told(answer.infeasible),
      };
    },
  );
}

function objectivesRoute(app: App, ports: AppPorts, onError: (message: string) => void): void {
  app.post(
    "/api/v1/analysis/objectives",
    {
      schema: {
        ...operation(
          "askObjectives",
          "analysis",
          "Required, forecast and measured RTO and RPO of every service",
        ),
        body: objectivesBody,
        response: answers(shapes.objectivesAnswerSchema),
      },
    },
    async (request, reply) => {
      const { body } = request;
      const { estate } = ports.estate.current().resolved;
      limitTrials(body.trials, objectiveSteps(estate), "the runbooks of all services have");
      const [measured, outcomes] = await Promise.all([
        ports.record.allStepSeconds(),
        ports.record.outcomes(),
      ]);
      const question = { type: "objectives", ...body, measured, outcomes } as const;
      return answerInEvents(
        { request, reply, onError },
        async (report) =>
          (await ask(ports, estate, reply, question, report)) as Mutable<RecoveryAnswers["objectives"]>,
      );
    },
  );
}

/** The runbook of a name, or the problem that says why there is none. */
export function runbookOf(estate: Estate, name: string): DocumentOf<"Runbook"> {
  const runbook = findDocument(estate, "Runbook", name);
  if (runbook !== null) return runbook;
  if (estate.invalid.has(`runbook:${name}`))
    throw new ProblemError("runbook-invalid", `The runbook ${name} has errors.`);
  const names = documentsOf(estate, "Runbook").map((document) => document.name);
  const closest = closestName(name, names);
  const hint = closest === null ? "" : ` Did you mean ${closest}?`;
  throw new ProblemError("runbook-missing", `There is no runbook ${name}.${hint}`);
}

const stepNames = (spec: RunbookSpec) => flattenSteps(spec).map(({ id }) => id);

function stepsTogether(estate: Estate, runbooks: readonly string[]): readonly string[] {
  return runbooks.flatMap((name) => {
    const steps = stepNames(runbookOf(estate, name).spec);
    return runbooks.length === 1 ? steps : steps.map((step) => `${name}/${step}`);
  });
}

/** A time that nobody takes would be a change that changes nothing: refused, with the step that was perhaps meant. */
function judgeDurations(durations: DurationChanges, steps: readonly string[]): void {
  const known = new Set(steps);
  const problems = Object.entries(durations).flatMap(([step, change]) => {
    const pointer = `/durations/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (!known.has(step)) {
      const closest = closestName(step, steps);
      const hint = closest === null ? "" : ` Did you mean ${closest}?`;
      return [{ pointer, detail: `There is no step ${step}.${hint}` }];
    }
    const isOrdered =
      change.type === "percent" ||
      (change.minSeconds <= change.likelySeconds && change.likelySeconds <= change.maxSeconds);
    return isOrdered ? [] : [{ pointer, detail: "The shortest, the likely and the longest time ascend." }];
  });
  const [first] = problems;
  if (first !== undefined) throw new ProblemError("invalid-request", first.detail, problems);
}

function limitTrials(asked: number, steps: number, who: string): void {
  const most = Math.min(trialsMax, trialsAllowed(steps));
  if (asked <= most) return;
  const detail = `${who} ${steps} steps: ask for at most ${most} trials`;
  throw new ProblemError("too-many-trials", detail, [{ pointer: "/trials", detail }]);
}

/** Asks about the estate in use; whoever hangs up stops the work. */
async function ask<Question extends RecoveryQuestion>(
  { forecaster }: AppPorts,
  estate: Estate,
  reply: FastifyReply,
  question: Question,
  report: Report = () => {},
): Promise<RecoveryAnswers[Question["type"]]> {
  return forecaster.ask(estate, question, { signal: leavingSignal(reply), report });
}

function told(reasons: readonly Infeasibility[] | null) {
  if (reasons === null) return null;
  return reasons.map((reason) => ({
    type: reason.type,
    step: "step" in reason ? reason.step : null,
    text: infeasibilityText(reason),
  }));
}
