import { z } from "zod";
import { mayDo } from "#core/access/roles.ts";
import { streamOf } from "#engine/run-handler.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { problemResponse } from "../schemas/problem.ts";
import { streamEvents } from "../sse.ts";
import { operation } from "./operation.ts";
import { runParams } from "./runs.ts";

const feedQuery = z.object({
  after: z.coerce.number().int().min(0).optional().meta({
    description: "Position of the last event seen, as Last-Event-ID; absent: only what comes from now on.",
  }),
});

const response = {
  200: {
    description: "Server-Sent Events: `open` once, then `event` for each event; ids are positions.",
    content: { "text/event-stream": { schema: z.string() } },
  },
  default: problemResponse,
};

/** Events as they happen. */
export function feedRoutes(app: App, ports: AppPorts): void {
  app.get(
    "/api/v1/feed",
    {
      schema: {
        ...operation("followFeed", "feed", "All events as they happen (Server-Sent Events)"),
        querystring: feedQuery,
        response,
      },
    },
    (request, reply) => {
      const { identity } = request;
      // Who has which role, and why, is for those who may ask for it.
      const seesAccess = identity?.isOperator === true || mayDo(identity?.roles ?? [], "access.read");
      const without = seesAccess ? null : "access/";
      return streamEvents(request, reply, ports, { prefix: "", after: request.query.after, without });
    },
  );
  app.get(
    "/api/v1/runs/:run/feed",
    {
      schema: {
        ...operation("followRun", "feed", "The events of a run as they happen (Server-Sent Events)"),
        params: runParams,
        querystring: feedQuery,
        response,
      },
    },
    (request, reply) => {
      const stream = streamOf(request.params.run);
      return streamEvents(request, reply, ports, {
        prefix: stream,
        only: stream,
        after: request.query.after,
      });
    },
  );
}
