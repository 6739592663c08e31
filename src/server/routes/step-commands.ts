import { z } from "zod";
import type { PersonCommand } from "#core/run/commands.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { carryOut } from "../commands.ts";
import { evidenceBody, keepEvidence } from "../evidence-input.ts";
import { jsonObjectSchema, jsonSchema } from "../schemas/json.ts";
import { refSchema } from "../schemas/ref.ts";
import { runViewSchema } from "../schemas/run.ts";
import { answers, operation } from "./operation.ts";
import { reasonBody, textSchema } from "./run-commands.ts";

const stepParams = z.object({ run: z.string().min(1).max(100), step: z.string().min(1).max(200) });

const noteBody = z.strictObject({ note: textSchema.default("") }).meta({ id: "Note" });

const completeBody = z
  .strictObject({
    result: z.enum(["done", "failed"]),
    note: textSchema.default(""),
    evidence: evidenceBody,
  })
  .meta({ id: "CompleteStep" });

const decideBody = z
  .strictObject({ option: z.string().max(100), reason: textSchema })
  .meta({ id: "DecideOption" });

const reassignBody = z
  .strictObject({ responsible: refSchema, reason: textSchema })
  .meta({ id: "ReassignStep" });

const retryBody = z
  .strictObject({
    reason: textSchema,
    changedInput: jsonObjectSchema
      .optional()
      .meta({ description: "Replaces parameters of the action by name." }),
  })
  .meta({ id: "RetryStep" });

const byHandBody = z
  .strictObject({ note: textSchema, output: jsonSchema.optional(), evidence: evidenceBody })
  .meta({ id: "MarkDoneByHand" });

function takeRoute(app: App, ports: AppPorts): void {
  app.post(
    "/api/v1/runs/:run/steps/:step/take",
    {
      schema: {
        ...operation("takeStep", "steps", "Says that one is doing a step"),
        params: stepParams,
        response: answers(runViewSchema),
      },
    },
    (request) => {
      const { run, step } = request.params;
      return carryOut(request, ports, run, { type: "TakeStep", step });
    },
  );
}

type AddCommand = <Body extends z.ZodType>(
  path: string,
  operationId: string,
  summary: string,
  body: Body,
  become: (step: string, body: z.output<Body>) => PersonCommand | Promise<PersonCommand>,
) => void;

/** Adds one command: where it is, how it is called, what it takes, and what it becomes. */
function adder(app: App, ports: AppPorts): AddCommand {
  return (path, operationId, summary, body, become) => {
    app.post(
      `/api/v1/runs/:run/steps/:step/${path}`,
      {
        schema: {
          ...operation(operationId, "steps", summary),
          params: stepParams,
          body,
          response: answers(runViewSchema),
        },
      },
      async (request) => {
        const { run, step } = request.params;
        return carryOut(request, ports, run, await become(step, request.body as never));
      },
    );
  };
}

/** The gates: who lets a step start, and which way it goes. */
function gateRoutes(command: AddCommand): void {
  command("approve", "approveStep", "Lets a step start", noteBody, (step, { note }) => ({
    type: "ApproveStep",
    step,
    note,
  }));
  command("refuse", "refuseApproval", "Refuses to let a step start", reasonBody, (step, { reason }) => ({
    type: "RefuseApproval",
    step,
    reason,
  }));
  command("decide", "decideOption", "Takes an option of a decision", decideBody, (step, body) => ({
    type: "DecideOption",
    step,
    ...body,
  }));
}

/** Doing a step, by hand or once more. */
function workRoutes(command: AddCommand, { attachments }: Pick<AppPorts, "attachments">): void {
  command(
    "complete",
    "completeStep",
    "Says how a step of a person ended",
    completeBody,
    async (step, body) => ({
      type: "CompleteStep",
      step,
      result: body.result,
      note: body.note,
      evidence: await keepEvidence(body.evidence, attachments),
    }),
  );
  command(
    "retry",
    "retryStep",
    "Tries a step again, with other input if wanted",
    retryBody,
    (step, body) => ({
      type: "RetryStep",
      step,
      reason: body.reason,
      changedInput: body.changedInput ?? null,
    }),
  );
  command(
    "done-by-hand",
    "markDoneByHand",
    "Says that a step was done by hand",
    byHandBody,
    async (step, body) => ({
      type: "MarkDoneByHand",
      step,
      note: body.note,
      output: body.output ?? null,
      evidence: await keepEvidence(body.evidence, attachments),
    }),
  );
}

/** Changing what a run does with a step. */
function editRoutes(command: AddCommand): void {
  command("skip", "skipStep", "Leaves a step out", reasonBody, (step, { reason }) => ({
    type: "SkipStep",
    step,
    reason,
  }));
  command("reassign", "reassignStep", "Gives a step to somebody else", reassignBody, (step, body) => ({
    type: "ReassignStep",
    step,
    ...body,
  }));
  command("undo", "undoStep", "Takes one step back", reasonBody, (step, { reason }) => ({
    type: "UndoStep",
    step,
    reason,
  }));
}

/** What people tell a step of a run; each answers the run after it. */
export function stepCommandRoutes(app: App, ports: AppPorts): void {
  const command = adder(app, ports);
  gateRoutes(command);
  takeRoute(app, ports);
  workRoutes(command, ports);
  editRoutes(command);
}
