import { randomUUID } from "node:crypto";
import { z } from "zod";
import { briefingAgenda } from "#core/incident/briefing-agenda.ts";
import { audienceKinds, composeUpdate } from "#core/incident/compose-update.ts";
import { statusPageChannel } from "#core/incident/status-page/status-page.ts";
import { findDocument } from "#core/model/estate.ts";
import { parseRef } from "#core/model/ref.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { planFor } from "../incidents/declaration-facts.ts";
import { evidenceBody, keepEvidence } from "../evidence-input.ts";
import { readIncident } from "../incidents/give-command.ts";
import { addIncidentOperation } from "../incidents/incident-operation.ts";
import { ProblemError } from "../problem.ts";
import { refSchema } from "../schemas/ref.ts";
import { incidentParams } from "./incidents.ts";
import { answers, operation } from "./operation.ts";
import { textSchema } from "./run-commands.ts";

const short = () => randomUUID().slice(0, 8);
const instantBody = z.iso.datetime().transform((text) => new Date(text).toISOString());
const id = z.string().min(1).max(100);

/** Decisions, briefings, vendors, updates and reports: the work of an incident beside the recovery itself. */
export function incidentCoordinationRoutes(app: App, ports: AppPorts): void {
  decisionRoutes(app, ports);
  briefingRoutes(app, ports);
  vendorRoutes(app, ports);
  updateRoutes(app, ports);
  addIncidentOperation(app, ports, {
    path: "runs",
    operationId: "linkRun",
    summary: "Says that a run belongs to the incident",
    body: z
      .strictObject({ run: id, purpose: z.string().max(200).default("recovery") })
      .meta({ id: "LinkRun" }),
    make: async ({ run, purpose }) => {
      const { state } = await ports.handler.read(run);
      return { type: "LinkRun", run, runbook: state.plan?.runbook ?? "", purpose };
    },
  });
  addIncidentOperation(app, ports, {
    path: "submissions",
    operationId: "recordSubmission",
    summary: "Records that a report was handed in: only this stops its clock",
    body: z
      .strictObject({
        report: id,
        submittedAt: instantBody,
        reference: z.string().max(500),
        evidence: evidenceBody,
      })
      .meta({ id: "RecordSubmission" }),
    make: async ({ evidence, ...body }) => ({
      type: "RecordSubmission",
      data: { ...body, evidence: await keepEvidence(evidence, ports.attachments) },
    }),
  });
}

function decisionRoutes(app: App, ports: AppPorts): void {
  addIncidentOperation(app, ports, {
    path: "decisions",
    operationId: "askIncidentDecision",
    summary: "Puts a question to the authority that was agreed for it",
    body: z
      .strictObject({
        question: z.string().min(1).max(2000),
        options: z.array(z.string().min(1).max(500)).min(2).max(20),
        authority: refSchema,
        until: instantBody.nullable().default(null),
      })
      .meta({ id: "AskIncidentDecision" }),
    make: (body) => ({ type: "AskDecision", data: { ...body, decision: short() } }),
  });
  addIncidentOperation(app, ports, {
    path: "decision-answers",
    operationId: "takeIncidentDecision",
    summary: "Decides; the options not taken are kept",
    body: z
      .strictObject({ decision: id, option: z.string().max(500), reason: textSchema })
      .meta({ id: "TakeIncidentDecision" }),
    make: (body) => ({ type: "TakeDecision", ...body }),
  });
}

function briefingRoutes(app: App, ports: AppPorts): void {
  addIncidentOperation(app, ports, {
    path: "briefings",
    operationId: "scheduleBriefing",
    summary: "Sets a time-boxed briefing",
    body: z
      .strictObject({ startsAt: instantBody, minutes: z.int().min(1).max(240).default(15) })
      .meta({ id: "ScheduleBriefing" }),
    make: (body) => ({ type: "ScheduleBriefing", data: { ...body, briefing: short() } }),
  });
  addIncidentOperation(app, ports, {
    path: "briefing-records",
    operationId: "holdBriefing",
    summary: "Records a briefing: its agenda comes from the state",
    body: z
      .strictObject({
        briefing: id,
        decisions: z.array(z.string().max(2000)).max(50).default([]),
        notes: textSchema.default(""),
        nextAt: instantBody.nullable().default(null),
      })
      .meta({ id: "HoldBriefing" }),
    make: async (body, _, incident) => {
      const { state } = await readIncident(incident, ports);
      const agenda = briefingAgenda(state, ports.clock.now());
      return { type: "HoldBriefing", data: { ...body, agenda } };
    },
  });
}

