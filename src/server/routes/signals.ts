import { z } from "zod";
import { signalSources } from "#core/signal/signal.ts";
import { findDocument } from "#core/model/estate.ts";
import type { Ref } from "#core/model/ref.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { addIncidentOperation } from "../incidents/incident-operation.ts";
import { answers, operation } from "./operation.ts";
import { textSchema } from "./run-commands.ts";

const signalSchema = z
  .object({
    number: z.int(),
    receivedAt: z.string(),
    source: z.enum(signalSources),
    fingerprint: z.string(),
    status: z.enum(["firing", "resolved"]),
    startsAt: z.string().nullable(),
    endsAt: z.string().nullable(),
    title: z.string(),
    summary: z.string(),
    severity: z.string().nullable(),
    labels: z.record(z.string(), z.string()),
    link: z.string().nullable(),
  })
  .meta({ id: "Signal", description: "An alert from outside in one form, whatever sent it." });

/** Alerts that came in, and putting them to an incident. */
export function signalRoutes(app: App, ports: AppPorts): void {
  app.get(
    "/api/v1/signals",
    {
      schema: {
        ...operation("listSignals", "intake", "Alerts from outside, the newest first"),
        querystring: z.object({
          status: z.enum(["firing", "resolved"]).optional(),
          limit: z.coerce.number().int().min(1).max(500).default(100),
          cursor: z.coerce.number().int().min(1).optional(),
        }),
        response: answers(z.object({ signals: z.array(signalSchema), nextCursor: z.string().nullable() })),
      },
    },
    async (request) => {
      const { status = null, limit, cursor = null } = request.query;
      const found = await ports.signals.list({ status, limit: limit + 1, before: cursor });
      const page = found.slice(0, limit);
      const more = found.length > limit ? page.at(-1) : undefined;
      return {
        signals: page.map((signal) => ({ ...signal, labels: { ...signal.labels } })),
        nextCursor: more === undefined ? null : String(more.number),
      };
    },
  );
  addIncidentOperation(app, ports, {
    path: "signals",
    operationId: "attachSignals",
    summary: "Says that signals belong to the incident",
    body: z
      .strictObject({ signals: z.array(z.int().min(1)).min(1).max(1000), reason: textSchema.default("") })
      .meta({ id: "AttachSignals" }),
    make: async ({ signals: numbers, reason }) => {
      const found = await ports.signals.get(numbers);
      const signals = found.map(({ number, receivedAt, startsAt, title, source, status, labels }) => ({
        id: String(number),
        at: startsAt ?? receivedAt,
        title,
        source,
        status,
        component: componentOf(ports, labels),
      }));
      return { type: "AttachSignals", signals, reason };
    },
  });
}

/** The component or service that a label names; null where none does. Names of components count first. */
function componentOf({ estate }: AppPorts, labels: { readonly [name: string]: string }): Ref | null {
  const { estate: documents } = estate.current().resolved;
  for (const kind of ["Component", "Service"] as const) {
    for (const value of Object.values(labels)) {
      const found = findDocument(documents, kind, value);
      if (found !== null) return found.ref;
    }
  }
  return null;
}
