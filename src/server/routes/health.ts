import { z } from "zod";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { problemResponse } from "../schemas/problem.ts";
import { answers, operation } from "./operation.ts";

const readinessSchema = z
  .object({
    ready: z.boolean(),
    checks: z.array(z.object({ name: z.string(), ready: z.boolean(), detail: z.string().nullable() })),
  })
  .meta({ id: "Readiness" });

/** What load balancers and monitoring ask. */
export function healthRoutes(app: App, { readiness, metrics, version }: AppPorts): void {
  const open = { security: [] };
  app.get(
    "/healthz",
    {
      schema: {
        ...operation("getHealth", "health", "Whether this process runs"),
        ...open,
        response: answers(z.object({ status: z.literal("ok"), version: z.string() })),
      },
    },
    async () => ({ status: "ok" as const, version }),
  );
  app.get(
    "/readyz",
    {
      schema: {
        ...operation("getReadiness", "health", "Whether this node can do its work"),
        ...open,
        response: { 200: readinessSchema, 503: readinessSchema, default: problemResponse },
      },
    },
    async (_request, reply) => {
      const checks = [...(await readiness())];
      const ready = checks.every((check) => check.ready);
      return reply.code(ready ? 200 : 503).send({ ready, checks });
    },
  );
  app.get(
    "/metrics",
    {
      schema: {
        ...operation("getMetrics", "health", "Measurements in the text format of Prometheus"),
        ...open,
        response: {
          200: { description: "Measurements.", content: { "text/plain": { schema: z.string() } } },
          default: problemResponse,
        },
      },
    },
    async (_request, reply) => {
      const text = await metrics.text();
      return reply.type(metrics.contentType).serializer(String).send(text);
    },
  );
}
