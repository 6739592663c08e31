import { z } from "zod";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { refSchema } from "../schemas/ref.ts";
import { countsSchema } from "./diagnostics.ts";
import { answers, operation } from "./operation.ts";

const estateSchema = z
  .object({
    folder: z.string().nullable(),
    loadedAt: z.string(),
    isLastGood: z.boolean(),
    counts: countsSchema,
    documents: z.array(z.object({ ref: refSchema, kind: z.string(), name: z.string(), title: z.string() })),
  })
  .meta({ id: "Estate", description: "What is protected, as the documents say." });

/** The estate that runs are started on. */
export function estateRoutes(app: App, { estate }: AppPorts): void {
  app.get(
    "/api/v1/estate",
    {
      schema: {
        ...operation("getEstate", "estate", "The documents in use"),
        response: answers(estateSchema),
      },
    },
    async () => {
      const { folder, loadedAt, isLastGood, report, resolved } = estate.current();
      const documents = [...resolved.estate.documents.values()];
      return {
        folder,
        loadedAt,
        isLastGood,
        counts: report.counts,
        documents: documents.map(({ ref, kind, name, title }) => ({ ref, kind, name, title })),
      };
    },
  );
}
