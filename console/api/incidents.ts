import type { operations } from "#client/schema.gen.ts";
import type { Schemas } from "#client/client.ts";
import type { JsonObject } from "#core/model/json.ts";
import { ask, clientOf } from "./ask.ts";

export type Incident = Schemas["Incident"];
export type IncidentSummary = Schemas["IncidentSummary"];
export type Callout = Schemas["Callout"];
export type IncidentEntry = Schemas["Event"];
export type Desk = operations["getDeclarationDesk"]["responses"][200]["content"]["application/json"];
export type CalloutProposal = operations["proposeCallout"]["responses"][200]["content"]["application/json"];

const at = (incident: string) => ({ params: { path: { incident } } });

/** The newest incidents, open and closed. */
export async function fetchIncidents(actor: string | null): Promise<readonly IncidentSummary[]> {
  const query = { limit: 200 };
  return (await ask(clientOf(actor).GET("/api/v1/incidents", { params: { query } }))).incidents;
}

export async function fetchIncident(actor: string | null, incident: string): Promise<Incident> {
  return ask(clientOf(actor).GET("/api/v1/incidents/{incident}", at(incident)));
}

/** Until when one may wait, forecast for the staffing of now. */
export async function fetchDesk(actor: string | null, incident: string): Promise<Desk> {
  return ask(clientOf(actor).GET("/api/v1/incidents/{incident}/desk", at(incident)));
}

/** Whom a call-out by the plan would call; nobody is called. */
export async function fetchCalloutProposal(actor: string | null, incident: string): Promise<CalloutProposal> {
  return ask(clientOf(actor).GET("/api/v1/incidents/{incident}/callout-proposal", at(incident)));
}

/** Every entry of the log, the oldest first. */
export async function fetchIncidentLog(
  actor: string | null,
  incident: string,
): Promise<readonly IncidentEntry[]> {
  return (await ask(clientOf(actor).GET("/api/v1/incidents/{incident}/events", at(incident)))).events;
}

export type RaciBoard = Schemas["RaciBoard"];

/** Who does what in an incident. */
export async function fetchTasks(actor: string | null, incident: string): Promise<RaciBoard> {
  return ask(clientOf(actor).GET("/api/v1/incidents/{incident}/tasks", at(incident)));
}

/** Where a file of an incident is downloaded: `log`, `log.csv`, `evidence` … */
export function incidentFileUrl(incident: string, path: string): string {
  return `/api/v1/incidents/${encodeURIComponent(incident)}/${path}`;
}

/** Opens an incident. The same key opens it once, however often it is sent. */
export async function openIncident(
  actor: string | null,
  body: Schemas["OpenIncident"],
  key: string,
): Promise<Incident> {
  const headers = { "Idempotency-Key": key };
  return ask(clientOf(actor).POST("/api/v1/incidents", { body, headers }));
}

/** What an incident can be told, by the last part of its address, with the operation that asks for a role. */
export const incidentOrders = {
  facts: "stateFact",
  notes: "noteIncident",
  roles: "assignRole",
  "role-answers": "answerRole",
  "repair-estimates": "estimateRepair",
  "plan-checks": "judgePlan",
  declaration: "askDeclaration",
  declare: "declareDisaster",
  decline: "declineDeclaration",
  second: "secondOverride",
  callouts: "startCallout",
  "callout-answers": "answerCallout",
  "callout-ends": "endCallout",
  "decision-answers": "takeIncidentDecision",
  updates: "draftUpdate",
  "update-approvals": "approveUpdate",
  "update-refusals": "refuseUpdate",
  "update-publications": "publishUpdate",
  tasks: "setIncidentTask",
  "task-ends": "finishIncidentTask",
  submissions: "recordSubmission",
  "stand-down": "standDown",
  close: "closeIncident",
  reopen: "reopenIncident",
} as const;

export type IncidentOrderPath = keyof typeof incidentOrders;

/** Tells an incident something, once; answers the incident after it. */
export async function tellIncident(
  actor: string | null,
  incident: string,
  order: { readonly path: IncidentOrderPath; readonly body: JsonObject },
  key: string,
): Promise<Incident> {
  const given = { ...at(incident), headers: { "Idempotency-Key": key } };
  // The routes of an incident are alike; which body belongs to which is the server's to say.
  const path = `/api/v1/incidents/{incident}/${order.path}` as "/api/v1/incidents/{incident}/notes";
  const body = order.body as unknown as Schemas["NoteIncident"];
  return ask(clientOf(actor).POST(path, { ...given, body }));
}
