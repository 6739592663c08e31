import { z } from "zod";
import type { IncidentLog } from "#core/incident/log/incident-log.ts";
import { refSchema } from "./ref.ts";

const lineSchema = z
  .object({
    entry: z.int().meta({ description: "1, 2, 3 … within the incident." }),
    at: z.string().meta({ description: "ISO 8601, UTC." }),
    by: z.string(),
    type: z.string(),
    title: z.string(),
    detail: z.string(),
    corrects: z.int().nullable(),
    correctedBy: z.array(z.int()).readonly(),
    hash: z.string().meta({ description: "SHA-256 over the hash of the entry before and this one." }),
  })
  .meta({ id: "IncidentLogLine" });

const signalSchema = z
  .object({
    id: z.string(),
    at: z.string(),
    title: z.string(),
    source: z.string(),
    component: refSchema.nullable(),
    status: z.enum(["firing", "resolved"]),
    entry: z.int().meta({ description: "The entry that put it to the incident." }),
  })
  .meta({ id: "IncidentLogSignal" });

export const incidentLogSchema: z.ZodType<IncidentLog> = z
  .object({
    incident: z.string(),
    title: z.string(),
    mode: z.enum(["live", "exercise"]),
    knownAt: z.string().nullable().meta({ description: "The instant whose knowledge this is; null: all." }),
    exportedAt: z.string(),
    head: z.object({ entry: z.int(), hash: z.string() }),
    entries: z.array(lineSchema).readonly(),
    signals: z.array(signalSchema).readonly(),
  })
  .meta({ id: "IncidentLog", description: "The log of an incident in words, as it is taken away." });
