import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { IncidentOrder } from "#core/incident/commands.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { answers, operation } from "../routes/operation.ts";
import { incidentViewSchema } from "../schemas/incident.ts";
import { giveIncidentOrder } from "./give-command.ts";

const params = z.object({ incident: z.string().min(1).max(100) });

/** One thing that people tell an incident: where, by which name, in which shape, and the order it makes. */
export type IncidentOperation<Body extends z.ZodType> = {
  /** Below `/api/v1/incidents/:incident/`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly body: Body;
  readonly make: (
    body: z.output<Body>,
    request: FastifyRequest,
    incident: string,
  ) => IncidentOrder | Promise<IncidentOrder>;
};

/** Adds the route of an operation; it answers the incident after it. */
export function addIncidentOperation<Body extends z.ZodType>(
  app: App,
  ports: AppPorts,
  { path, operationId, summary, body, make }: IncidentOperation<Body>,
): void {
  app.post(
    `/api/v1/incidents/:incident/${path}`,
    {
      schema: {
        ...operation(operationId, "incidents", summary),
        params,
        body,
        response: answers(incidentViewSchema),
      },
    },
    async (request) => {
      const { incident } = request.params;
      const order = await make(request.body as z.output<Body>, request, incident);
      return giveIncidentOrder(request, ports, incident, order);
    },
  );
}
