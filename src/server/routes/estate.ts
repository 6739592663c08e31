import { z } from "zod";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { countsSchema } from "../schemas/counts.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, operation } from "./operation.ts";

const estateSchema = z
  .object({
    folder: z.string().nullable(),
    loadedAt: z.string(),
    isLastGood: z.boolean(),
    counts: countsSchema,
    number: z
      .int()
      .nullable()
      .meta({ description: "The publication in use; null: its documents have errors." }),
    revision: z.string().nullable(),
    conflicts: z.array(refSchema).meta({
      description: "Documents changed in the followed folder and elsewhere: the published ones stand.",
    }),
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
      const { folder, loadedAt, isLastGood, report, resolved, published, conflicts } = estate.current();
      const documents = [...resolved.estate.documents.values()];
      return {
        folder,
        loadedAt,
        isLastGood,
        counts: report.counts,
        number: published?.number ?? null,
        revision: published?.revision ?? null,
        conflicts: [...conflicts],
        documents: documents.map(({ ref, kind, name, title }) => ({ ref, kind, name, title })),
      };
    },
  );
}
