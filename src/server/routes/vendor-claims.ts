import { z } from "zod";
import { isAboutCase } from "#core/incident/vendor/case-entries.ts";
import { vendorClaim } from "#core/incident/vendor/vendor-claim.ts";
import { incidentStreamOf } from "#engine/incident-handler.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { readIncident } from "../incidents/give-command.ts";
import { ProblemError } from "../problem.ts";
import { vendorClaimSchema } from "../schemas/vendor-claim.ts";
import { sendFile } from "./incident-records.ts";
import { answers, file, operation } from "./operation.ts";

const caseParams = z.object({ incident: z.string().min(1).max(100), case: z.string().min(1).max(100) });

async function readCase(ports: AppPorts, params: z.output<typeof caseParams>) {
  const { state } = await readIncident(params.incident, ports);
  const found = state.vendorCases.get(params.case);
  if (found === undefined) throw new ProblemError("thing-missing", `There is no vendor case ${params.case}.`);
  return found;
}

/** What a claim for breach of a contract rests on: in words, and as evidence that can be handed to the vendor. */
export function vendorClaimRoutes(app: App, ports: AppPorts): void {
  app.get(
    "/api/v1/incidents/:incident/vendor-cases/:case/claim",
    {
      schema: {
        ...operation(
          "getVendorClaim",
          "incidents",
          "What a contract promised in a vendor case, and what came",
        ),
        params: caseParams,
        response: answers(vendorClaimSchema),
      },
    },
    async ({ params }) => vendorClaim(params.incident, await readCase(ports, params), ports.clock.now()),
  );
  app.get(
    "/api/v1/incidents/:incident/vendor-cases/:case/evidence",
    {
      schema: {
        ...operation(
          "exportVendorEvidence",
          "evidence",
          "The signed bundle of a vendor case: its entries of the log, and nothing else of the incident",
        ),
        params: caseParams,
        response: file("JSON lines; verify with `holdfast evidence verify`.", "application/jsonl"),
      },
    },
    async ({ params }, reply) => {
      const { case: name } = await readCase(ports, params);
      const text = await ports.evidence.bundle([incidentStreamOf(params.incident)], {
        only: (events) => events.filter(isAboutCase(events, name)),
      });
      return sendFile(reply, "application/jsonl", `holdfast-vendor-case-${name}.evidence.jsonl`, text);
    },
  );
}
