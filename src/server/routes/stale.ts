import { z } from "zod";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { personOf } from "../commands.ts";
import { partOwner, stalePartView } from "../documents/document-view.ts";
import { giveDocumentsCommand } from "../documents/give-command.ts";
import { stalePartSchema } from "../schemas/document.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, operation } from "./operation.ts";

const staleSchema = z.object({ parts: z.array(stalePartSchema) });

const reviewBody = z
  .strictObject({
    parts: z
      .array(z.strictObject({ document: refSchema, part: z.string().min(1).max(300) }))
      .min(1)
      .max(500),
    note: z.string().max(10_000).default(""),
  })
  .meta({ id: "ReviewParts" });

/** Parts of plans that wait for a review. */
export function staleRoutes(app: App, ports: AppPorts): void {
  const { documents, clock } = ports;
  app.get(
    "/api/v1/stale",
    {
      schema: {
        ...operation(
          "listStale",
          "documents",
          "Parts of plans that rely on something that was changed since",
        ),
        querystring: z.object({ document: refSchema.optional() }),
        response: answers(staleSchema),
      },
    },
    async (request) => {
      const state = await documents.read();
      const { resolved } = await documents.snapshot(state);
      const { document } = request.query;
      const found = [...state.stale.values()].filter(
        (one) => document === undefined || one.document === document,
      );
      return { parts: found.map((part) => stalePartView(state, resolved.estate, part)) };
    },
  );
  app.post(
    "/api/v1/stale/review",
    {
      schema: {
        ...operation("reviewParts", "documents", "Says that parts are right as they are (their owners)"),
        body: reviewBody,
        response: answers(staleSchema),
      },
    },
    async (request) => {
      const actor = personOf(request);
      const { parts, note } = request.body;
      const state = await giveDocumentsCommand(request, ports, async (now) => {
        const { estate } = (await documents.snapshot(now)).resolved;
        const owners = parts.map((part) => partOwner(estate, part)).filter((owner) => owner !== null);
        return { type: "ReviewParts", actor, at: clock.now(), parts, note, owners: [...new Set(owners)] };
      });
      const { resolved } = await documents.snapshot(state);
      return { parts: [...state.stale.values()].map((part) => stalePartView(state, resolved.estate, part)) };
    },
  );
}
