import { z } from "zod";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { personOf } from "../commands.ts";
import type { Lab } from "../lab.ts";
import { ProblemError } from "../problem.ts";
import { jsonObjectSchema } from "../schemas/json.ts";
import { answers, operation } from "./operation.ts";

const labSchema = z
  .object({
    status: jsonObjectSchema.meta({ description: "Sites, links, probe, witness, as the lab tells them." }),
    faults: jsonObjectSchema.meta({ description: "What can be broken, with explanations." }),
  })
  .meta({ id: "Lab" });

/** The lab: real sites to break. There is none on most servers. */
export function labRoutes(app: App, { lab }: AppPorts): void {
  const configured = (): Lab => {
    if (lab === null) throw new ProblemError("no-lab", "This server was started without a lab.");
    return lab;
  };
  app.get(
    "/api/v1/lab",
    {
      schema: {
        ...operation("getLab", "lab", "The state of the lab and its faults"),
        response: answers(labSchema),
      },
    },
    async () => {
      const [status, faults] = await Promise.all([configured().status(), configured().faults()]);
      return { status, faults };
    },
  );
  app.post(
    "/api/v1/lab/faults/:fault",
    {
      schema: {
        ...operation("injectFault", "lab", "Breaks something in the lab"),
        params: z.object({ fault: z.string().min(1).max(100) }),
        response: answers(jsonObjectSchema),
      },
    },
    async (request) => {
      personOf(request);
      return configured().inject(request.params.fault);
    },
  );
  app.post(
    "/api/v1/lab/heal",
    {
      schema: {
        ...operation("healLab", "lab", "Undoes the faults of the lab"),
        response: answers(jsonObjectSchema),
      },
    },
    async (request) => {
      personOf(request);
      return configured().heal();
    },
  );
}
