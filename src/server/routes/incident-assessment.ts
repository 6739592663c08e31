import { z } from "zod";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { addIncidentOperation } from "../incidents/incident-operation.ts";
import { jsonSchema } from "../schemas/json.ts";
import { refSchema } from "../schemas/ref.ts";
import { reasonBody, textSchema } from "./run-commands.ts";

const role = z.string().min(1).max(100);

/** What people state of an incident, who plays which part, and how it ends. */
export function incidentAssessmentRoutes(app: App, ports: AppPorts): void {
  factRoutes(app, ports);
  roleRoutes(app, ports);
  endRoutes(app, ports);
}

function factRoutes(app: App, ports: AppPorts): void {
  addIncidentOperation(app, ports, {
    path: "facts",
    operationId: "stateFact",
    summary: "States a fact; severity and clocks follow from it",
    body: z
      .strictObject({
        fact: z.string().min(1).max(100),
        value: jsonSchema,
        estimate: z.boolean().default(false),
        source: z.string().max(500).default("stated by a person"),
      })
      .meta({ id: "StateFact" }),
    make: (body) => ({ type: "StateFact", ...body }),
  });
  addIncidentOperation(app, ports, {
    path: "failures",
    operationId: "nameFailure",
    summary: "Names what has failed, from what several witnesses say",
    body: z
      .strictObject({
        name: z.string().min(1).max(200),
        component: refSchema.nullable().default(null),
        because: textSchema,
        witnesses: z
          .array(
            z.strictObject({
              by: z.string().min(1).max(200),
              says: z.enum(["agrees", "contradicts", "silent"]),
              detail: z.string().max(2000).default(""),
            }),
          )
          .max(50)
          .default([]),
      })
      .meta({ id: "NameFailure" }),
    make: (data) => ({ type: "NameFailure", data }),
  });
  addIncidentOperation(app, ports, {
    path: "notes",
    operationId: "noteIncident",
    summary: "Puts a note on record",
    body: z
      .strictObject({ text: textSchema, about: z.string().max(200).nullable().default(null) })
      .meta({ id: "NoteIncident" }),
    make: (body) => ({ type: "NoteIncident", ...body }),
  });
  addIncidentOperation(app, ports, {
    path: "corrections",
    operationId: "correctIncidentEntry",
    summary: "Puts a correction beside an entry of the log; the entry stays",
    body: z
      .strictObject({ version: z.int().min(1), text: textSchema, reason: textSchema })
      .meta({ id: "CorrectEntry" }),
    make: async (body, _, incident) => {
      const { version: lastVersion } = await ports.incidents.read(incident);
      return { type: "CorrectEntry", ...body, lastVersion };
    },
  });
}

function roleRoutes(app: App, ports: AppPorts): void {
  addIncidentOperation(app, ports, {
    path: "roles",
    operationId: "assignRole",
    summary: "Asks somebody to play a part; only their answer says that they are there",
    body: z
      .strictObject({ role, person: refSchema, reason: textSchema.default("") })
      .meta({ id: "AssignRole" }),
    make: (body) => ({ type: "AssignRole", ...body }),
  });
  addIncidentOperation(app, ports, {
    path: "role-answers",
    operationId: "answerRole",
    summary: "Accepts or declines a part, for oneself or for whom one has reached by phone",
    body: z
      .strictObject({
        role,
        accept: z.boolean(),
        byPhone: z.boolean().default(false),
        note: textSchema.default(""),
      })
      .meta({ id: "AnswerRole" }),
    make: (body) => ({ type: "AnswerRole", ...body }),
  });
  addIncidentOperation(app, ports, {
    path: "role-handovers",
    operationId: "handOverRole",
    summary: "Hands a part that one plays to somebody else",
    body: z.strictObject({ role, to: refSchema, note: textSchema.default("") }).meta({ id: "HandOverRole" }),
    make: (body) => ({ type: "HandOverRole", ...body }),
  });
}

function endRoutes(app: App, ports: AppPorts): void {
  addIncidentOperation(app, ports, {
    path: "close",
    operationId: "closeIncident",
    summary: "Closes an incident that is no declared disaster, or no longer",
    body: z
      .strictObject({
        reason: textSchema,
        result: z.enum(["restored", "false-alarm", "duplicate"]).default("restored"),
      })
      .meta({ id: "CloseIncident" }),
    make: (body) => ({ type: "CloseIncident", ...body }),
  });
  addIncidentOperation(app, ports, {
    path: "reopen",
    operationId: "reopenIncident",
    summary: "Opens a closed incident again, where it was",
    body: reasonBody,
    make: ({ reason }) => ({ type: "ReopenIncident", reason }),
  });
}
