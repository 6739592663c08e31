import { z } from "zod";
import type { AnalysisAnswers, AnalysisQuestion } from "#core/analysis/question.ts";
import { closestName } from "#core/document/closest-name.ts";
import type { Estate } from "#core/model/estate.ts";
import type { AnalysisReply } from "#parallel/analyst.ts";
import { answerInEvents, type Asked } from "../answer-in-events.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { leavingSignal } from "../leaving.ts";
import { ProblemError } from "../problem.ts";
import * as shapes from "../schemas/analysis.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, operation } from "./operation.ts";

const topQuery = z.object({ top: z.coerce.number().int().min(1).max(1000).default(50) });
const forQuery = z.object({ for: refSchema });

const impactBody = z.strictObject({ fail: z.array(refSchema).max(10_000) }).meta({ id: "ImpactQuestion" });
const orderBody = z
  .strictObject({
    of: z.array(refSchema).min(1).max(10_000),
    scope: z.enum(["start", "lost"]).meta({
      description: "start: these and all they rely on; lost: these as failures, and what they take down.",
    }),
    phase: z.enum(["startup", "runtime"]).default("startup"),
  })
  .meta({ id: "OrderQuestion" });

/** What follows from the dependencies of the estate in use. Questions change nothing. */
export function analysisRoutes(app: App, ports: AppPorts, onError: (message: string) => void): void {
  app.post(
    "/api/v1/analysis/impact",
    {
      schema: {
        ...operation("askImpact", "analysis", "What is down, degraded or thinner when things fail"),
        body: impactBody,
        response: answers(shapes.impactSchema),
      },
    },
    (request, reply) => ask(ports, { request, reply, onError }, { type: "impact", fail: request.body.fail }),
  );
  app.post(
    "/api/v1/analysis/order",
    {
      schema: {
        ...operation("askOrder", "analysis", "In which order things come back"),
        body: orderBody,
        response: answers(shapes.orderSchema),
      },
    },
    (request, reply) => ask(ports, { request, reply, onError }, { type: "order", ...request.body }),
  );
  app.get(
    "/api/v1/analysis/points",
    {
      schema: {
        ...operation("listSinglePoints", "analysis", "Single points of failure, the worst first"),
        querystring: topQuery.extend({ for: refSchema.optional() }),
        response: answers(shapes.pointsSchema),
      },
    },
    (request, reply) =>
      ask(
        ports,
        { request, reply, onError },
        { type: "points", for: request.query.for ?? null, top: request.query.top },
      ),
  );
  app.get(
    "/api/v1/analysis/radii",
    {
      schema: {
        ...operation("listBlastRadii", "analysis", "How much each failure takes down, the worst first"),
        querystring: topQuery,
        response: answers(shapes.radiiSchema),
      },
    },
    (request, reply) => ask(ports, { request, reply, onError }, { type: "radii", top: request.query.top }),
  );
  weakPointsOfOne(app, ports, onError);
}

function weakPointsOfOne(app: App, ports: AppPorts, onError: (message: string) => void): void {
  app.get(
    "/api/v1/analysis/pairs",
    {
      schema: {
        ...operation("listPairs", "analysis", "Two failures that take one thing down together and not alone"),
        querystring: forQuery,
        response: answers(shapes.pairsSchema),
      },
    },
    (request, reply) => ask(ports, { request, reply, onError }, { type: "pairs", for: request.query.for }),
  );
  app.get(
    "/api/v1/analysis/cut-sets",
    {
      schema: {
        ...operation(
          "listCutSets",
          "analysis",
          "The smallest sets of failures, up to three, that take it down",
        ),
        querystring: forQuery,
        response: answers(shapes.cutSetsSchema),
      },
    },
    (request, reply) => ask(ports, { request, reply, onError }, { type: "cut-sets", for: request.query.for }),
  );
  app.get(
    "/api/v1/analysis/common-causes",
    {
      schema: {
        ...operation("listCommonCauses", "analysis", "Redundancy groups that one failure breaks"),
        response: answers(shapes.commonCausesSchema),
      },
    },
    (request, reply) => ask(ports, { request, reply, onError }, { type: "common-causes" }),
  );
}

/** Asks the analyst about the estate in use; whoever hangs up stops the work. */
async function ask<Question extends AnalysisQuestion>(
  { estate, analyst }: AppPorts,
  asked: Asked,
  question: Question,
): Promise<shapes.Mutable<AnalysisAnswers[Question["type"]]>> {
  const documents = estate.current().resolved.estate;
  const signal = leavingSignal(asked.reply);
  return answerInEvents(asked, async (report) =>
    answerOf(documents, await analyst.ask(documents, question, { signal, report })),
  );
}

function answerOf<Type extends AnalysisQuestion["type"]>(
  documents: Estate,
  { status, ...rest }: AnalysisReply<Type>,
): shapes.Mutable<AnalysisAnswers[Type]> {
  if (status === "answered" && "answer" in rest) return rest.answer as never;
  const refs = "refs" in rest ? rest.refs : [];
  const detail = (ref: string) => {
    const meant = closestName(ref, documents.documents.keys());
    return meant === null ? `there is no ${ref}` : `there is no ${ref}; did you mean ${meant}?`;
  };
  throw new ProblemError(
    "not-in-estate",
    refs.map(detail).join("; "),
    refs.map((ref) => ({ pointer: ref, detail: detail(ref) })),
  );
}
