import { z } from "zod";
import type { FactName } from "#core/incident/facts.ts";
import { factCatalogue } from "#core/incident/facts.ts";
import type { IncidentView } from "#core/incident/view.ts";
import type { DeskView } from "#core/incident/desk.ts";
import { actorSchema } from "./actor.ts";
import { incidentWorkShapes } from "./incident-work.ts";
import { jsonObjectSchema, jsonSchema } from "./json.ts";
import { refSchema } from "./ref.ts";

const instant = z.string();
const factNames = Object.keys(factCatalogue) as [FactName, ...FactName[]];
const factName = z.enum(factNames);
const severity = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

export const incidentModeSchema = z.enum(["live", "exercise"]);

const witness = z
  .object({ by: z.string(), says: z.enum(["agrees", "contradicts", "silent"]), detail: z.string() })
  .meta({
    id: "Witness",
    description: "Who looks at the same thing, and what they say; silence is no agreement.",
  });

const authority = z.object({
  declare: z.array(z.object({ who: refSchema, afterSeconds: z.number().nullable() })),
  quorum: z.int(),
  standDown: refSchema.nullable(),
});

const vote = z.object({
  basis: z.enum(["infeasible", "override"]),
  reason: z.string(),
  desk: jsonObjectSchema.nullable(),
  optionsNotTaken: z.array(z.string()),
  by: actorSchema,
  at: instant,
});

const clock = z
  .object({
    rule: z.string(),
    title: z.string(),
    status: z.enum(["not-started", "running", "overdue", "met", "late"]),
    startedAt: instant.nullable(),
    dueAt: instant.nullable(),
    limits: z.array(z.object({ from: z.string(), startedAt: instant, dueAt: instant, citation: z.string() })),
    rollsOverTo: instant.nullable(),
    submittedAt: instant.nullable(),
    used: z.number().nullable(),
    pack: z.string(),
    packTitle: z.string(),
    report: z.string(),
    to: z.string(),
  })
  .meta({ id: "RegulatoryClock", description: "A time limit of a law; only a submission stops it." });

const severityShape = z.object({
  severity,
  escalation: z.string(),
  matched: z.array(z.object({ rule: z.string(), severity, because: z.string() })),
  unknown: z.array(factName),
  at: instant,
});

const declarationShapes = {
  estimates: z.array(
    z.object({ readyAt: instant.nullable(), reason: z.string(), statedAt: instant, by: z.string() }),
  ),
  judged: z
    .object({
      plan: refSchema,
      runbook: refSchema,
      publication: z.int(),
      revision: z.string(),
      wouldFail: z.array(z.object({ step: z.string(), reason: z.string() })),
      findings: z.int(),
      steps: z.array(
        z.object({ step: z.string(), fits: z.enum(["yes", "changed", "no"]), reason: z.string() }),
      ),
      verdict: z.enum(["fits", "fits-with-changes", "does-not-fit"]),
      reason: z.string(),
      at: instant,
      by: actorSchema,
    })
    .nullable(),
  ask: z
    .object({
      plan: refSchema,
      authority,
      reason: z.string(),
      revision: z.string(),
      askedAt: instant,
      askedBy: actorSchema,
      votes: z.array(vote),
      secondedBy: actorSchema.nullable(),
      turns: z.array(z.object({ who: refSchema, mayFrom: instant.nullable(), mayNow: z.boolean() })),
      whyNotYou: z.string().nullable(),
    })
    .nullable(),
  declaration: z
    .object({
      plan: refSchema,
      basis: z.enum(["infeasible", "override"]),
      by: z.array(actorSchema),
      secondedBy: actorSchema.nullable(),
      at: instant,
      votes: z.array(vote),
    })
    .nullable(),
  declined: z.array(z.object({ at: instant, by: actorSchema, reason: z.string() })),
};

/** An incident as the asking person sees it. */
export const incidentViewSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    status: z.enum(["none", "open", "declared", "stood-down", "closed"]),
    title: z.string(),
    summary: z.string(),
    mode: incidentModeSchema,
    detectedAt: instant,
    openedAt: instant,
    openedBy: actorSchema,
    services: z.array(refSchema),
    components: z.array(refSchema),
    severity: severityShape.nullable(),
    facts: z.array(
      z.object({
        fact: factName,
        title: z.string(),
        value: jsonSchema,
        estimate: z.boolean(),
        source: z.string(),
        by: z.string(),
        at: instant,
      }),
    ),
    signals: z.array(
      z.object({
        id: z.string(),
        at: instant,
        title: z.string(),
        source: z.string(),
        component: refSchema.nullable(),
        status: z.enum(["firing", "resolved"]),
      }),
    ),
    failures: z.array(
      z.object({
        name: z.string(),
        component: refSchema.nullable(),
        because: z.string(),
        witnesses: z.array(witness),
        at: instant,
      }),
    ),
    roles: z.array(
      z.object({
        role: z.string(),
        person: refSchema,
        status: z.enum(["asked", "confirmed", "declined"]),
        how: z.enum(["self", "phone"]).nullable(),
        since: instant,
        note: z.string(),
      }),
    ),
    ...declarationShapes,
    ...incidentWorkShapes,
    clocks: z.array(clock),
    next: z.array(
      z.object({
        kind: z.enum(["clock", "authority", "briefing", "update", "vendor", "decision"]),
        about: z.string(),
        text: z.string(),
        at: instant,
        dueAt: instant.nullable(),
      }),
    ),
    standDown: z
      .object({
        reason: z.string(),
        criteria: z.array(z.object({ text: z.string(), met: z.boolean() })),
        at: instant,
        by: actorSchema,
      })
      .nullable(),
    closed: z
      .object({
        reason: z.string(),
        result: z.enum(["restored", "false-alarm", "duplicate"]),
        at: instant,
        by: actorSchema,
      })
      .nullable(),
  })
  .meta({
    id: "Incident",
    description: "An incident with all that was stated, decided and is due.",
  }) as unknown as z.ZodType<IncidentView>;

export const incidentSummarySchema = z
  .object({
    id: z.string(),
    version: z.int(),
    title: z.string(),
    status: z.enum(["open", "declared", "stood-down", "closed"]),
    mode: incidentModeSchema,
    severity: severity.nullable(),
    openedAt: instant,
    services: z.array(refSchema),
    nextDueAt: instant.nullable(),
  })
  .meta({ id: "IncidentSummary" });

export type IncidentSummary = z.output<typeof incidentSummarySchema>;

/** What the declaration desk shows. */
export const deskSchema = z
  .object({
    toleranceEndsAt: instant.nullable(),
    toleranceLeftSeconds: z.number().nullable(),
    latestResponsibleMoment: instant.nullable(),
    secondsToDecide: z.number().nullable(),
    momentIsLatest: z.boolean(),
    repair: z.object({
      statedReadyAt: instant.nullable(),
      likelyReadyAt: instant.nullable(),
      ratio: z.number(),
      record: z.int(),
      inTime: z.enum(["yes", "no", "unknown"]),
    }),
    infeasible: z.object({ shown: z.boolean(), because: z.string() }),
  })
  .meta({
    id: "DeclarationDesk",
    description: "Until when one may wait, and whether repair can be believed.",
  }) as unknown as z.ZodType<DeskView>;
