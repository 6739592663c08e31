import type { FastifyReply } from "fastify";
import { z } from "zod";
import { incidentLog, knownAt } from "#core/incident/log/incident-log.ts";
import { logCsv } from "#core/incident/log/log-csv.ts";
import { incidentStreamOf } from "#engine/incident-handler.ts";
import { streamOf } from "#engine/run-handler.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { readIncident } from "../incidents/give-command.ts";
import { ProblemError } from "../problem.ts";
import { incidentLogSchema } from "../schemas/incident-log.ts";
import { incidentParams } from "./incidents.ts";
import { answers, file, operation } from "./operation.ts";

const untilField = z.iso
  .datetime()
  .transform((text) => new Date(text).toISOString())
  .optional()
  .meta({ description: "Only what was known at this instant." });

/** The log of an incident, to be taken away: as data, as a table, and as evidence. */
export function incidentRecordRoutes(app: App, ports: AppPorts): void {
  logRoutes(app, ports);
  evidenceRoute(app, ports);
}

async function logOf({ events, incidents, clock }: AppPorts, incident: string, until: string | undefined) {
  await readIncident(incident, { incidents });
  const known = knownAt(await events.load(incidentStreamOf(incident), 0), until ?? null);
  if (known.length === 0) throw new ProblemError("nothing-known", `Nothing was known at ${until ?? ""} yet.`);
  return incidentLog(incident, known, { knownAt: until ?? null, exportedAt: clock.now() });
}

/** Sends a file that is to be kept rather than shown. */
export function sendFile(reply: FastifyReply, mediaType: string, name: string, text: string) {
  return reply
    .type(mediaType)
    .header("content-disposition", `attachment; filename="${name}"`)
    .serializer(String)
    .send(text);
}

function logRoutes(app: App, ports: AppPorts): void {
  app.get(
    "/api/v1/incidents/:incident/log",
    {
      schema: {
        ...operation("getIncidentLog", "incidents", "The log of an incident in words, with its signals"),
        params: incidentParams,
        querystring: z.object({ until: untilField }),
        response: answers(incidentLogSchema),
      },
    },
    async (request) => logOf(ports, request.params.incident, request.query.until),
  );
  app.get(
    "/api/v1/incidents/:incident/log.csv",
    {
      schema: {
        ...operation("getIncidentLogTable", "incidents", "The log of an incident as a table"),
        params: incidentParams,
        querystring: z.object({ until: untilField }),
        response: file("CSV (RFC 4180), UTF-8; no cell begins a formula.", "text/csv"),
      },
    },
    async (request, reply) => {
      const { incident } = request.params;
      const log = await logOf(ports, incident, request.query.until);
      return sendFile(reply, "text/csv; charset=utf-8", `holdfast-incident-${incident}.csv`, logCsv(log));
    },
  );
}

function evidenceRoute(app: App, ports: AppPorts): void {
  app.get(
    "/api/v1/incidents/:incident/evidence",
    {
      schema: {
        ...operation("exportIncidentEvidence", "evidence", "The signed evidence bundle of an incident"),
        params: incidentParams,
        querystring: z.object({
          until: untilField,
          runs: z
            .enum(["true", "false"])
            .default("false")
            .meta({ description: "Whether the logs of its runs come along." }),
        }),
        response: file("JSON lines; verify with `holdfast evidence verify`.", "application/jsonl"),
      },
    },
    async (request, reply) => {
      const { incident } = request.params;
      const { until, runs } = request.query;
      await logOf(ports, incident, until);
      const { state } = await readIncident(incident, ports);
      const linked = runs === "true" ? state.runs.map(({ run }) => streamOf(run)) : [];
      const text = await ports.evidence.bundle([incidentStreamOf(incident), ...linked], { until });
      return sendFile(reply, "application/jsonl", `holdfast-incident-${incident}.evidence.jsonl`, text);
    },
  );
}
