import { z } from "zod";
import { sayings } from "#core/detection/observation.ts";
import { witnessAspects } from "#core/model/monitor.ts";
import { refSchema } from "./ref.ts";

const instantOrNull = z.string().nullable();

const pointSchema = z.object({
  vantage: z.string(),
  says: z.enum(sayings).meta({ description: "`unknown`: not heard for too long, or it could not tell." }),
  since: z.string(),
  seenAt: z.string(),
  detail: z.string(),
});

const ruleSchema = z
  .object({
    rule: z.string().meta({ description: "The monitor, and the thing that its alerts name." }),
    monitor: refSchema,
    title: z.string(),
    about: z.array(refSchema),
    aspect: z.enum(witnessAspects),
    everySeconds: z.number(),
    quorum: z.int(),
    raiseSeconds: z.number(),
    clearSeconds: z.number(),
    silenceSeconds: z.number().nullable(),
    status: z.enum(["raised", "well", "unknown"]).meta({
      description: "`unknown`: too few vantage points are heard to tell.",
    }),
    raisedAt: instantOrNull,
    failingSince: instantOrNull.meta({ description: "Since when enough vantage points see it fail." }),
    flappingSince: instantOrNull.meta({ description: "Held until a person acknowledges it." }),
    silentSince: instantOrNull,
    incident: z.string().nullable(),
    points: z.array(pointSchema),
  })
  .meta({ id: "DetectionRule" });

const agentSchema = z
  .object({
    name: z.string(),
    isAdmitted: z.boolean().meta({ description: "False: it is believed for coming from the loopback." }),
    createdBy: z.string().nullable(),
    seenAt: instantOrNull.meta({ description: "When it looked last, as far back as rules look." }),
  })
  .meta({ id: "ProbeAgent" });

export const detectionSchema = z
  .object({
    lastRoundAt: instantOrNull.meta({ description: "When it was judged last; null before the first time." }),
    rules: z.array(ruleSchema),
    agents: z.array(agentSchema),
    unmapped: z
      .array(z.object({ source: z.string(), title: z.string(), labels: z.record(z.string(), z.string()) }))
      .meta({ description: "Alerts that fire and that no monitor takes; the first hundred." }),
    unmappedTotal: z.int(),
  })
  .meta({ id: "Detection" });

export type DetectionAnswer = z.output<typeof detectionSchema>;

const replayRowSchema = z.object({
  raiseSeconds: z.number(),
  quorum: z.int(),
  isCurrent: z.boolean(),
  detectionSeconds: z.array(z.number()),
  medianSeconds: z.number().nullable(),
  worstSeconds: z.number().nullable(),
  missed: z.array(z.string()),
  falseAlarms: z.array(z.string()),
  falseAlarmsPerYear: z.number().nullable(),
});

export const replaySchema = z
  .object({
    rule: z.string(),
    from: z.string(),
    until: z.string(),
    looks: z.int(),
    isCut: z
      .boolean()
      .meta({ description: "There were more looks than one replay reads: older ones are left out." }),
    vantagePoints: z.array(z.string()),
    outages: z.array(z.object({ name: z.string(), from: z.string(), until: z.string() })),
    rows: z.array(replayRowSchema),
  })
  .meta({ id: "DetectionReplay" });

export type ReplayAnswer = z.output<typeof replaySchema>;
