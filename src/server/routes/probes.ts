import { z } from "zod";
import { sayings } from "#core/detection/observation.ts";
import { witnessAspects } from "#core/model/monitor.ts";
import { millisecondsOf } from "#core/model/instant.ts";
import { StoreUnavailable } from "#engine/event-store.ts";
import type { App } from "../app.ts";
import type { AppPorts, SentObservation } from "../app-ports.ts";
import { probeWork, type ProbeTask } from "../detection/probe-work.ts";
import { requireAgent } from "../intake/agent.ts";
import type { Mutable } from "../schemas/analysis.ts";
import { jsonObjectSchema } from "../schemas/json.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, operation } from "./operation.ts";

export const vantageSchema = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, "is a name, such as east-1");

const taskSchema = z
  .object({
    monitor: refSchema,
    aspect: z.enum(witnessAspects),
    everySeconds: z.number(),
    check: z.object({
      connector: z.string(),
      check: z.string(),
      with: jsonObjectSchema,
      withinSeconds: z.number(),
    }),
    access: z.record(z.string(), jsonObjectSchema.nullable()),
  })
  .meta({ id: "ProbeTask", description: "A look that an agent makes. Secrets are named, never told." });

const observationSchema = z.strictObject({
  monitor: refSchema,
  at: z.iso.datetime().meta({ description: "By the clock of the agent." }),
  says: z.enum(sayings),
  detail: z.string().max(1000).default(""),
  milliseconds: z.number().min(0).optional(),
});

const body = z
  .strictObject({
    vantage: vantageSchema,
    sentAt: z.iso.datetime().meta({ description: "By the same clock: how wrong it is follows from it." }),
    observations: z.array(observationSchema).max(2000),
  })
  .meta({ id: "SendObservations" });

const open = { security: [] };
const awaySeconds = 2;

/** The door of probe agents: what to look at, and what was seen. */
export function probeRoutes(app: App, ports: AppPorts): void {
  app.get(
    "/intake/probes",
    {
      schema: {
        ...operation("getProbeWork", "intake", "What a probe agent looks at from its vantage point"),
        ...open,
        querystring: z.object({ vantage: vantageSchema }),
        response: answers(z.object({ tasks: z.array(taskSchema) })),
      },
    },
    async (request) => {
      const { vantage } = request.query;
      await requireAgent(request, ports, vantage);
      const rules = ports.detection.standings().map(({ rule }) => rule);
      const { estate } = ports.estate.current().resolved;
      return { tasks: probeWork(estate, rules, vantage) as Mutable<readonly ProbeTask[]> };
    },
  );
  app.post(
    "/intake/observations",
    {
      schema: {
        ...operation("takeObservations", "intake", "What a probe agent saw"),
        ...open,
        body,
        response: answers(
          z.object({
            taken: z.int().meta({ description: "Looks that are durable now, repetitions included." }),
            ignored: z.int().meta({ description: "Looks for monitors that there are not any more." }),
          }),
        ),
      },
    },
    async (request, reply) => {
      const { vantage, sentAt, observations } = request.body;
      await requireAgent(request, ports, vantage);
      const { documents } = ports.estate.current().resolved.estate;
      const known = observations.filter(({ monitor }) => documents.get(monitor)?.kind === "Monitor");
      const now = ports.clock.now();
      const rows = byOurClock(known, vantage, sentAt, now);
      try {
        if (rows.length > 0) await ports.observations.add(rows, now);
      } catch (error) {
        if (error instanceof StoreUnavailable) void reply.header("retry-after", String(awaySeconds));
        throw error;
      }
      return { taken: rows.length, ignored: observations.length - known.length };
    },
  );
}

/** A clock is put right by tens of seconds: less is the way of the request, and would make two looks of one that is sent again. */
const clockStepMilliseconds = 10_000;

function byOurClock(
  observations: z.output<typeof body>["observations"],
  vantage: string,
  sentAt: string,
  now: string,
): readonly SentObservation[] {
  const wrong = millisecondsOf(now) - millisecondsOf(sentAt);
  const shift = Math.round(wrong / clockStepMilliseconds) * clockStepMilliseconds;
  return observations.map(({ monitor, at, says, detail, milliseconds = null }) => {
    const seen = Math.min(millisecondsOf(at) + shift, millisecondsOf(now));
    return { monitor, vantage, at: seen, says, detail, milliseconds };
  });
}
