import { z } from "zod";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { makePage } from "../status-page/make-page.ts";
import { answers, operation } from "./operation.ts";

const pageSchema = z
  .object({
    files: z
      .array(z.object({ name: z.string(), mediaType: z.string(), text: z.string() }))
      .readonly()
      .meta({ description: "In the order in which they are to be put into place." }),
  })
  .meta({ id: "StatusPageFiles" });

/** What an audience has been told, as static files for whatever serves them. */
export function statusPageRoutes(app: App, ports: AppPorts): void {
  app.get(
    "/api/v1/status-page",
    {
      schema: {
        ...operation("getStatusPage", "incidents", "The status page of an audience, as static files"),
        querystring: z.object({
          audience: z.string().min(1).max(200).default("customers"),
          title: z.string().min(1).max(200).default("Status"),
          exercises: z
            .enum(["true", "false"])
            .default("false")
            .meta({ description: "Whether exercises are told of, marked as such." }),
        }),
        response: answers(pageSchema),
      },
    },
    async ({ query: { exercises, ...asked } }) => ({
      files: await makePage(ports, { ...asked, exercises: exercises === "true" }),
    }),
  );
}
