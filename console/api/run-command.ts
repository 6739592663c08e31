import type { Schemas } from "#client/client.ts";
import type { RunView } from "#core/run/view.ts";
import { ask, clientOf } from "./ask.ts";

/** What a person can tell a run or one of its steps, as the API takes it. */
export type RunCommand =
  | { readonly to: "pause" | "resume" | "abort" | "undo-run"; readonly body: Schemas["Reason"] }
  | { readonly to: "offer-lead"; readonly body: Schemas["OfferLead"] }
  | { readonly to: "accept-lead" }
  | { readonly to: "decline-lead"; readonly body: Schemas["Reason"] }
  | { readonly to: "note"; readonly body: Schemas["AddNote"] }
  | { readonly to: "insert"; readonly body: Schemas["InsertStep"] }
  | { readonly to: "approve"; readonly step: string; readonly body: Schemas["Note"] }
  | { readonly to: "take"; readonly step: string }
  | { readonly to: "complete"; readonly step: string; readonly body: Schemas["CompleteStep"] }
  | { readonly to: "decide"; readonly step: string; readonly body: Schemas["DecideOption"] }
  | { readonly to: "reassign"; readonly step: string; readonly body: Schemas["ReassignStep"] }
  | { readonly to: "retry"; readonly step: string; readonly body: Schemas["RetryStep"] }
  | { readonly to: "done-by-hand"; readonly step: string; readonly body: Schemas["MarkDoneByHand"] }
  | { readonly to: "refuse" | "skip" | "undo"; readonly step: string; readonly body: Schemas["Reason"] };

type Given = {
  readonly actor: string | null;
  readonly run: string;
  readonly command: RunCommand;
  /** The same key is carried out once, however often it is sent. */
  readonly key: string;
};

function call({ actor, run, command, key }: Given) {
  const client = clientOf(actor);
  const headers = { "Idempotency-Key": key };
  const whole = { params: { path: { run } }, headers };
  switch (command.to) {
    case "pause":
    case "resume":
    case "abort":
      return client.POST(`/api/v1/runs/{run}/${command.to}`, { ...whole, body: command.body });
    case "undo-run":
      return client.POST("/api/v1/runs/{run}/undo", { ...whole, body: command.body });
    case "offer-lead":
      return client.POST("/api/v1/runs/{run}/lead/offer", { ...whole, body: command.body });
    case "accept-lead":
      return client.POST("/api/v1/runs/{run}/lead/accept", whole);
    case "decline-lead":
      return client.POST("/api/v1/runs/{run}/lead/decline", { ...whole, body: command.body });
    case "note":
      return client.POST("/api/v1/runs/{run}/notes", { ...whole, body: command.body });
    case "insert":
      return client.POST("/api/v1/runs/{run}/steps", { ...whole, body: command.body });
    default:
      return callOfStep(client, command, { params: { path: { run, step: command.step } }, headers });
  }
}

type StepCommand = Extract<RunCommand, { readonly step: string }>;

type StepTarget = {
  readonly params: { readonly path: { readonly run: string; readonly step: string } };
  readonly headers: { readonly "Idempotency-Key": string };
};

function callOfStep(client: ReturnType<typeof clientOf>, command: StepCommand, target: StepTarget) {
  switch (command.to) {
    case "approve":
      return client.POST("/api/v1/runs/{run}/steps/{step}/approve", {
        ...target,
        body: command.body,
      });
    case "take":
      return client.POST("/api/v1/runs/{run}/steps/{step}/take", target);
    case "complete":
      return client.POST("/api/v1/runs/{run}/steps/{step}/complete", {
        ...target,
        body: command.body,
      });
    case "decide":
      return client.POST("/api/v1/runs/{run}/steps/{step}/decide", {
        ...target,
        body: command.body,
      });
    case "reassign":
      return client.POST("/api/v1/runs/{run}/steps/{step}/reassign", {
        ...target,
        body: command.body,
      });
    case "retry":
      return client.POST("/api/v1/runs/{run}/steps/{step}/retry", {
        ...target,
        body: command.body,
      });
    case "done-by-hand":
      return client.POST("/api/v1/runs/{run}/steps/{step}/done-by-hand", {
        ...target,
        body: command.body,
      });
    case "refuse":
    case "skip":
    case "undo":
      return client.POST(`/api/v1/runs/{run}/steps/{step}/${command.to}`, {
        ...target,
        body: command.body,
      });
    default:
      return command satisfies never;
  }
}

/** Gives a command; answers the run after it. Rejects with `AskError`. */
export async function giveRunCommand(given: Given): Promise<RunView> {
  return (await ask(call(given))) as RunView;
}
