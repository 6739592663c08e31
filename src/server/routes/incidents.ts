import { z } from "zod";
import { judgeDesk } from "#core/incident/desk.ts";
import { knownAt } from "#core/incident/log/incident-log.ts";
import { regulationsOf } from "#core/incident/regulations-of.ts";
import { openReminders } from "#core/incident/reminders.ts";
import { incidentStreamOf } from "#engine/incident-handler.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { newId } from "../commands.ts";
import { declarationFacts, planFor } from "../incidents/declaration-facts.ts";
import { giveIncidentOrder, readIncident, viewOf } from "../incidents/give-command.ts";
import { leavingSignal } from "../leaving.ts";
import { eventSchema } from "../schemas/event.ts";
import {
  deskSchema,
  type IncidentSummary,
  incidentModeSchema,
  incidentSummarySchema,
  incidentViewSchema,
} from "../schemas/incident.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, makes, operation } from "./operation.ts";

export const incidentParams = z.object({ incident: z.string().min(1).max(100) });

const openBody = z
  .strictObject({
    title: z.string().min(1).max(200),
    summary: z.string().max(10_000).default(""),
    mode: incidentModeSchema.default("live"),
    detectedAt: z.iso.datetime().optional(),
    services: z.array(refSchema).max(500).default([]),
    components: z.array(refSchema).max(500).default([]),
    regulations: z.array(z.string().max(50)).max(20).optional().meta({
      description: "Laws whose clocks count; absent: those that the functions of the services name.",
    }),
    timeZone: z.string().max(60).default("UTC"),
  })
  .meta({ id: "OpenIncident" });

/** Incidents: what there is, opening one, and reading it. */
export function incidentRoutes(app: App, ports: AppPorts): void {
  listRoute(app, ports);
  openRoute(app, ports);
  readRoutes(app, ports);
  deskRoute(app, ports);
}

function listRoute(app: App, { incidents, incidentList, clock }: AppPorts): void {
  app.get(
    "/api/v1/incidents",
    {
      schema: {
        ...operation("listIncidents", "incidents", "Incidents, the newest first"),
        querystring: z.object({
          status: z.enum(["open", "closed"]).optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
          cursor: z.coerce.number().int().min(1).optional(),
        }),
        response: answers(
          z.object({
            incidents: z.array(incidentSummarySchema),
            nextCursor: z.string().nullable().meta({ description: "`cursor` of the next page." }),
          }),
        ),
      },
    },
    async (request) => {
      const { status = null, limit, cursor = null } = request.query;
      const page = await incidentList({ status, limit, before: cursor });
      const found: IncidentSummary[] = [];
      for (const id of page.incidents) {
        const { state, version } = await incidents.read(id);
        if (state.opening === null || state.openedAt === null || state.status === "none") continue;
        const { title, mode, services } = state.opening;
        found.push({
          id,
          version,
          title,
          status: state.status,
          mode,
          severity: state.severity?.severity ?? null,
          openedAt: state.openedAt,
          services: [...services],
          nextDueAt: openReminders(state, clock.now())[0]?.at ?? null,
        });
      }
      return { incidents: found, nextCursor: page.cursor === null ? null : String(page.cursor) };
    },
  );
}

function openRoute(app: App, ports: AppPorts): void {
  app.post(
    "/api/v1/incidents",
    {
      schema: {
        ...operation("openIncident", "incidents", "Opens an incident"),
        body: openBody,
        response: makes(incidentViewSchema),
      },
    },
    async (request, reply) => {
      const { regulations, detectedAt, ...rest } = request.body;
      const id = newId(request);
      const view = await giveIncidentOrder(request, ports, id, {
        type: "OpenIncident",
        data: {
          ...rest,
          openedBy: "person",
          detectedAt: detectedAt ?? ports.clock.now(),
          regulations: regulations ?? regulationsOf(ports.estate.current().resolved.estate, rest.services),
        },
      });
      return reply
        .code(201)
        .header("location", `/api/v1/incidents/${id}`)
        .header("etag", `"${view.version}"`)
        .send(view);
    },
  );
}

function readRoutes(app: App, ports: AppPorts): void {
  const { events, clock } = ports;
  app.get(
    "/api/v1/incidents/:incident",
    {
      schema: {
        ...operation("getIncident", "incidents", "An incident, with what the asking person may decide now"),
        params: incidentParams,
        response: answers(incidentViewSchema),
      },
    },
    async (request, reply) => {
      const { incident } = request.params;
      const found = await readIncident(incident, ports);
      const actor = request.identity?.actor ?? { type: "system", node: "nobody" };
      void reply.header("etag", `"${found.version}"`);
      return viewOf(incident, found, { actor, now: clock.now() });
    },
  );
  app.get(
    "/api/v1/incidents/:incident/events",
    {
      schema: {
        ...operation("getIncidentEvents", "incidents", "The log of an incident, in order"),
        params: incidentParams,
        querystring: z.object({
          after: z.coerce.number().int().min(0).default(0).meta({ description: "Version to begin after." }),
          until: z.iso.datetime().optional().meta({ description: "Only what was known at this instant." }),
        }),
        response: answers(z.object({ events: z.array(eventSchema) })),
      },
    },
    async (request) => {
      const { incident } = request.params;
      await readIncident(incident, ports);
      const { after, until } = request.query;
      const stream = incidentStreamOf(incident);
      if (until === undefined) return { events: [...(await events.load(stream, after))] };
      const known = knownAt(await events.load(stream, 0), until);
      return { events: known.filter(({ version }) => version > after) };
    },
  );
}

function deskRoute(app: App, ports: AppPorts): void {
  app.get(
    "/api/v1/incidents/:incident/desk",
    {
      schema: {
        ...operation(
          "getDeclarationDesk",
          "incidents",
          "Until when one may wait before a disaster is declared",
        ),
        params: incidentParams,
        querystring: z.object({ plan: z.string().max(63).optional() }),
        response: answers(
          z.object({
            plan: refSchema.nullable(),
            tolerance: z
              .object({ seconds: z.number(), of: refSchema, kind: z.enum(["rto", "mtd"]) })
              .nullable(),
            failover: z
              .object({ runbook: refSchema, p50: z.number(), p90: z.number(), complete: z.boolean() })
              .nullable(),
            desk: deskSchema,
          }),
        ),
      },
    },
    async (request, reply) => {
      const { state } = await readIncident(request.params.incident, ports);
      const plan = planFor(ports.estate.current().resolved.estate, state, request.query.plan ?? null);
      const facts = await declarationFacts(ports, state, plan, leavingSignal(reply));
      const { tolerance, failover } = facts;
      return { plan: plan?.ref ?? null, tolerance, failover, desk: judgeDesk(facts) };
    },
  );
}
