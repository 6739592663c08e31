import { z } from "zod";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { boardOf } from "../incidents/board-tasks.ts";
import { readIncident } from "../incidents/give-command.ts";
import { addIncidentOperation } from "../incidents/incident-operation.ts";
import { actorSchema } from "../schemas/actor.ts";
import { refSchema } from "../schemas/ref.ts";
import { incidentParams } from "./incidents.ts";
import { answers, operation } from "./operation.ts";
import { textSchema } from "./run-commands.ts";

const refs = z.array(refSchema).max(100);

const boardSchema = z
  .object({
    plan: refSchema.nullable(),
    faults: z.int().meta({ description: "Of tasks that are not done." }),
    rows: z
      .array(
        z.object({
          task: z.string(),
          from: z.enum(["plan", "run", "incident"]),
          accountable: refs.readonly(),
          responsible: refs.readonly(),
          consulted: refs.readonly(),
          informed: refs.readonly(),
          isDone: z.boolean(),
          done: z.object({ by: actorSchema, at: z.string(), note: z.string() }).nullable(),
          reason: z.string(),
          faults: z
            .array(
              z.object({
                code: z.enum([
                  "nobody-accountable",
                  "several-accountable",
                  "nobody-responsible",
                  "unknown-name",
                  "cannot-come",
                ]),
                message: z.string(),
                help: z.string(),
              }),
            )
            .readonly(),
        }),
      )
      .readonly(),
  })
  .meta({ id: "RaciBoard", description: "Who does what in an incident; gaps and doubles are faults." });

const taskField = z.string().trim().min(1).max(500);

/** The board of tasks: who is accountable for each, who does it, and what is missing. */
export function incidentTaskRoutes(app: App, ports: AppPorts): void {
  app.get(
    "/api/v1/incidents/:incident/tasks",
    {
      schema: {
        ...operation("getIncidentTasks", "incidents", "Who does what, with gaps and doubles as faults"),
        params: incidentParams,
        response: answers(boardSchema),
      },
    },
    async (request) => {
      const { state } = await readIncident(request.params.incident, ports);
      return boardOf(ports, state);
    },
  );
  addIncidentOperation(app, ports, {
    path: "tasks",
    operationId: "setIncidentTask",
    summary: "Says who does a task, a new one or one of the plan: exactly one is accountable",
    body: z
      .strictObject({
        task: taskField,
        accountable: refSchema,
        responsible: refs,
        consulted: refs.default([]),
        informed: refs.default([]),
        reason: textSchema.default(""),
      })
      .meta({ id: "SetIncidentTask" }),
    make: (data) => ({ type: "SetTask", data }),
  });
  addIncidentOperation(app, ports, {
    path: "task-ends",
    operationId: "finishIncidentTask",
    summary: "Says that a task is done",
    body: z
      .strictObject({ task: taskField, note: textSchema.default("") })
      .meta({ id: "FinishIncidentTask" }),
    make: (body) => ({ type: "FinishTask", ...body }),
  });
}
