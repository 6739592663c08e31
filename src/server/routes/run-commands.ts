import { z } from "zod";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { carryOut } from "../commands.ts";
import { peopleOf } from "../estate/people.ts";
import { insertedStep } from "../inserted-step.ts";
import { ProblemError } from "../problem.ts";
import { jsonObjectSchema } from "../schemas/json.ts";
import { refSchema } from "../schemas/ref.ts";
import { runViewSchema } from "../schemas/run.ts";
import { answers, operation } from "./operation.ts";
import { runParams } from "./runs.ts";

/** Free text that stands in the record: long enough for a pasted log, too short for a novel. */
export const textSchema = z.string().max(10_000);

/** Why somebody does something. That it must not be empty is the run's own rule. */
export const reasonBody = z.strictObject({ reason: textSchema }).meta({ id: "Reason" });

const runWide = [
  ["pause", "pauseRun", "PauseRun", "Starts no further step until it is resumed"],
  ["resume", "resumeRun", "ResumeRun", "Goes on after a pause"],
  ["abort", "abortRun", "AbortRun", "Ends a run; what runs is told to stop"],
  ["undo", "undoRun", "UndoRun", "Takes the steps back in reverse order"],
] as const;

/** What people tell a run as a whole. */
export function runCommandRoutes(app: App, ports: AppPorts): void {
  for (const [path, operationId, type, summary] of runWide) {
    app.post(
      `/api/v1/runs/:run/${path}`,
      {
        schema: {
          ...operation(operationId, "runs", summary),
          params: runParams,
          body: reasonBody,
          response: answers(runViewSchema),
        },
      },
      (request) => carryOut(request, ports, request.params.run, { type, reason: request.body.reason }),
    );
  }
  noteRoute(app, ports);
  leadRoutes(app, ports);
  insertRoute(app, ports);
}

/** The lead of a run: offered, and taken or not. */
function leadRoutes(app: App, ports: AppPorts): void {
  app.post(
    "/api/v1/runs/:run/lead/offer",
    {
      schema: {
        ...operation("offerLead", "runs", "Offers the lead of a run to another person"),
        params: runParams,
        body: z.strictObject({ to: refSchema, reason: textSchema }).meta({ id: "OfferLead" }),
        response: answers(runViewSchema),
      },
    },
    (request) => {
      const { to, reason } = request.body;
      const people = peopleOf(ports.estate.current().resolved.estate);
      if (!people.some(({ ref }) => ref === to)) {
        const detail = `There is no ${to} in the estate.`;
        throw new ProblemError("invalid-request", detail, [{ pointer: "/to", detail }]);
      }
      return carryOut(request, ports, request.params.run, { type: "OfferLead", to, reason });
    },
  );
  app.post(
    "/api/v1/runs/:run/lead/accept",
    {
      schema: {
        ...operation("acceptLead", "runs", "Takes the lead of a run that was offered to the asking person"),
        params: runParams,
        response: answers(runViewSchema),
      },
    },
    (request) => carryOut(request, ports, request.params.run, { type: "AcceptLead" }),
  );
  app.post(
    "/api/v1/runs/:run/lead/decline",
    {
      schema: {
        ...operation("declineLead", "runs", "Does not take the lead, or takes the offer of it back"),
        params: runParams,
        body: reasonBody,
        response: answers(runViewSchema),
      },
    },
    (request) =>
      carryOut(request, ports, request.params.run, { type: "DeclineLead", reason: request.body.reason }),
  );
}

function noteRoute(app: App, ports: AppPorts): void {
  app.post(
    "/api/v1/runs/:run/notes",
    {
      schema: {
        ...operation("addNote", "runs", "Puts a note on record, about a step or the run"),
        params: runParams,
        body: z
          .strictObject({ step: z.string().max(200).optional(), text: textSchema })
          .meta({ id: "AddNote" }),
        response: answers(runViewSchema),
      },
    },
    (request) => {
      const { step = null, text } = request.body;
      return carryOut(request, ports, request.params.run, { type: "AddNote", step, text });
    },
  );
}

function insertRoute(app: App, ports: AppPorts): void {
  app.post(
    "/api/v1/runs/:run/steps",
    {
      schema: {
        ...operation("insertStep", "runs", "Inserts a step into a run that is under way"),
        params: runParams,
        body: z
          .strictObject({
            step: jsonObjectSchema.meta({ description: "A step as a Runbook document writes it." }),
            before: z.array(z.string()).max(200).meta({ description: "Steps that wait for the new one." }),
            reason: textSchema,
          })
          .meta({ id: "InsertStep" }),
        response: answers(runViewSchema),
      },
    },
    async (request) => {
      const { step, before, reason } = request.body;
      const { run } = request.params;
      const { state } = await ports.handler.read(run);
      if (state.plan === null) throw new ProblemError("run-missing", `There is no run ${run}.`);
      const definition = insertedStep(step, before, state, ports.estate);
      return carryOut(request, ports, run, { type: "InsertStep", definition, before, reason });
    },
  );
}
