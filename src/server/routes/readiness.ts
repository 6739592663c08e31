import { z } from "zod";
import type { ObjectiveRow } from "#core/check/objective-rows.ts";
import { objectiveSteps } from "#core/check/objective-rows.ts";
import { lossAfter } from "#core/check/overview/loss-after.ts";
import {
  judgeReadiness,
  type Readiness,
  type ServiceReadiness,
  standingOf,
} from "#core/check/overview/readiness.ts";
import { trialsAllowed } from "#core/check/recovery-question.ts";
import { findDocument } from "#core/model/estate.ts";
import type { DocumentOf, Estate } from "#core/model/estate.ts";
import type { Ref } from "#core/model/ref.ts";
import { scopes } from "#core/model/scope.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import type { Mutable } from "../schemas/analysis.ts";
import { objectiveSchema } from "../schemas/recovery.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, operation } from "./operation.ts";

const reasonSchema = z.object({
  about: z.enum(["late", "unknown", "good", "measured", "unmeasured", "none", "errors", "old", "stale"]),
  tone: z.enum(["good", "bad", "open"]),
  text: z.string(),
  count: z.int(),
  refs: z.array(refSchema),
});

const serviceSchema = z
  .object({
    ...objectiveSchema.shape,
    title: z.string(),
    tier: z.number().nullable(),
    scope: z.enum(scopes).nullable(),
    owner: refSchema.nullable(),
    functions: z.array(refSchema).meta({ description: "Business functions that are down while it is." }),
    exposure: z
      .array(z.object({ currency: z.string(), amount: z.number(), isAtLeast: z.boolean() }))
      .meta({ description: "What these functions lose in an outage of `exposureSeconds`, by currency." }),
    standing: z.enum(["good", "late", "unknown", "none", "out"]),
  })
  .meta({ id: "ServiceReadiness" });

const readinessSchema = z
  .object({
    number: z.int().nullable(),
    at: z.string(),
    exposureSeconds: z.number(),
    confidence: z.number(),
    answer: z.object({
      status: z.enum(["yes", "partly", "no", "unknown", "nothing"]),
      headline: z.string(),
      reasons: z.array(reasonSchema),
    }),
    services: z.array(serviceSchema).meta({ description: "The most exposed first, then by tier." }),
  })
  .meta({
    id: "RecoveryReadiness",
    description: "Can we recover today? What is unknown never counts as good.",
  });

/** The forecast behind the answer: as many trials as objectives are asked with, fewer for a very large estate. */
const trials = 2000;
const confidence = 0.9;

/** The one question that everybody asks. */
export function readinessRoutes(app: App, ports: AppPorts): void {
  app.get(
    "/api/v1/readiness",
    {
      schema: {
        ...operation("getRecoveryReadiness", "estate", "Can we recover today? One answer with its reasons"),
        querystring: z.object({
          after: z.coerce
            .number()
            .int()
            .min(60)
            .max(31_536_000)
            .default(86_400)
            .meta({ description: "Seconds of outage that the exposure is told for." }),
        }),
        response: answers(readinessSchema),
      },
    },
    async (request) => {
      const exposureSeconds = request.query.after;
      const { resolved, report, isLastGood, published } = ports.estate.current();
      const { estate } = resolved;
      const [rows, behind, state] = await Promise.all([
        objectivesOf(ports, estate),
        functionsOf(ports, estate),
        ports.documents.read(),
      ]);
      const services = rows.map((row) => serviceOf(estate, row, behind.get(row.ref) ?? [], exposureSeconds));
      const facts = { errors: report.counts.error, isLastGood, staleParts: state.stale.size };
      return {
        number: published?.number ?? null,
        at: ports.clock.now(),
        exposureSeconds,
        confidence,
        answer: judgeReadiness({ services, ...facts }) as Mutable<Readiness>,
        services: services.toSorted(mostExposedFirst) as Mutable<(typeof services)[number]>[],
      };
    },
  );
}

/** The threads keep answers: the same estate and record are worked out once, whoever asks. */
async function objectivesOf(
  { forecaster, record }: AppPorts,
  estate: Estate,
): Promise<readonly ObjectiveRow[]> {
  const [measured, outcomes] = await Promise.all([record.allStepSeconds(), record.outcomes()]);
  const most = Math.min(trials, trialsAllowed(objectiveSteps(estate)));
  const question = { capacity: {}, trials: most, confidence, measured, outcomes };
  return (await forecaster.ask(estate, { type: "objectives", ...question })).services;
}

async function functionsOf({ analyst }: AppPorts, estate: Estate): Promise<ReadonlyMap<Ref, readonly Ref[]>> {
  const reply = await analyst.ask(estate, { type: "functions-behind" });
  const services = reply.status === "answered" ? reply.answer.services : [];
  return new Map(services.map(({ ref, functions }) => [ref, functions]));
}

function serviceOf(estate: Estate, row: ObjectiveRow, functions: readonly Ref[], seconds: number) {
  const service = findDocument(estate, "Service", row.ref.slice("service:".length));
  const curves = functions.flatMap((ref) => {
    const found = findDocument(estate, "Function", ref.slice("function:".length));
    return found === null ? [] : [found.spec.exposure];
  });
  const known = headOf(service, row.ref);
  const standing = standingOf({ ...row, ...known } satisfies ServiceReadiness);
  return { ...row, ...known, functions, exposure: lossAfter(curves, seconds), standing };
}

function headOf(service: DocumentOf<"Service"> | null, ref: Ref) {
  const { tier = null, scope = null, owner = null } = service?.spec ?? {};
  return { title: service?.title ?? ref, tier, scope, owner };
}

type Ordered = Pick<ReturnType<typeof serviceOf>, "exposure" | "tier" | "title">;

const mostExposedFirst = (one: Ordered, other: Ordered): number =>
  (other.exposure[0]?.amount ?? 0) - (one.exposure[0]?.amount ?? 0) ||
  (one.tier ?? Number.MAX_SAFE_INTEGER) - (other.tier ?? Number.MAX_SAFE_INTEGER) ||
  one.title.localeCompare(other.title, "en");
