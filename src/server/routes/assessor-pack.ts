import { z } from "zod";
import { type AssessorPack, assessorPack } from "#core/incident/assessor-pack.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { affectedServices } from "../incidents/declaration-facts.ts";
import { readIncident } from "../incidents/give-command.ts";
import { refSchema } from "../schemas/ref.ts";
import { incidentParams } from "./incidents.ts";
import { answers, operation } from "./operation.ts";

const thing = z
  .object({
    ref: refSchema,
    title: z.string(),
    owner: refSchema.nullable(),
    site: refSchema.nullable(),
    reachedBy: z.array(z.string()).readonly().meta({ description: "Connectors it is reached by." }),
    distance: z.int(),
  })
  .meta({ id: "PackThing" });

const seconds = z.number().nullable();

const packSchema: z.ZodType<AssessorPack> = z
  .object({
    services: z
      .array(
        z.object({
          ref: refSchema,
          title: z.string(),
          owner: refSchema.nullable(),
          tier: z.number().nullable(),
          objectives: z.object({
            rtoSeconds: seconds,
            rpoSeconds: seconds,
            mtdSeconds: seconds,
            mbcoPercent: z.number().nullable(),
          }),
          workaround: z.string().nullable(),
        }),
      )
      .readonly(),
    needs: z.array(thing).readonly(),
    neededBy: z.array(thing).readonly(),
    plans: z
      .array(
        z.object({
          ref: refSchema,
          title: z.string(),
          owner: refSchema.nullable(),
          runbooks: z.array(refSchema).readonly(),
        }),
      )
      .readonly(),
    unknown: z.array(refSchema).readonly(),
  })
  .meta({ id: "AssessorPack", description: "What whoever assesses an incident is given at once." });

/** What an assessor needs, in one answer: the map around what was hit, the catalogue of it, the plans. */
export function assessorPackRoutes(app: App, ports: AppPorts): void {
  app.get(
    "/api/v1/incidents/:incident/pack",
    {
      schema: {
        ...operation("getAssessorPack", "incidents", "The map around what was hit, its catalogue, the plans"),
        params: incidentParams,
        response: answers(packSchema),
      },
    },
    async (request) => {
      const { state } = await readIncident(request.params.incident, ports);
      const affected = [...affectedServices(state), ...(state.opening?.components ?? [])];
      return assessorPack(ports.estate.current().resolved.estate, [...new Set(affected)]);
    },
  );
}
