import { z } from "zod";
import { judgeDesk } from "#core/incident/desk.ts";
import type { JsonObject } from "#core/model/json.ts";
import { findDocument } from "#core/model/estate.ts";
import { parseRef, type Ref } from "#core/model/ref.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { declarationFacts, planFor } from "../incidents/declaration-facts.ts";
import { readIncident } from "../incidents/give-command.ts";
import { addIncidentOperation } from "../incidents/incident-operation.ts";
import { judgePlan } from "../incidents/judge-plan.ts";
import { ProblemError } from "../problem.ts";
import { reasonBody, textSchema } from "./run-commands.ts";

const planName = z.string().min(1).max(63);

/** The desk where it is decided that the primary cannot be repaired in time, and that the disaster is declared. */
export function incidentDeclarationRoutes(app: App, ports: AppPorts): void {
  beforeDeclaring(app, ports);
  declaring(app, ports);
  addIncidentOperation(app, ports, {
    path: "stand-down",
    operationId: "standDown",
    summary: "Ends a declared disaster",
    body: z
      .strictObject({
        reason: textSchema,
        criteria: z
          .array(z.strictObject({ text: z.string().max(1000), met: z.boolean() }))
          .max(50)
          .default([]),
      })
      .meta({ id: "StandDown" }),
    make: async ({ reason, criteria }, _, incident) => {
      const { state } = await readIncident(incident, ports);
      const plan = state.declaration === null ? null : planOf(ports, state.declaration.plan);
      return { type: "StandDown", reason, criteria, authority: plan?.spec.authority?.standDown ?? null };
    },
  });
}

function beforeDeclaring(app: App, ports: AppPorts): void {
  addIncidentOperation(app, ports, {
    path: "repair-estimates",
    operationId: "estimateRepair",
    summary: "Says when the primary will be back, or that nobody can say",
    body: z
      .strictObject({ readyAt: z.iso.datetime().nullable(), reason: textSchema })
      .meta({ id: "EstimateRepair" }),
    make: ({ readyAt, reason }) => ({
      type: "EstimateRepair",
      readyAt: readyAt === null ? null : new Date(readyAt).toISOString(),
      reason,
    }),
  });
  addIncidentOperation(app, ports, {
    path: "plan-checks",
    operationId: "judgePlan",
    summary: "Fetches the newest approved plan and says step by step whether it fits this incident",
    body: z
      .strictObject({
        plan: planName.optional(),
        steps: z
          .array(
            z.strictObject({
              step: z.string().min(1).max(200),
              fits: z.enum(["yes", "changed", "no"]),
              reason: textSchema.default(""),
            }),
          )
          .max(5000)
          .default([]),
        reason: textSchema.default(""),
      })
      .meta({ id: "JudgePlan" }),
    make: (body, _, incident) => judgePlan(ports, incident, body),
  });
  addIncidentOperation(app, ports, {
    path: "declaration",
    operationId: "askDeclaration",
    summary: "Puts the declaration to those whom the plan lets decide",
    body: z.strictObject({ plan: planName.optional(), reason: textSchema }).meta({ id: "AskDeclaration" }),
    make: async ({ plan: name, reason }, _, incident) => {
      const { state } = await readIncident(incident, ports);
      const { resolved, published } = ports.estate.current();
      const plan = planFor(resolved.estate, state, name ?? null);
      if (plan === null)
        throw new ProblemError("plan-missing", "No plan covers what this incident is about.");
      return {
        type: "AskDeclaration",
        plan: plan.ref,
        authority: plan.spec.authority,
        revision: published?.revision ?? "",
        reason,
      };
    },
  });
}

function declaring(app: App, ports: AppPorts): void {
  addIncidentOperation(app, ports, {
    path: "declare",
    operationId: "declareDisaster",
    summary: "Agrees to the declaration; with the quorum the disaster is declared",
    body: z
      .strictObject({
        reason: textSchema,
        override: z.boolean().default(false).meta({
          description: "Declare although it is not shown that repair is too late; needs a second person.",
        }),
        optionsNotTaken: z.array(z.string().max(1000)).max(20).default([]),
      })
      .meta({ id: "Declare" }),
    make: async ({ reason, override, optionsNotTaken }, _, incident) => {
      const { state } = await readIncident(incident, ports);
      const plan = state.ask === null ? null : planOf(ports, state.ask.plan);
      const facts = await declarationFacts(ports, state, plan);
      const desk = judgeDesk(facts);
      return {
        type: "Declare",
        reason,
        override,
        optionsNotTaken,
        infeasible: desk.infeasible,
        desk: { facts, shown: desk } as unknown as JsonObject,
      };
    },
  });
  addIncidentOperation(app, ports, {
    path: "second",
    operationId: "secondOverride",
    summary: "Stands up, as a second person, for a declaration without the evidence",
    body: reasonBody,
    make: ({ reason }) => ({ type: "SecondOverride", reason }),
  });
  addIncidentOperation(app, ports, {
    path: "decline",
    operationId: "declineDeclaration",
    summary: "Decides not to declare now",
    body: reasonBody,
    make: ({ reason }) => ({ type: "DeclineDeclaration", reason }),
  });
}

function planOf({ estate }: AppPorts, ref: Ref) {
  return findDocument(estate.current().resolved.estate, "Plan", parseRef(ref)?.name ?? "");
}