function vendorRoutes(app: App, ports: AppPorts): void {
  addIncidentOperation(app, ports, {
    path: "vendor-cases",
    operationId: "openVendorCase",
    summary: "Opens a case with a vendor; the time of its contract runs from here",
    body: z
      .strictObject({
        vendor: refSchema,
        contract: z.string().max(63).nullable().default(null),
        subject: z.string().max(2000),
        reference: z.string().max(500).default(""),
      })
      .meta({ id: "OpenVendorCase" }),
    make: ({ contract: name, ...body }) => {
      const { estate } = ports.estate.current().resolved;
      const contract = name === null ? null : findDocument(estate, "Contract", name);
      if (name !== null && contract?.spec.vendor !== body.vendor)
        throw new ProblemError("contract-missing", `${body.vendor} has no contract ${name}.`);
      const opened = { ...body, case: short(), contract: contract?.ref ?? null };
      if (contract === null) return { type: "OpenVendorCase", data: { ...opened, responseSeconds: null } };
      const { responseTimeSeconds, restoreTimeSeconds, hours, startsOn, expiresOn } = contract.spec;
      const terms = { restoreSeconds: restoreTimeSeconds, hours, startsOn, expiresOn };
      return { type: "OpenVendorCase", data: { ...opened, responseSeconds: responseTimeSeconds, terms } };
    },
  });
  addIncidentOperation(app, ports, {
    path: "vendor-answers",
    operationId: "recordVendorAnswer",
    summary: "Records what a vendor answered, promised or missed",
    body: z
      .strictObject({
        case: id,
        what: z.enum(["acknowledged", "working", "promised", "missed", "resolved"]),
        promisedAt: instantBody.nullable().default(null),
        note: textSchema.default(""),
        evidence: evidenceBody,
      })
      .meta({ id: "RecordVendorAnswer" }),
    make: async ({ evidence, ...body }) => ({
      type: "RecordVendorAnswer",
      data: { ...body, evidence: await keepEvidence(evidence, ports.attachments) },
    }),
  });
}

function updateRoutes(app: App, ports: AppPorts): void {
  addIncidentOperation(app, ports, {
    path: "updates",
    operationId: "draftUpdate",
    summary: "Writes what an audience is to be told; it waits for approval",
    body: z
      .strictObject({ audience: z.string().min(1).max(200), text: textSchema })
      .meta({ id: "DraftUpdate" }),
    make: async ({ audience, text }, _, incident) => {
      const { state, version } = await readIncident(incident, ports);
      const name = parseRef(state.declaration?.plan ?? state.ask?.plan ?? "")?.name ?? null;
      const plan = planFor(ports.estate.current().resolved.estate, state, name);
      const row = plan?.spec.communication.find((each) => each.audience === audience);
      const data = { update: short(), audience, text, approver: row?.approver ?? null, asOf: version };
      return { type: "DraftUpdate", data };
    },
  });
  addIncidentOperation(app, ports, {
    path: "update-approvals",
    operationId: "approveUpdate",
    summary: "Approves what somebody else has written",
    body: z.strictObject({ update: id, note: textSchema.default("") }).meta({ id: "ApproveUpdate" }),
    make: (body) => ({ type: "ApproveUpdate", ...body }),
  });
  addIncidentOperation(app, ports, {
    path: "update-refusals",
    operationId: "refuseUpdate",
    summary: "Refuses what somebody has written",
    body: z.strictObject({ update: id, reason: textSchema }).meta({ id: "RefuseUpdate" }),
    make: (body) => ({ type: "RefuseUpdate", ...body }),
  });
  addIncidentOperation(app, ports, {
    path: "update-publications",
    operationId: "publishUpdate",
    summary: "Publishes an approved update; over `status-page` it stands on the page of its audience",
    body: z
      .strictObject({
        update: id,
        channel: z.string().trim().min(1).max(100).default(statusPageChannel),
        outcome: z.enum(["done", "failed", "unknown"]).default("done"),
        detail: textSchema.default(""),
      })
      .meta({ id: "PublishUpdate" }),
    make: (data) => ({ type: "RecordPublication", data }),
  });
  previewRoute(app, ports);
}

function previewRoute(app: App, ports: AppPorts): void {
  app.get(
    "/api/v1/incidents/:incident/text",
    {
      schema: {
        ...operation(
          "composeUpdate",
          "incidents",
          "The text for an audience, made from the facts as they stand",
        ),
        params: incidentParams,
        querystring: z.object({ for: z.enum(audienceKinds) }),
        response: answers(z.object({ text: z.string() })),
      },
    },
    async (request) => {
      const { state } = await readIncident(request.params.incident, ports);
      const { documents } = ports.estate.current().resolved.estate;
      const titles = new Map([...documents].map(([ref, { title }]) => [ref as string, title]));
      return { text: composeUpdate(state, request.query.for, titles) };
    },
  );
}
